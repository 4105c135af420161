import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Day, ReportKind } from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import type { IngestRow, Journaled, LandedEvent } from '../load/events.ts';

/** Why a day that was received is lacking. */
export const GAP_CODES = Object.freeze(['archive_missing', 'archive_changed', 'not_loaded', 'rows_lost'] as const);

/** Days of a report that the journal has and a store lacks. */
export interface Gap {
  readonly scope: string;
  /** The report the rows belong to. */
  readonly report: ReportKind;
  /** Days without the rows received last, in order. */
  readonly days: readonly Day[];
  /** Days of which only another version is lacking: an earlier one, or of `rows_lost` perhaps a newer one. */
  readonly earlier: readonly Day[];
  /** When those were received (ISO instant). */
  readonly fetchedAt: string;
  /** Archived files they would be made from. */
  readonly files: readonly string[];
  /**
   * `archive_missing`, `archive_changed`, `not_loaded` when the file is there and only has to be loaded, or `rows_lost` when
   * the file is there and the journal no longer knows it.
   */
  readonly code: (typeof GAP_CODES)[number];
  readonly message: string;
  /** True: a person decided to go on without. */
  readonly isAccepted: boolean;
}

/** Everything a search for gaps needs. */
export interface GapSearch {
  readonly archive: string;
  readonly rows: readonly IngestRow[];
  /** Files a person decided to go on without. */
  readonly lostFiles: ReadonlySet<string>;
  /** Days as the store's ledger has them. */
  readonly ledger: readonly LedgerDay[];
  /** Paths of the files the store has read. */
  readonly recorded: ReadonlySet<string>;
  /** Files known to be there and not as received. */
  readonly changed?: ReadonlySet<string>;
}

/** Days that the journal has and a store lacks. */
export function findGaps(search: GapSearch): readonly Gap[] {
  const landed = new Map(search.rows.flatMap((row) => (row.kind === 'landed' ? [[row.seq, row] as const] : [])));
  return [...lackingDays(search, landed)].flatMap(([seq, byReport]) => {
    const event = landed.get(seq);
    return event === undefined ? [] : [...byReport].map(([report, days]) => toGap(search, event, report, days));
  });
}

interface LackingDays {
  readonly days: Day[];
  readonly earlier: Day[];
}

type Landed = ReadonlyMap<number, Journaled<LandedEvent>>;

/** Landing → report → days of it that are lacking, by whether another landing took their place since. */
function lackingDays(
  { archive, rows, ledger, recorded }: GapSearch,
  landed: Landed,
): ReadonlyMap<number, ReadonlyMap<ReportKind, LackingDays>> {
  const { stays, dealtWith } = readStays(rows);
  const found = new Map<number, Map<ReportKind, LackingDays>>();
  const note = (seq: number, report: ReportKind, day: Day, isLast: boolean): void => {
    const byReport = found.get(seq) ?? new Map<ReportKind, LackingDays>();
    const { days, earlier } = byReport.get(report) ?? { days: [], earlier: [] };
    found.set(seq, byReport.set(report, { days, earlier }));
    if (!(isLast ? days : earlier).includes(day)) (isLast ? days : earlier).push(day);
  };
  const sumsOf = (seq: number): string => landed.get(seq)?.sha256s.join(',') ?? '';
  const pending = [...landed.values()].filter(({ seq }) => !dealtWith.has(seq));
  // Committed, but a crash came before the journal's row.
  const pendingSums = new Set(pending.map(({ seq }) => sumsOf(seq)));
  const known = new Map(ledger.map((row) => [`${row.scope}|${row.report}|${row.day}`, row.sha256]));
  for (const [key, { report, day, seqs }] of stays) {
    const last = seqs.at(-1) ?? 0;
    const has = known.get(key) ?? null;
    if (has === null || (has !== sumsOf(last) && !pendingSums.has(has))) note(last, report, day, true);
    for (const seq of new Set(seqs)) {
      const isRecorded = landed.get(seq)?.files.every((file) => recorded.has(file)) ?? true;
      if (seq !== last && !isRecorded) note(seq, report, day, false);
    }
  }
  // Received, and lost before they were ever loaded.
  for (const { seq, scope, report, dayList, files } of pending) {
    if (files.every((file) => existsSync(join(archive, file)))) continue;
    for (const day of dayList) {
      if (known.get(`${scope}|${report}|${day}`) !== sumsOf(seq)) note(seq, report, day, true);
    }
  }
  return found;
}

interface Stay {
  readonly report: ReportKind;
  readonly day: Day;
  /** Landings the day was loaded from, one after the other. */
  readonly seqs: number[];
}

/** Day by `scope|report|day`, and the landings that were loaded or given up. */
function readStays(rows: readonly IngestRow[]): {
  readonly stays: ReadonlyMap<string, Stay>;
  readonly dealtWith: ReadonlySet<number>;
} {
  const stays = new Map<string, Stay>();
  const dealtWith = new Set<number>();
  for (const row of rows) {
    if (row.kind === 'landed') continue;
    for (const seq of row.landings ?? []) dealtWith.add(seq);
    if (row.kind !== 'loaded') continue;
    for (const [day, seq] of row.dayList) {
      const key = `${row.scope}|${row.report}|${day}`;
      const stay = stays.get(key) ?? { report: row.report, day, seqs: [] };
      stay.seqs.push(seq);
      stays.set(key, stay);
    }
  }
  return { stays, dealtWith };
}

function toGap(
  { archive, lostFiles, changed }: GapSearch,
  { scope, files, fetchedAt }: LandedEvent,
  report: ReportKind,
  { days, earlier }: LackingDays,
): Gap {
  const missing = files.filter((file) => !existsSync(join(archive, file)));
  const other = files.filter((file) => changed?.has(file) === true);
  const bad = missing.length > 0 ? missing : other;
  const code = missing.length > 0 ? 'archive_missing' : other.length > 0 ? 'archive_changed' : 'not_loaded';
  const verb = code === 'archive_missing' ? 'is missing' : 'is not what was received';
  const message =
    code === 'not_loaded'
      ? `The archived file ${files.join(', ')} is not loaded yet; the next sync loads it.`
      : `The archived file ${bad.join(', ')} ${verb}: restore it from a backup, or fetch the day again.`;
  const isAccepted = bad.length > 0 && bad.every((file) => lostFiles.has(file));
  const when = { days: days.toSorted(), earlier: earlier.toSorted(), fetchedAt };
  return { scope, report, ...when, files, code, message, isAccepted };
}
