import { expect, test } from 'vitest';
import { createSharedWork } from './shared-work.ts';

/** Work that ends when it is let, and notes how often it was begun and stopped. */
function slowWork() {
  const begun: AbortSignal[] = [];
  let finish: (text: string) => void = () => undefined;
  const work = (signal: AbortSignal): Promise<string> => {
    begun.push(signal);
    return new Promise((resolve, reject) => {
      finish = resolve;
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  };
  return { begun, work, finish: (text: string) => finish(text) };
}

test('work that several ask for at once is done once, and again when asked after it has ended', async () => {
  const shared = createSharedWork<string>();
  const slow = slowWork();
  const answers = [1, 2, 3].map(() => shared.run('a', slow.work, new AbortController().signal));
  slow.finish('done');
  expect(await Promise.all(answers)).toEqual(['done', 'done', 'done']);
  expect(slow.begun).toHaveLength(1);
  const again = shared.run('a', slow.work);
  slow.finish('once more');
  expect(await again).toBe('once more');
  expect(slow.begun).toHaveLength(2);
});

test('who goes away takes nothing from those who stay; the work ends with the last of them', async () => {
  const shared = createSharedWork<string>();
  const slow = slowWork();
  const [one, two] = [new AbortController(), new AbortController()];
  const first = shared.run('a', slow.work, one.signal);
  const second = shared.run('a', slow.work, two.signal);
  one.abort(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  expect(slow.begun[0]?.aborted).toBe(false);
  two.abort(new Error('gone too'));
  await expect(second).rejects.toThrow('gone too');
  expect(slow.begun[0]?.aborted).toBe(true);
  const third = shared.run('a', slow.work);
  slow.finish('anew');
  expect(await third).toBe('anew');
});

test('a failure is everybody\u2019s, and is not kept', async () => {
  const shared = createSharedWork<string>();
  const failing = () => Promise.reject(new Error('no'));
  const both = await Promise.allSettled([shared.run('a', failing), shared.run('a', failing)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await shared.run('a', async () => 'yes')).toBe('yes');
});
