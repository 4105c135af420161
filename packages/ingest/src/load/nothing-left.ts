import { DataError, type Day, type ReportKind } from '@flightdeck/catalog';
import type { LandedReport } from '../archive/landing.ts';

/** The error of a file of which every line was left out, named after its most frequent reason. */
export function nothingLeft(landing: LandedReport, report: ReportKind | null, day: Day | null): DataError {
  const counts = new Map<string, number>();
  for (const file of landing.files) {
    for (const [code, count] of Object.entries(file.rejectedByCode)) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  const [code] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? ['not_report'];
  const first = landing.files.flatMap(({ rejected }) => rejected).find((rejection) => rejection.code === code);
  const where = first === undefined ? '' : ` Line ${first.line}: ${first.message}`;
  return new DataError(
    `No line of the ${report === null ? 'file' : `${report} report`}${day === null ? '' : ` of ${day}`} can be loaded.${where}`,
    {
      code,
      report,
      line: first?.line ?? null,
      path: first?.path ?? null,
      hint: 'Look at the line; the other days are not touched.',
    },
  );
}
