import type { Scan, ScanRow } from '@flightdeck/query';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerScan, type Cell, type Row, type World } from '../../reference/index.ts';
import { comparable } from './comparable.ts';
import { inMemory } from './in-memory.ts';
import { factsOf } from './random-scans.ts';
import { scansOfAny } from './scans.ts';
import { smallWorlds } from './world.ts';

type Variant = (world: World, scan: Scan) => readonly ScanRow[];

const withRows = (world: World, change: (row: Row) => Row): World => ({
  ...world,
  rows: (fact) => world.rows(fact).map(change),
});
const asZero = (cell: Cell): Cell => (cell === null ? 0 : cell);
const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** The reference with one rule broken. */
const MISTAKES: Readonly<Record<string, Variant>> = {
  'adds people of several organizations up': (world, scan) => answerScan(world, { ...scan, once: false }),
  'takes the highest where rows are parts of a whole': (world, { adds: _, ...scan }) => answerScan(world, scan),
  'adds where GitHub credits everything to each organization': (world, scan) =>
    answerScan(world, scan.once ? { ...scan, adds: true } : scan),
  'takes missing for zero': (world, scan) =>
    answerScan(
      withRows(world, (row) => ({
        ...row,
        cells: Object.fromEntries(Object.entries(row.cells).map(([name, cell]) => [name, asZero(cell)])),
      })),
      scan,
    ),
  'leaves the last day of a range out': (world, scan) =>
    answerScan(
      withRows(world, (row) => (row.day === scan.range.to ? { ...row, day: nextDay(row.day) } : row)),
      scan,
    ),
  'takes "not in" for "in"': (world, scan) =>
    answerScan(world, { ...scan, where: scan.where.map((filter) => ({ ...filter, is: 'in' as const })) }),
  'knows the case of names and values': (world, scan) =>
    answerScan(world, {
      ...scan,
      where: scan.where.map((filter) => ({ ...filter, values: filter.values.filter(isLower) })),
    }),
  'forgets the second filter': (world, scan) => answerScan(world, { ...scan, where: scan.where.slice(0, 1) }),
  'lets an older report stand in for an empty one': (world, scan) => {
    const has = (scope: string, day: string): boolean =>
      world.rows(scan.fact).some((row) => row.scope === scope && row.day === day);
    return answerScan({ ...world, loaded: world.loaded.filter(({ scope, day }) => has(scope, day)) }, scan);
  },
  'does not know who bore a name earlier': (world, scan) =>
    answerScan(
      {
        ...world,
        names: {
          ...world.names,
          bearers: (kind, host, names) => new Set(names.flatMap((name) => bearersNow(world, kind, host, name))),
        },
      },
      scan,
    ),
  'reads memberships of one team only': (world, scan) =>
    answerScan(
      { ...world, rows: (fact) => (fact === 'user_team_day' ? world.rows(fact).slice(1) : world.rows(fact)) },
      scan,
    ),
  'ignores the conditions of a measure': (world, scan) =>
    answerScan(world, { ...scan, measures: scan.measures.map((measure) => ({ ...measure, when: [] })) }),
  'counts rows for people': (world, scan) =>
    answerScan(world, {
      ...scan,
      measures: scan.measures.map((one) => (one.aggregate === 'people' ? { ...one, aggregate: 'rows' as const } : one)),
    }),
};

const isLower = (text: string): boolean => text === text.toLowerCase();

function bearersNow(world: World, kind: 'login' | 'repository', host: string, name: string): readonly string[] {
  return [...world.names.labels(kind, host)].flatMap(([id, label]) => (label.toLowerCase() === name ? [id] : []));
}

/** As many as DuckDB is asked. */
const ASKED = 600;
const asked = smallWorlds.chain((small) => {
  const world = inMemory(small);
  return fc.array(scansOfAny(factsOf(small)), { minLength: 30, maxLength: 30 }).map((scans) => ({ world, scans }));
});
const samples = fc
  .sample(asked, { numRuns: ASKED / 30, seed: 2026 })
  .flatMap(({ world, scans }) => scans.map((scan) => ({ world, scan, right: comparable(answerScan(world, scan)) })));

describe(`a store that makes one mistake is found out by ${ASKED} random scans`, () => {
  it.each(Object.entries(MISTAKES))('when it %s', (_, answer) => {
    const wrong = samples.filter(({ world, scan, right }) => {
      return JSON.stringify(comparable(answer(world, scan)), exact) !== JSON.stringify(right, exact);
    });
    expect(wrong.length).toBeGreaterThan(0);
  });

  it('while the same rows in another order are no mistake, and most scans have rows', () => {
    for (const { world, scan, right } of samples.slice(0, 100)) {
      const reversed = { ...world, rows: (fact: string) => world.rows(fact).toReversed() };
      expect(comparable(answerScan(reversed, scan))).toEqual(right);
    }
    const telling = samples.filter(({ right }) => right.some(({ values }) => values.some((value) => value !== null)));
    expect(telling.length).toBeGreaterThan(ASKED / 3);
  });
});

const exact = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value);
