import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { appendChained } from './chained-file.ts';
import { type PlacedLine, readBack } from './read-back.ts';
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

describe('a chained file read back', () => {
  it('has every line from the last to the first, however long, without half of one at the end, and goes on from a place', async () => {
    const path = join(folder, 'back.ndjson');
    const bodies = [1, 70_000, 3, 0, 200_000, 65_536, 65_535, 12].map(
      (length, n) => `{"n":${n},"x":"${'é'.repeat(length)}"}`,
    );
    for (const [index, body] of bodies.entries()) {
      writeFileSync(path, `${bodies.slice(0, index + 1).join('\n')}\n{"half`);
      const found: PlacedLine[] = [];
      for await (const line of readBack(path)) found.push(line);
      expect(found.map((line) => line.body)).toEqual(bodies.slice(0, index + 1).reverse());
      expect(found[0]?.body).toBe(body);
      const before = found[0]?.from ?? 0;
      const rest: string[] = [];
      for await (const line of readBack(path, before)) rest.push(line.body);
      expect(rest).toEqual(bodies.slice(0, index).reverse());
    }
  });

  it('has none of a missing or an empty file, and leaves the chain off', async () => {
    const path = join(folder, 'chained.ndjson');
    const all = async () => {
      const found: string[] = [];
      for await (const { body } of readBack(path)) found.push(body);
      return found;
    };
    expect(await all()).toEqual([]);
    writeFileSync(path, '');
    expect(await all()).toEqual([]);
    for (const n of [1, 2, 3]) await appendChained(path, `{"n":${n}}`);
    expect(await all()).toEqual(['{"n":3}', '{"n":2}', '{"n":1}']);
  });
});
