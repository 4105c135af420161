import { addDays, REPORTS } from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import type { StatusSpan } from './status.ts';

/** The ledger's days as spans of consecutive days with the same state; `days` are ordered by scope, report, day. */
export function toSpans(days: readonly LedgerDay[]): readonly StatusSpan[] {
  const spans: StatusSpan[] = [];
  for (const { scope, report, day, state, via, code, message } of days) {
    const last = spans.at(-1);
    const isImported = via === 'import' && REPORTS[report].window === 'snapshot';
    const imported = isImported ? ({ imported: true } as const) : {};
    const next: StatusSpan = { scope, report, from: day, to: day, state, code, message, ...imported };
    if (last && isSame(last, next) && addDays(last.to, 1) === day) spans[spans.length - 1] = { ...last, to: day };
    else spans.push(next);
  }
  return spans;
}

function isSame(a: StatusSpan, b: StatusSpan): boolean {
  return (
    a.scope === b.scope &&
    a.report === b.report &&
    a.state === b.state &&
    a.code === b.code &&
    a.message === b.message &&
    a.imported === b.imported
  );
}
