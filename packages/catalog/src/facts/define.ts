import type { ReportKind } from '../reports/report.ts';
import type { Column, FactSource } from './fact.ts';

/** `paths` of columns that are named as in the report, below an optional prefix. */
export function named(columns: readonly Column[], prefix = ''): Record<string, readonly string[]> {
  return Object.fromEntries(columns.map(({ name }) => [name, [`${prefix}${name}`]]));
}

/** `paths` of counters of a whole record: as the report has them, else what its features add up to. */
export function totals(counters: readonly Column[]): Record<string, readonly string[]> {
  return Object.fromEntries(counters.map(({ name }) => [name, [name, `+totals_by_feature[].${name}`]]));
}

/** One source: the rows a report keeps at a place. */
export const plain = (report: ReportKind, at: string, paths: FactSource['paths']): FactSource[] => [
  { report, at, constants: {}, paths },
];
