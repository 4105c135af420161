import { counted, DataError, type Day, type ReportKind } from '@flightdeck/catalog';
import type { LandedReport } from '../../archive/land/landing.ts';
import { unloadable } from './unloadable.ts';

/** Share of lines, and number, above which what was left out is too much for the rest to be the day. */
const MOST_REJECTED_SHARE = 0.05;
const MOST_REJECTED = 100;
/** Left out without a loss: the row was counted where it stood first. */
const HARMLESS = 'duplicate_line';

/**
 * Why what GitHub sent is not the whole report, so that nothing of it may be loaded; null when it is: no file is cut, none
 * stands without a row among others, and little was left out. `emptyFiles` counts the files in which there was nothing.
 */
export function notWhole(
  landing: LandedReport,
  report: ReportKind,
  day: Day | null,
  emptyFiles: number,
): DataError | null {
  const what = `The ${report} report${day === null ? '' : ` of ${day}`}`;
  return (
    unloadable(landing, report, day) ??
    rowlessFiles(landing, report, what, emptyFiles) ??
    tooManyRejected(landing, report, what)
  );
}

function rowlessFiles(landing: LandedReport, report: ReportKind, what: string, emptyFiles: number): DataError | null {
  const filed = landing.files.filter(({ archivePath }) => archivePath !== null);
  const rowless = emptyFiles + filed.filter(({ records }) => records === 0).length;
  if (rowless === 0) return null;
  return new DataError(`${what} has ${counted(filed.length + emptyFiles, 'file')}, ${rowless} of them without a row.`, {
    code: 'partial_report',
    report,
    hint: 'Nothing of it is loaded; the next sync fetches it again. GitHub sends no empty file beside full ones.',
  });
}

function tooManyRejected(landing: LandedReport, report: ReportKind, what: string): DataError | null {
  let rejected = 0;
  let lines = 0;
  for (const file of landing.files) {
    lines += file.lines - file.blank;
    for (const [code, count] of Object.entries(file.rejectedByCode)) if (code !== HARMLESS) rejected += count;
  }
  if (rejected <= MOST_REJECTED && rejected <= lines * MOST_REJECTED_SHARE) return null;
  const first = landing.files.flatMap((file) => file.rejected).find(({ code }) => code !== HARMLESS);
  const where = first === undefined ? '' : ` Line ${first.line}: ${first.message}`;
  return new DataError(`${what} has ${rejected} of ${counted(lines, 'line')} that cannot be loaded.${where}`, {
    code: 'rejected_lines',
    report,
    line: first?.line ?? null,
    path: first?.path ?? null,
    hint: 'Nothing of it is loaded, because the rest is not the whole; "flightdeck status" shows the lines.',
  });
}
