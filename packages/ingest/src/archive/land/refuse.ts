import { counted, DataError, quoteReport } from '@flightdeck/catalog';
import { nameOther } from '../../scan/answers/other-answers.ts';
import { type LineCode, toSample } from '../../scan/codes.ts';
import type { FileScan } from '../../scan/file-scan.ts';
import type { Expectation, ReportScan } from '../../scan/report-scan.ts';

/** The error of a file that is no usage report. */
export function notReport(why: string): DataError {
  return new DataError(`This is not a usage report. ${why}`, {
    code: 'not_report',
    hint: 'Expected NDJSON of the Copilot usage metrics reports, JSON of the older APIs, or a CSV of billing or activity.',
  });
}

/** @throws DataError `not_report` when the file has content, but nothing in it is of a report. */
export function requireReport(file: FileScan, report: ReportScan): void {
  const filled = file.lines - file.blank;
  if (filled === 0 || file.records > 0) return;
  if (!file.sawObject && !(file.sawBareString && filled === 1)) {
    const begins = file.rejected[0]?.sample.slice(0, 80) ?? '';
    throw notReport(
      `None of its lines is a JSON object, and its first is not the header of a known CSV: ${quoteReport(begins)}`,
    );
  }
  if (file.rejectedByCode.get('bad_utf8') === filled) throw notReport('It is not UTF-8 text.');
  if (report.judged === 0 || report.recognised) return;
  const names = file.stranger ?? new Set();
  const other = nameOther(names);
  if (other !== null) {
    throw new DataError(`This is ${other.is}.`, { code: 'not_report', hint: other.hint });
  }
  throw notReport(
    `None of its records has the keys of a known report; the first has ${names.size === 0 ? 'none that has a value' : quoteReport(listNames(names))}.`,
  );
}

/** @throws DataError `other_scope` when rows of several organizations or enterprises stand in one report and none was selected. */
export function requireOneEntity(report: ReportScan, expect: Expectation): void {
  const entities = report.entities.list();
  if (entities.length < 2 || expect.entityId !== undefined || expect.entityIds !== undefined) return;
  const shown = entities.slice(0, 10).map((entity) => `${entity.kind} ${entity.id}`);
  throw new DataError(`The file holds rows of ${entities.length} scopes: ${shown.join(', ')}.`, {
    code: 'other_scope',
    hint: `Add --id ${entities[0]?.id ?? 'ID'} to load the rows of one, or leave out --scope, so that each is loaded under a scope of its own.`,
  });
}

/** @throws DataError `rejected_lines` for the first line left out. */
export function requireStrict(files: readonly FileScan[], { entityId, organization }: Expectation): void {
  const isSelected = entityId !== undefined || organization !== undefined;
  const isElsewhere = (code: LineCode): boolean => code === 'other_unit' || (isSelected && code === 'other_scope');
  for (const file of files) {
    const first = file.rejected.find(({ code }) => !isElsewhere(code));
    if (first === undefined) continue;
    const count = [...file.rejectedByCode].reduce((sum, [code, value]) => (isElsewhere(code) ? sum : sum + value), 0);
    throw new DataError(
      `${count} of ${counted(file.lines, 'line')} cannot be loaded; line ${first.line}: ${first.message}`,
      {
        code: 'rejected_lines',
        line: first.line,
        path: first.path,
        hint: 'Nothing was loaded. Run without strict to load the other lines.',
      },
    );
  }
}

/** At most six names, safe to print. */
function listNames(names: ReadonlySet<string>): string {
  const shown = [...names].slice(0, 6).map((name) => toSample(Buffer.from(name)).slice(0, 60));
  return `${shown.join(', ')}${names.size > shown.length ? ' …' : ''}`;
}
