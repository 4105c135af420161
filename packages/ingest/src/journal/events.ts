import type { Day, DayRange } from '@flightdeck/catalog';
import type { RunRow } from '@flightdeck/store';
import { z } from 'zod';

/** What happened to a report, as the archive remembers it. Beyond the named fields a kind may carry its own. */
export interface ReportEvent {
  readonly kind: 'landed' | 'loaded' | 'no_report' | 'failed' | 'erased';
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly scope: string;
  readonly report: string;
  readonly days: Day | DayRange;
  /** Full content sums of the files, in the order they were landed. */
  readonly sha256s?: readonly string[];
  /** Paths of those files, relative to the archive. */
  readonly files?: readonly string[];
  readonly counts?: Readonly<Record<string, number>>;
  readonly fetchedAt?: string;
  /** True when GitHub no longer revises the days. */
  readonly final?: boolean;
  /** Why it failed, or which kind of nothing came. */
  readonly code?: string;
}

/** A sync, import or rebuild that ended. */
export interface RunEvent {
  readonly kind: 'run';
  readonly at: string;
  readonly run: RunRow;
}

/** Closes a journal whose earlier rows have no chain: from here on they cannot change unseen. */
export interface SealedEvent {
  readonly kind: 'sealed';
  readonly at: string;
  /** First 8 hex digits of the checksum of each earlier row, one behind the other, to name the one that changed. */
  readonly sums: string;
  /** Bytes of the archived files of those rows, by path; of those that were there. */
  readonly sizes: Readonly<Record<string, number>>;
}

/** What a person decided to go on without. */
export interface LostEvent {
  readonly kind: 'lost';
  readonly at: string;
  /** Rows of the journal that could not be read, first and last. */
  readonly rows?: readonly (readonly [from: number, to: number])[];
  /** Archived files that are missing or changed. */
  readonly files?: readonly string[];
}

/** Whatever stands in a journal. */
export type JournalEvent = ReportEvent | RunEvent | SealedEvent | LostEvent;

/** An event with its place in the journal, 1-based, without gaps. */
export type JournalRow = JournalEvent & { readonly seq: number };

const row = { seq: z.int().min(1), at: z.string() };
const ROW = z.discriminatedUnion('kind', [
  z.looseObject({
    ...row,
    kind: z.enum(['landed', 'loaded', 'no_report', 'failed', 'erased']),
    /** Canonical text of the scope, `org:acme`. */
    scope: z.string(),
    report: z.string(),
    days: z.union([z.string(), z.object({ from: z.string(), to: z.string() })]),
  }),
  z.looseObject({
    ...row,
    kind: z.literal('run'),
    run: z.looseObject({
      id: z.string(),
      kind: z.enum(['sync', 'import', 'rebuild']),
      startedAt: z.string(),
      endedAt: z.string(),
      result: z.enum(['ok', 'partial', 'failed']),
      daysLoaded: z.number(),
      daysFailed: z.number(),
      requests: z.number(),
      message: z.string().nullable(),
    }),
  }),
  z.looseObject({ ...row, kind: z.literal('sealed'), sums: z.string(), sizes: z.record(z.string(), z.number()) }),
  z.looseObject({
    ...row,
    kind: z.literal('lost'),
    rows: z.array(z.tuple([z.int(), z.int()])).optional(),
    files: z.array(z.string()).optional(),
  }),
]);

/** The row in a line of the journal; null when it is none. */
export function parseRow(body: string): JournalRow | null {
  try {
    return ROW.parse(JSON.parse(body)) as JournalRow;
  } catch {
    return null;
  }
}
