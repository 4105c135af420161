import { describe, expect, it } from 'vitest';
import { createGate } from './gate.ts';

/** A promise and the function that fulfils it. */
function deferred(): { promise: Promise<void>; done: () => void } {
  let done = (): void => {};
  const promise = new Promise<void>((resolve) => {
    done = resolve;
  });
  return { promise, done };
}

describe('createGate', () => {
  it('lets work through in order and refuses what the queue cannot hold', async () => {
    const gate = createGate(1, 1, 60_000);
    const first = deferred();
    const log: string[] = [];
    const a = gate.run('a', async () => {
      await first.promise;
      log.push('a');
    });
    const b = gate.run('a', async () => {
      log.push('b');
    });
    await expect(gate.run('a', async () => {})).rejects.toMatchObject({ code: 'busy' });
    first.done();
    await Promise.all([a, b]);
    expect(log).toEqual(['a', 'b']);
    await expect(gate.run('a', async () => 'free again')).resolves.toBe('free again');
  });

  it('gives up on work that outlasts its time and frees the place', async () => {
    const gate = createGate(1, 1, 5, 5);
    await expect(gate.run('a', () => new Promise(() => {}))).rejects.toMatchObject({ code: 'too_slow' });
    await expect(gate.run('a', async () => 1)).resolves.toBe(1);
  });

  it('frees the place when work fails', async () => {
    const gate = createGate(1, 0, 60_000);
    await expect(
      gate.run('a', async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await expect(gate.run('a', async () => 1)).resolves.toBe(1);
  });

  it('gives places in turn to the clients that wait, and half of the line at most to one', async () => {
    const gate = createGate(1, 4, 60_000);
    const first = deferred();
    const log: string[] = [];
    const ask = (client: string, name: string) => gate.run(client, async () => void log.push(name));
    const all = [gate.run('a', () => first.promise), ask('a', 'a1'), ask('b', 'b1'), ask('a', 'a2'), ask('b', 'b2')];
    await expect(ask('c', 'c1')).rejects.toMatchObject({ code: 'busy' });
    first.done();
    await Promise.all(all);
    expect(log).toEqual(['a1', 'b1', 'a2', 'b2']);
    const second = deferred();
    const more = [gate.run('a', () => second.promise), ask('b', 'b3'), ask('a', 'a3'), ask('a', 'a4')];
    await expect(ask('a', 'a5')).rejects.toMatchObject({ code: 'busy' });
    second.done();
    await Promise.all(more);
  });

  it('ends work, and the wait for it, when nobody waits for the answer any more', async () => {
    const gate = createGate(1, 4, 60_000, 5);
    const gone = new AbortController();
    const work = gate.run(
      'a',
      (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      gone.signal,
    );
    const inLine = gate.run('a', async () => 'never', gone.signal);
    gone.abort(new Error('closed'));
    await expect(work).rejects.toThrow('closed');
    await expect(inLine).rejects.toThrow('closed');
    await expect(gate.run('a', async () => 1)).resolves.toBe(1);
  });
});
