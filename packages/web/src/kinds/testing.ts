import type { QueryResult, ResultRow } from '@flightdeck/query';

/** A week, from Monday to Friday. */
export const RANGE = { from: '2026-11-16', to: '2026-11-20' };

/** An answer with these rows; the last two days may still change. */
export function answer(rows: readonly ResultRow[], more: Partial<QueryResult> = {}): QueryResult {
  return {
    query: { metrics: [], by: ['day'], range: RANGE, where: [], scopes: ['org:acme'] },
    rows,
    rowCount: rows.length,
    total: null,
    comparison: null,
    coverage: { finalTo: '2026-11-18', provisional: ['2026-11-19', '2026-11-20'], missing: [], noReport: [] },
    reportedDays: { all: 5, working: 5 },
    notes: [],
    ...more,
  };
}

/** A day of completions. */
const day = (key: string, generated: number | null, accepted: number | null): ResultRow => ({
  day: key,
  completions_generated: generated,
  completions_accepted: accepted,
  completion_acceptance_rate: generated && accepted !== null ? accepted / generated : null,
});

/** A week with a day missing and a day of little. */
export const WEEK = answer(
  [day('2026-11-16', 100, 30), day('2026-11-17', 200, 50), day('2026-11-19', 100, 40), day('2026-11-20', 10, 9)],
  {
    coverage: {
      finalTo: '2026-11-17',
      provisional: ['2026-11-19', '2026-11-20'],
      missing: ['2026-11-18'],
      noReport: [],
    },
  },
);

/** The rate of the answer. */
export const RATE = 'completion_acceptance_rate';

/** A language with what was suggested and accepted. */
export const row = (language: string, generated: number, accepted: number) => ({
  language,
  completions_generated: generated,
  completions_accepted: accepted,
  [RATE]: accepted / generated,
});

/** Languages with what they were before. */
export const LANGUAGES = {
  rows: [row('go', 1000, 300), row('python', 2000, 500), row('rust', 10, 9), row('unknown', 990, 100)],
  total: { ...row('', 4000, 909), language: null, generating_users: 12 },
  comparison: {
    range: { from: '2026-10-25', to: '2026-10-31' },
    rows: [row('go', 1000, 200), row('python', 2000, 600)],
    total: { ...row('', 3000, 800), language: null },
  },
} as unknown as QueryResult;
