import type { Day } from '@flightdeck/catalog';
import type { ScanMeasure, ScanRow, Value } from '@flightdeck/query';
import { addWhole, hostOf, type Question } from '@flightdeck/store/shared';
import { ledgerIndex } from '../layout/layout.ts';
import { compileVisible } from '../ledger/commit.ts';
import type { Reading } from '../load/annotate.ts';
import { scrollHits } from '../wire/send.ts';

/** Ids of people by day on whom scopes disagree, in the range. */
export async function readDifferences(
  { cluster, prefix, commit }: Reading,
  { scan, scopes }: Question,
): Promise<ReadonlyMap<Day, ReadonlySet<string>>> {
  const filter = [
    { term: { table: 'differing' } },
    ...compileVisible(commit),
    ...compileVisible(commit, 'other_load'),
    { term: { host: hostOf(scopes[0] ?? '') } },
    { range: { day: { gte: scan.range.from, lte: scan.range.to } } },
  ];
  const days = new Map<Day, Set<string>>();
  const body = { size: 10_000, query: { bool: { filter } }, _source: ['day', 'user_id'] };
  for await (const hits of scrollHits(cluster, [ledgerIndex(prefix)], body)) {
    for (const { _source } of hits) {
      const day = String(_source.day);
      days.set(day, (days.get(day) ?? new Set()).add(String(_source.user_id)));
    }
  }
  return days;
}

/** Clause for the rows of those people on those days. */
export function compileDifferences(days: ReadonlyMap<Day, ReadonlySet<string>>): object {
  const should = [...days].map(([day, ids]) => ({
    bool: { filter: [{ term: { day } }, { terms: { user_id: [...ids] } }] },
  }));
  return { bool: { should, minimum_should_match: 1 } };
}

/** Rows of two parts that have no row of a fact in common, put together by key. */
export function addRows(
  measures: readonly ScanMeasure[],
  one: readonly ScanRow[],
  other: readonly ScanRow[],
): readonly ScanRow[] {
  const rows = new Map<string, ScanRow>(one.map((row) => [JSON.stringify(row.keys), row]));
  for (const row of other) {
    const id = JSON.stringify(row.keys);
    const there = rows.get(id);
    const values = row.values.map((value, index) =>
      add(measures[index]?.aggregate === 'min', there?.values[index] ?? null, value),
    );
    rows.set(id, { keys: row.keys, values });
  }
  return [...rows.values()];
}

function add(isLeast: boolean, one: Value, other: Value): Value {
  if (one === null || other === null) return one ?? other;
  if (isLeast) return one < other ? one : other;
  if (typeof one === 'bigint' || typeof other === 'bigint' || (Number.isInteger(one) && Number.isInteger(other))) {
    return addWhole(one, other);
  }
  // Decimals have nine places; what is beyond is the dust of adding doubles.
  return Number((one + other).toFixed(9));
}
