import type { LandingRow, LedgerDay, RejectedLineRow, RunRow, Store } from '@flightdeck/store';
import { type LedgerState, onceForLedger } from '../answer/ledger-state.ts';
import type { StatusCounts, StatusDay, StatusLedger, StatusRejectedLine, StatusUnknownField } from './status.ts';

const REJECTED_SHOWN = 100;
const RESTATEMENTS_SHOWN = 200;
const RUNS_SHOWN = 50;

/** What changes with the data only: everything but the runs. */
type Kept = Omit<StatusLedger, 'runs'>;

/** Gives the ledger's rows for the status; worked out once for each version of the data. */
export function createLedgerStatus(
  { ledger }: Store,
  ledgerState: () => Promise<LedgerState>,
  pendingRun: () => RunRow | null,
): () => Promise<StatusLedger> {
  const keptOf = onceForLedger(async ({ days }): Promise<Kept> => {
    const [landings, rejected, unknownFields, restatements] = await Promise.all([
      ledger.landings(),
      ledger.rejectedLines(),
      ledger.unknownFields(),
      ledger.restatements(RESTATEMENTS_SHOWN),
    ]);
    return {
      days: days.map(toStatusDay),
      counts: countsOf(landings, unknownFields.length),
      rejectedLines: rejected.slice(0, REJECTED_SHOWN).map(toRejectedLine),
      rejectedByCode: countByCode(rejected),
      rejectedByReport: countByReport(landings),
      unknownFields: unknownFields.map((field) => ({ ...field, type: typeOfJson(field.example) })),
      restatements,
    };
  });
  return async () => {
    const [kept, runs] = await Promise.all([ledgerState().then(keptOf), ledger.runs(RUNS_SHOWN)]);
    const pending = pendingRun();
    return { ...kept, runs: pending === null ? runs : [pending, ...runs] };
  };
}

/** What a piece of JSON begins like; null when there is none. */
function typeOfJson(example: string | null): StatusUnknownField['type'] {
  const first = example?.[0];
  if (first === undefined) return null;
  if (first === '"') return 'text';
  if (first === '{') return 'object';
  if (first === '[') return 'list';
  if (first === 't' || first === 'f') return 'flag';
  return first === 'n' ? null : 'number';
}

function toStatusDay(row: LedgerDay): StatusDay {
  const { scope, report, day, state, records, restated, fetchedAt, code, message } = row;
  return { scope, report, day, state, records, restated, fetchedAt, code, message };
}

function countsOf(landings: readonly LandingRow[], unknownFields: number): StatusCounts {
  const sum = (read: (landing: LandingRow) => number) => landings.reduce((total, landing) => total + read(landing), 0);
  return {
    files: landings.length,
    lines: sum(({ lines }) => lines),
    loaded: sum(({ records }) => records),
    rejected: sum(({ rejected }) => rejected),
    blank: sum(({ blank }) => blank),
    unknownFields,
  };
}

function toRejectedLine(row: RejectedLineRow & { readonly landing: LandingRow }): StatusRejectedLine {
  const { landing, line, code, path, message, sample } = row;
  return {
    file: landing.fileName ?? landing.archivePath,
    scope: landing.scope,
    report: landing.report,
    line,
    code,
    path,
    message,
    sample,
  };
}

function countByCode(rejected: readonly RejectedLineRow[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of rejected) counts.set(code, (counts.get(code) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function countByReport(landings: readonly LandingRow[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { report, rejected } of landings)
    if (rejected > 0) counts.set(report, (counts.get(report) ?? 0) + rejected);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
