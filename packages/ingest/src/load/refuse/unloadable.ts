import { DataError, type Day, type ReportKind } from '@flightdeck/catalog';
import type { LandedReport } from '../../archive/land/landing.ts';
import { LINE_HINTS } from '../../scan/codes.ts';

/** The error of a file of which every line was left out, named after its most frequent reason. */
export function nothingLeft(landing: LandedReport, report: ReportKind | null, day: Day | null): DataError {
  const counts = new Map<string, number>();
  for (const file of landing.files) {
    for (const [code, count] of Object.entries(file.rejectedByCode)) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  const [code] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? ['not_report'];
  const first = landing.files.flatMap(({ rejected }) => rejected).find((rejection) => rejection.code === code);
  const at = first?.path ? ` at ${first.path}` : '';
  const where = first === undefined ? '' : ` Line ${first.line}${at}: ${first.message}`;
  return new DataError(
    `No line of the ${report === null ? 'file' : `${report} report`}${day === null ? '' : ` of ${day}`} can be loaded.${where}`,
    {
      code,
      report,
      line: first?.line ?? null,
      path: first?.path ?? null,
      hint: `${first === undefined ? 'Fetch or export the file again.' : LINE_HINTS[first.code]}${day === null ? '' : ' Other days are not touched.'}`,
    },
  );
}

/** Why a landed report of GitHub's must not be loaded; null when it may. */
export function unloadable(landing: LandedReport, report: ReportKind, day: Day | null): DataError | null {
  // GitHub has the whole report, so half a day is not loaded; of a file a person has, what there is.
  if (landing.truncated) {
    return new DataError(`The ${report} report${day === null ? '' : ` of ${day}`} was cut off before its end.`, {
      code: 'truncated_line',
      report,
      hint: 'Nothing of it is loaded; the next sync fetches it again.',
    });
  }
  return landing.records === 0 ? nothingLeft(landing, report, day) : null;
}
