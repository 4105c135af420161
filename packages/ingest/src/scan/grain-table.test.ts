import { expect, test } from 'vitest';
import { GrainTable } from './grain-table.ts';

test('a grain met again gives the place of the first time', () => {
  const table = new GrainTable();
  expect(table.note('1|2026-05-07|42', 0)).toBeNull();
  expect(table.note('1|2026-05-07|43', 310)).toBeNull();
  expect(table.note('1|2026-05-07|42', 620)).toBe(0);
  expect(table.note('1|2026-05-07|42', 930)).toBe(0);
  expect(table.note('1|2026-05-07|43', 930)).toBe(310);
});

test('places of later shards of a report are exact', () => {
  const table = new GrainTable();
  const place = 999 * 2 ** 34 + 2 ** 33 + 1;
  table.note('a', place);
  expect(table.note('a', 7)).toBe(place);
});

test('two hundred thousand grains that differ in little are all distinguished, and all found again', () => {
  const table = new GrainTable();
  const grains = Array.from(
    { length: 200_000 },
    (_, index) => `1|2026-05-${10 + (index % 20)}|${Math.floor(index / 20)}`,
  );
  expect(grains.every((grain, index) => table.note(grain, index) === null)).toBe(true);
  expect(grains.every((grain, index) => table.note(grain, 1e9) === index)).toBe(true);
});

test('a text of any script and an empty one are grains', () => {
  const table = new GrainTable();
  expect(
    ['', '|', '||', 'ä', 'a\u0308', '\ud83d\ude00', '\u0000'].map((grain, index) => table.note(grain, index)),
  ).toEqual(Array(7).fill(null));
  expect(table.note('ä', 9)).toBe(3);
});
