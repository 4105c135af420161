import { FACTS, type Fact } from '@flightdeck/catalog';
import type { Groups } from '../evaluate/groups.ts';
import type { Scan, ScanMeasure, Value } from '../scan.ts';

const FACT: ReadonlyMap<string, Fact> = new Map(FACTS.map((fact) => [fact.name, fact]));

/** Aggregates whose value for everyone is the sum of their values for each person. */
const ADDED: ReadonlySet<ScanMeasure['aggregate']> = new Set(['sum', 'rows', 'people', 'person_days']);

/**
 * True when the answer for everyone is the sum of the answers for each person, to the last digit: people are the groups,
 * so each counts in one of them, and only whole numbers are added. Money and means are left to the engine.
 */
export function addsUpOverPeople({ fact: name, by, measures }: Scan): boolean {
  const fact = FACT.get(name);
  if (fact === undefined || by.length !== 1 || by[0] !== 'user' || !fact.grain.includes('user_id')) return false;
  return measures.every(
    ({ aggregate, column, weight }) =>
      ADDED.has(aggregate) &&
      weight === undefined &&
      (aggregate !== 'sum' || fact.columns.find((known) => known.name === column)?.type === 'count'),
  );
}

/** The values of the measures for everyone, from groups of one person each; null where no group has one. */
export function totalOfPeople({ slots, groups }: Groups, measures: readonly ScanMeasure[]): Value[] {
  return measures.map(({ name }) => {
    const slot = slots.get(name) ?? 0;
    let total: Value = null;
    for (const { values } of groups) total = add(total, values[slot] ?? null);
    return total;
  });
}

/** The exact sum; a bigint beyond 2^53. Null is nothing to add. */
function add(a: Value, b: Value): Value {
  if (a === null || b === null) return a ?? b;
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const sum = BigInt(a) + BigInt(b);
  const near = Number(sum);
  return Number.isSafeInteger(near) ? near : sum;
}
