import type { Day, ReportKind, Scope } from '@flightdeck/catalog';
import type { NoReport } from '@flightdeck/github';
import type { SyncGithub } from './outcome/run-state.ts';

/** What a canned GitHub gives for a report: the texts of its files, a kind of "no report", or an error to throw. */
export type Canned = readonly string[] | NoReport | Error;

/** A GitHub for tests that gives the files it was set up with and remembers what it was asked. */
export interface CannedGithub extends SyncGithub {
  /** `users-1-day 2026-10-22`, in order. */
  readonly asked: string[];
}

/** Answers every report with what `give` says; seats are an empty list. */
export function cannedGithub(give: (kind: ReportKind, day: Day | null, scope: Scope) => Canned): CannedGithub {
  const asked: string[] = [];
  const answerOf = (scope: Scope, kind: ReportKind, day: Day | null) => {
    asked.push(day === null ? kind : `${kind} ${day}`);
    const canned = give(kind, day, scope);
    if (canned instanceof Error) throw canned;
    return canned;
  };
  const daysOf = (day: Day | null, files: readonly string[]) =>
    day === null ? windowOf(files) : { from: day, to: day };
  return {
    asked,
    async fetchReport(scope, kind, day, onShard) {
      const canned = answerOf(scope, kind, day);
      if (typeof canned === 'string') return { kind: 'no_report', why: canned };
      for (const [index, text] of canned.entries()) {
        const stream = (async function* () {
          yield Buffer.from(text);
        })();
        await onShard({ stream, contentLength: null, encoding: null }, index, canned.length, 1);
      }
      return { kind: 'report', links: [], days: daysOf(day, canned) };
    },
    async report(scope, kind, day) {
      const canned = answerOf(scope, kind, day);
      return typeof canned === 'string'
        ? { kind: 'no_report', why: canned }
        : { kind: 'report', links: [], days: daysOf(day, canned) };
    },
    exists: async () => true,
    async *seatPages() {
      yield { totalSeats: 0, seats: [] };
    },
    billing: async () => ({ seat_breakdown: { total: 0 } }),
  };
}

/** The days a canned 28-day report says it covers. */
function windowOf([text = '{}']: readonly string[]) {
  const { report_start_day: from = '2026-10-01', report_end_day: to = '2026-10-28' } = JSON.parse(
    text.split('\n')[0] ?? '{}',
  );
  return { from, to };
}

/** One line of users-1-day. */
export function userLine(day: Day, id: number, outputs: number): string {
  const row = {
    user_id: id,
    user_login: `u${id}`,
    day,
    organization_id: '2001',
    code_generation_activity_count: outputs,
  };
  return `${JSON.stringify(row)}\n`;
}
