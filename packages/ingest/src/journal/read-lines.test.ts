import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'flightdeck-lines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function linesOf(content: string | null): Promise<readonly [lines: readonly string[], wholeBytes: number]> {
  const file = join(folder, 'a');
  rmSync(file, { recursive: true, force: true });
  if (content !== null) writeFileSync(file, content);
  const lines: string[] = [];
  const wholeBytes = await readLines(file, (line) => lines.push(line));
  return [lines, wholeBytes];
}

it('are those with an end, however long, and whatever else ends lines elsewhere', async () => {
  expect(await linesOf('a\nb\r\n\n\u2028ü\rc\nhalf')).toEqual([['a', 'b\r', '', '\u2028ü\rc'], 14]);
  const long = 'ü'.repeat(100_000);
  expect(await linesOf(`${long}\n${long}\n`)).toEqual([[long, long], 400_002]);
  expect(await linesOf('half')).toEqual([[], 0]);
  expect(await linesOf('')).toEqual([[], 0]);
});

it('are none of a file that is not there, or of a folder', async () => {
  expect(await linesOf(null)).toEqual([[], 0]);
  mkdirSync(join(folder, 'b'));
  expect(await readLines(join(folder, 'b'), () => undefined)).toBe(0);
});
