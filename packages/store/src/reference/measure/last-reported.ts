import type { Day, ReportKind } from '@flightdeck/catalog';
import { bucketOf } from '../../shared/buckets.ts';
import { type Question, timeGrain } from '../../shared/question.ts';
import type { Row } from '../row.ts';

/** Days of scopes. */
export interface LastReported {
  /** True for a row of one of the days. */
  has(row: Pick<Row, 'scope' | 'day'>): boolean;
  /** The days by scope. */
  readonly days: ReadonlyMap<string, readonly Day[]>;
}

/** A day whose report is loaded, with or without rows. */
export interface LoadedDay {
  readonly scope: string;
  readonly report: ReportKind;
  readonly day: Day;
}

/**
 * The last day of each scope and time bucket with a loaded report of the question's fact. Loaded days decide, not rows: a
 * report can have no rows of the fact, and an older one must not stand in for it.
 */
export function findLastReported(question: Question, loaded: readonly LoadedDay[]): LastReported {
  const { fact, scan, scopes } = question;
  const { from, to } = scan.range;
  const grain = timeGrain(question);
  const last = new Map<string, LoadedDay>();
  for (const one of loaded) {
    if (one.report !== fact.report || !scopes.includes(one.scope) || one.day < from || one.day > to) continue;
    const key = `${one.scope} ${grain === null ? '' : bucketOf(grain, one.day)}`;
    const there = last.get(key);
    if (!there || there.day < one.day) last.set(key, one);
  }
  const days = new Map<string, Day[]>();
  for (const { scope, day } of last.values()) days.set(scope, [...(days.get(scope) ?? []), day]);
  return { days, has: ({ scope, day }) => days.get(scope)?.includes(day) ?? false };
}

/** No day. */
export const NEVER_REPORTED: LastReported = { days: new Map(), has: () => false };
