import { FACTS, findDimension } from '@flightdeck/catalog';
import type { Scan, ScanMeasure } from '../scan.ts';

const GRAIN: ReadonlyMap<string, readonly string[]> = new Map(FACTS.map((fact) => [fact.name, fact.grain]));

/** The same scan, cheaper: distinct counts become row counts wherever the grain makes every row another person. */
export function rewrite(scan: Scan): Scan {
  return { ...scan, measures: scan.measures.map((measure) => distinctToRows(scan, measure)) };
}

/**
 * (scope, day, user) is unique, so in a group that fixes scope, day and every other grain column a row is a person, and
 * in one that fixes all but the day a row is a person-day. A scan `once` has its scopes collapsed to one row before.
 */
function distinctToRows(scan: Scan, measure: ScanMeasure): ScanMeasure {
  if (measure.aggregate !== 'people' && measure.aggregate !== 'person_days') return measure;
  const scopeFixed =
    scan.once || scan.scopes.length <= 1 || scan.by.some((name) => findDimension(name)?.kind === 'scope');
  const othersFixed = (GRAIN.get(scan.fact) ?? []).every(
    (column) => column === 'scope' || column === 'day' || column === 'user_id' || scan.by.includes(column),
  );
  const dayFixed = scan.by.includes('day') || scan.range.from === scan.range.to;
  const isUnique = scopeFixed && othersFixed && (measure.aggregate === 'person_days' || dayFixed);
  return isUnique ? { ...measure, aggregate: 'rows' } : measure;
}
