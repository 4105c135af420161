import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { expect, test } from 'vitest';
import { BEHIND, putThreadsBehind } from './thread-priority.ts';

test.skipIf(!existsSync('/proc/self/task'))('other threads stand behind the one that answers requests', async () => {
  const own = getPriority(process.pid);
  // Files are read on threads of their own, which exist from here on.
  await readFile('/proc/self/stat');
  putThreadsBehind();
  const others = readdirSync('/proc/self/task')
    .map(Number)
    .filter((thread) => thread !== process.pid);
  expect(others.length).toBeGreaterThan(3);
  expect(new Set(others.map((thread) => getPriority(thread)))).toEqual(new Set([BEHIND]));
  expect(getPriority(process.pid)).toBe(own);
});
