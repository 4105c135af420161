import { stat } from 'node:fs/promises';
import {
  type Day,
  type DayRange,
  formatScope,
  isBill,
  REPORT_KEYS,
  type ReportKind,
  type Scope,
  toDay,
} from '@flightdeck/catalog';
import type { LandOptions } from '../archive/land/land.ts';
import type { LandedReport } from '../archive/land/landing.ts';
import { toArchivePath } from '../archive/paths.ts';
import type { Expectation } from '../scan/report-scan.ts';
import { appendEvent, type Journaled, type LandedEvent, rangeOf } from './events.ts';
import { cleanFiles, type LoadItem } from './load-item.ts';
import { rejectedCount } from './record-landings.ts';
import type { IngestTools } from './tools.ts';
import { readExportedAt, readWindowEnds } from './window-ends.ts';

/** What is known of a report before it is landed. */
export interface Arrival {
  readonly scope: Scope;
  readonly report: ReportKind;
  readonly via: 'api' | 'import';
  /** The instant of the run. */
  readonly now: Date;
  readonly expect: Expectation;
  /** Days it is filed under; those of its content when left out. */
  readonly days?: DayRange;
  readonly strict?: boolean;
  readonly fileName?: string;
  readonly replace?: boolean;
  /** Whether a day of it is final now; by its age when left out. */
  readonly final?: boolean;
}

/** How to land an arrival. */
export function toLandOptions(tools: IngestTools, arrival: Omit<Arrival, 'report'> & Partial<Arrival>): LandOptions {
  const { scope, report, days, expect, now, strict } = arrival;
  return {
    archive: tools.archive,
    workFolder: tools.workFolder,
    key: { scope, ...(report === undefined ? {} : { report }), ...(days === undefined ? {} : { days }) },
    schema: REPORT_KEYS,
    expect: { of: scope.kind === 'org' ? 'organization' : 'enterprise', ...expect, ...organizationOf(scope, report) },
    now,
    ...(strict === undefined ? {} : { strict }),
    ...(tools.limits === undefined ? {} : { limits: tools.limits }),
    ...(tools.giveWay === undefined ? {} : { giveWay: tools.giveWay }),
    ...(tools.faultPoint === undefined ? {} : { fault: tools.faultPoint }),
  };
}

/** A bill loaded for an organization counts only that one's records; the file of an enterprise names many. */
function organizationOf({ kind, slug }: Scope, report: ReportKind | undefined): Pick<Expectation, 'organization'> {
  return kind === 'org' && report !== undefined && isBill(report) ? { organization: slug } : {};
}

/** Writes into the journal that the report is in the archive; from here on it will be loaded, crash or not. */
export async function journalLanding(tools: IngestTools, arrival: Arrival, landing: LandedReport): Promise<LoadItem> {
  const { scope, report, via, now, expect, fileName, replace, final } = arrival;
  const filed = landing.files.filter(({ archivePath }) => archivePath !== null);
  const emptyFiles = landing.files.length - filed.length;
  const dayList = [...landing.days.keys()];
  const range = arrival.days ??
    rangeOf(dayList) ??
    rangeOf(await windowEndDays(landing)) ?? { from: toDay(now), to: toDay(now) };
  const at = now.toISOString();
  const sum = (count: (file: LandedReport['files'][number]) => number) =>
    filed.reduce((total, file) => total + count(file), 0);
  const sizes = await Promise.all(filed.map(async ({ archivePath }) => (await stat(archivePath ?? '')).size));
  const event: LandedEvent = {
    kind: 'landed',
    at,
    scope: formatScope(scope),
    report,
    days: range,
    sha256s: filed.map(({ sha256 }) => sha256),
    files: filed.map(({ archivePath }) => toArchivePath(tools.archive, archivePath ?? '')),
    sizes,
    counts: {
      bytes: sum(({ bytes }) => bytes),
      lines: sum(({ lines }) => lines),
      records: landing.records,
      rejected: sum(rejectedCount),
      blank: sum(({ blank }) => blank),
    },
    fetchedAt: at,
    via,
    dayList,
    entities: landing.entities.map(({ kind, id }) => `${kind} ${id}`),
    expectDays: expect.days,
    reportEnd: landing.window?.to,
    exportedAt: landing.window === null ? undefined : await readExportedAt(cleanFiles(landing)),
    entityIds: expect.entityIds,
    entityId: expect.entityId,
    fileName,
    replace,
    ...(final === undefined ? {} : { final }),
    emptyFiles: emptyFiles === 0 ? undefined : emptyFiles,
    userGrain: userGrainOf(report, landing),
    ...(filed.length === 1 && filed[0]?.billed ? { billed: filed[0].billed } : {}),
  };
  const journaled: Journaled<LandedEvent> = await appendEvent(tools.journal, event);
  return { landing: { ...landing, files: filed }, event: journaled };
}

/** A window without days of its own stands under its last one. */
async function windowEndDays(landing: LandedReport): Promise<readonly Day[]> {
  return [...(await readWindowEnds(cleanFiles(landing))).keys()];
}

/** What a row of a people's window report is; undefined for every other report. */
function userGrainOf(report: ReportKind, landing: LandedReport): LandedEvent['userGrain'] {
  if (report !== 'users-28-day') return undefined;
  return landing.days.size > 0 ? 'day' : 'window';
}
