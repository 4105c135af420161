import type { Status, StatusLedger } from '@flightdeck/app';
import { withoutQuotes } from '@flightdeck/catalog';

/** A message without what it quotes of reports; null stays. */
const plain = (message: string | null): string | null => message && withoutQuotes(message);

/** The status without what its messages quote of reports, which can be of people: who sees it is not written down. */
export function statusWithoutQuotes(status: Status): Status {
  const { lastRun } = status;
  return {
    ...status,
    spans: status.spans.map((span) => ({ ...span, message: plain(span.message) })),
    lastRun: lastRun && { ...lastRun, message: plain(lastRun.message) },
  };
}

/** The status without paths of the server, which are for whoever runs it or reads its ledger. */
export function statusWithoutPaths(status: Status): Status {
  const { disk, backup, integrity } = status;
  const message = 'The server cannot write to its disk, so nothing new is received.';
  return {
    ...status,
    disk: disk && {
      code: disk.code,
      message,
      hint: 'Ask the operator of the server; its log names the file and the reason.',
    },
    backup: backup && { ...backup, last: null, failed: null },
    integrity: { ...integrity, otherFiles: [] },
  };
}

/** The ledger without what reports say in lines and fields that were left out; where and why is in it. */
export function ledgerWithoutQuotes(ledger: StatusLedger): StatusLedger {
  return {
    ...ledger,
    days: ledger.days.map((day) => ({ ...day, message: plain(day.message) })),
    rejectedLines: ledger.rejectedLines.map((line) => ({ ...line, message: withoutQuotes(line.message), sample: '' })),
    unknownFields: ledger.unknownFields.map((field) => ({ ...field, example: null })),
    runs: ledger.runs.map((run) => ({ ...run, message: plain(run.message) })),
  };
}
