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
    const a = gate.run(async () => {
      await first.promise;
      log.push('a');
    });
    const b = gate.run(async () => {
      log.push('b');
    });
    await expect(gate.run(async () => {})).rejects.toMatchObject({ code: 'busy' });
    first.done();
    await Promise.all([a, b]);
    expect(log).toEqual(['a', 'b']);
    await expect(gate.run(async () => 'free again')).resolves.toBe('free again');
  });

  it('gives up on work that outlasts its time and frees the place', async () => {
    const gate = createGate(1, 1, 5);
    await expect(gate.run(() => new Promise(() => {}))).rejects.toMatchObject({ code: 'too_slow' });
    await expect(gate.run(async () => 1)).resolves.toBe(1);
  });

  it('frees the place when work fails', async () => {
    const gate = createGate(1, 0, 60_000);
    await expect(
      gate.run(async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await expect(gate.run(async () => 1)).resolves.toBe(1);
  });
});
