import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { listenForStop } from './terminal.ts';

function listen() {
  const source = new EventEmitter();
  const said: string[] = [];
  const end = listenForStop(
    source,
    () => said.push('stop'),
    (code) => said.push(`exit ${code}`),
  );
  return { send: (signal: string) => source.emit(signal, signal), said, end };
}

describe('listenForStop', () => {
  it('stops in order at the first signal and at once at the next interrupt', () => {
    const { send, said } = listen();
    send('SIGINT');
    send('SIGINT');
    expect(said).toEqual(['stop', 'exit 130']);
  });

  it('lets SIGTERM come twice, and an interrupt after it end at once', () => {
    const { send, said } = listen();
    send('SIGTERM');
    send('SIGTERM');
    expect(said).toEqual(['stop']);
    send('SIGINT');
    expect(said).toEqual(['stop', 'exit 130']);
  });

  it('hears no signal once listening has ended', () => {
    const { send, said, end } = listen();
    end();
    send('SIGINT');
    expect(said).toEqual([]);
  });
});
