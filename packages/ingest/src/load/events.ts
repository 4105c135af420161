import { DataError, type Day, type DayRange, REPORT_KINDS, type ReportKind } from '@flightdeck/catalog';
import { z } from 'zod';
import type { Journal, JournalEvent, JournalRow, ReportEvent } from '../journal/journal.ts';
import type { Billed } from '../scan/seen/billed-sums.ts';

/** What landing wrote into the journal: enough to land the same files again from the archive with the same result. */
export interface LandedEvent extends ReportEvent {
  readonly kind: 'landed';
  /** The report as received; `users-28-day` may hold days or windows, see `userGrain`. */
  readonly report: ReportKind;
  readonly sha256s: readonly string[];
  /** Relative to the archive. */
  readonly files: readonly string[];
  /** Bytes of those files as archived; left out by earlier versions. */
  readonly sizes?: readonly number[] | undefined;
  readonly fetchedAt: string;
  readonly via: 'api' | 'import';
  readonly userGrain?: 'day' | 'window' | undefined;
  /** Days with rows. */
  readonly dayList: readonly Day[];
  /** Days the rows were allowed to have, when it was known. */
  readonly expectDays?: DayRange | undefined;
  /** `report_end_day`: the last day of the window the report is of, when it says so. */
  readonly reportEnd?: Day | undefined;
  /** When GitHub made the report (ISO instant), when it says so. */
  readonly exportedAt?: string | undefined;
  /** Entity ids the rows were allowed to have, when it was known. */
  readonly entityIds?: readonly string[] | undefined;
  /** The one entity whose rows were taken out of a file of several. */
  readonly entityId?: string | undefined;
  /** `organization 999`: whose rows these are. */
  readonly entities: readonly string[];
  /** Name of the file a person dropped. */
  readonly fileName?: string | undefined;
  /** Whether the report counts as final with this landing; by its age when left out. */
  readonly final?: boolean;
  /** Files of the report in which there was nothing. */
  readonly emptyFiles?: number | undefined;
  /** What a bill in one file adds up to; undefined for every other report. */
  readonly billed?: Billed | undefined;
  /** An import that was asked to replace what GitHub gave. */
  readonly replace?: boolean | undefined;
}

/** What a load did: which days of `report` now hold the rows of which landing. */
export interface LoadedEvent extends ReportEvent {
  readonly kind: 'loaded';
  /** The report whose days were replaced. */
  readonly report: ReportKind;
  /** Landings dealt with, by their `seq`. */
  readonly landings: readonly number[];
  /** Day and the `seq` of its landing; days that were kept as they were are left out. */
  readonly dayList: readonly (readonly [day: Day, landing: number])[];
}

/** Days that could not be loaded, or for which there is no report; `landings` are given up and not tried again. */
export interface MissedEvent extends ReportEvent {
  readonly kind: 'failed' | 'no_report';
  readonly report: ReportKind;
  readonly dayList: readonly Day[];
  readonly code: string;
  readonly message: string | null;
  readonly landings?: readonly number[] | undefined;
}

/** An event of ingest with its place in the journal. */
export type Journaled<E extends JournalEvent> = E & { readonly seq: number };
export type IngestRow = Journaled<LandedEvent> | Journaled<LoadedEvent> | Journaled<MissedEvent>;

const day = z.string();
const report = z.enum(REPORT_KINDS);
const ROW = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('landed'),
    report,
    sha256s: z.array(z.string()),
    files: z.array(z.string()),
    sizes: z.array(z.int()).optional(),
    fetchedAt: z.string(),
    via: z.enum(['api', 'import']),
    userGrain: z.enum(['day', 'window']).optional(),
    dayList: z.array(day),
    expectDays: z.object({ from: day, to: day }).optional(),
    reportEnd: day.optional(),
    exportedAt: z.string().optional(),
    entityIds: z.array(z.string()).optional(),
    entityId: z.string().optional(),
    entities: z.array(z.string()),
    fileName: z.string().optional(),
    replace: z.boolean().optional(),
    final: z.boolean().optional(),
    emptyFiles: z.int().optional(),
    billed: z.object({ isAnswer: z.boolean(), gross: z.array(z.tuple([day, z.number()])) }).optional(),
  }),
  z.looseObject({
    kind: z.literal('loaded'),
    report,
    landings: z.array(z.int()),
    dayList: z.array(z.tuple([day, z.int()])),
  }),
  z.looseObject({
    kind: z.enum(['failed', 'no_report']),
    report,
    dayList: z.array(day),
    code: z.string(),
    message: z.string().nullable(),
    landings: z.array(z.int()).optional(),
  }),
]);

/**
 * The rows of the journal that ingest wrote, typed; others are left out.
 * @throws DataError `journal_damaged` for a row that lacks what its kind needs.
 */
export function toIngestRows(rows: readonly JournalRow[]): readonly IngestRow[] {
  return rows.filter(({ kind }) => INGESTED.has(kind)).map(toIngestRow);
}

const INGESTED: ReadonlySet<JournalRow['kind']> = new Set(['landed', 'loaded', 'no_report', 'failed']);

function toIngestRow(row: JournalRow): IngestRow {
  const parsed = ROW.safeParse(row);
  if (parsed.success) return parsed.data as unknown as IngestRow;
  throw new DataError(`Row ${row.seq} of the journal lacks what a row of kind ${row.kind} needs.`, {
    code: 'journal_damaged',
    line: row.seq,
    hint: 'Restore the journal from a backup; the archived reports themselves are not touched.',
  });
}

/** Appends the event; its row, once it is on the disk. */
export async function appendEvent<E extends JournalEvent>(journal: Journal, event: E): Promise<Journaled<E>> {
  const { seq } = await journal.append(event);
  return { ...event, seq };
}

/** The days an event is about. */
export function rangeOf(days: readonly Day[]): DayRange | null {
  const sorted = days.toSorted();
  const from = sorted[0];
  const to = sorted.at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}
