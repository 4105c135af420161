import { join } from 'node:path';
import { addDays, type Day, type DayRange, eachDay, REPORTS, type ReportKind } from '@flightdeck/catalog';
import {
  type ArchiveCheck,
  type ArchiveFault,
  checkArchive,
  dayKey,
  findGaps,
  findLostReports,
  type Gap,
  readHistory,
} from '@flightdeck/ingest';
import type { LedgerDay, Store } from '@flightdeck/store';
import { inspectSignOffs } from '../../compare/sign-offs.ts';
import type { AppEffects } from '../../wiring/effects.ts';
import type { Home } from '../../wiring/home.ts';

export type { ArchiveFault, Gap } from '@flightdeck/ingest';

/** Whether everything that was received is still there, and what answers lack of it. */
export interface Integrity {
  /** Days that are in the journal and missing in the database; answers lack them until they are repaired. */
  readonly gaps: readonly Gap[];
  /** What was found in the archive when it was last looked at; null before. */
  readonly archive: ArchiveIntegrity | null;
  /** What is wrong with files beside the archive, a sentence each. */
  readonly otherFiles: readonly { readonly file: string; readonly message: string }[];
}

/** The archive as it was last looked at. */
export interface ArchiveIntegrity {
  /** Files the journal knows, and their bytes as archived. */
  readonly files: number;
  readonly bytes: number;
  /** When their sizes were compared (ISO instant). */
  readonly sizesAt: string;
  /** When all of them were last unpacked and their checksums compared (ISO instant); null before the first time. */
  readonly checksumsAt: string | null;
  readonly faults: readonly ArchiveFault[];
}

/** Keeps what an open app knows of its data folder. */
export interface IntegrityWatch {
  /** What answers lack; worked out anew when the data has changed. */
  gaps(): Promise<readonly Gap[]>;
  /** All that is known. The sizes of the archived files are compared when that has not been done. */
  read(): Promise<Integrity>;
  /** Days of GitHub's daily reports whose archived file is missing or changed, by `dayKey`: worth asking for once more. */
  daysToFetch(): Promise<ReadonlySet<string>>;
  /** When all checksums were last compared (ISO instant); null before the first time. */
  readonly checksumsAt: string | null;
  /** Says when an earlier process compared them. */
  rememberChecksums(at: string | null): void;
  /** Compares sizes, or with `isDeep` checksums. */
  check(options: {
    readonly isDeep: boolean;
    readonly signal?: AbortSignal;
    readonly pause?: () => Promise<void>;
  }): Promise<ArchiveCheck>;
}

/** How old the last look at files beside the archive may be. */
const OTHER_FILES_MS = 2_000;

/** True when an answer may lack something that nobody decided to go on without. */
export function lacksDays({ gaps }: Pick<Integrity, 'gaps'>): boolean {
  return gaps.some(({ isAccepted }) => !isAccepted);
}

/** `users-1-day of org:acme lacks 2026-09-01 to 2026-09-28: The archived file … is missing.` */
export function describeGap({ scope, report, days, earlier, code, message }: Gap): string {
  const which = code === 'rows_lost' ? 'another version' : 'earlier versions';
  const lacks = [
    ...(days.length === 0 ? [] : [`lacks ${daysText(days)}`]),
    ...(earlier.length === 0 ? [] : [`lacks ${which} of ${daysText(earlier)}`]),
  ];
  return `${report} of ${scope} ${lacks.join(' and ') || 'lacks a report'}: ${message}`;
}

/** Days as people name them: neighbours as a range. */
function daysText(days: readonly Day[]): string {
  const ranges: { from: Day; to: Day }[] = [];
  for (const day of days.toSorted()) {
    const last = ranges.at(-1);
    if (last && addDays(last.to, 1) === day) last.to = day;
    else ranges.push({ from: day, to: day });
  }
  return ranges.map(rangeText).join(', ');
}

/** `2026-09-01 to 2026-09-28`, or the one day. */
export function rangeText({ from, to }: DayRange): string {
  return from === to ? from : `${from} to ${to}`;
}

/** Watches a home and the store opened for it. */
export function createIntegrity(home: Home, store: Store, { now }: Pick<AppEffects, 'now'>): IntegrityWatch {
  let kept: { readonly version: string; readonly gaps: Promise<readonly Gap[]> } | null = null;
  let archive: ArchiveIntegrity | null = null;
  let others: { readonly at: number; readonly found: Promise<Integrity['otherFiles']> } | null = null;
  let checksumsAt: string | null = null;
  /** Found when the app was opened: without any then, none can come. */
  let isSound = false;

  async function searchGaps(): Promise<readonly Gap[]> {
    const { rows, lostFiles, state } = await readHistory(home.folder);
    const [ledger, landings] = await Promise.all([store.ledger.days(), store.ledger.landings()]);
    const recorded = new Set(landings.map(({ archivePath }) => archivePath));
    const search = { archive: home.folder, rows, lostFiles, ledger, recorded };
    const reports = await findLostReports({ archive: home.folder, rows: state.rows, ledger, now: now() });
    const gaps = [...findGaps(search), ...reports];
    const suspects = new Set(gaps.filter(({ code }) => code === 'not_loaded').flatMap(({ files }) => files));
    if (suspects.size === 0) return gaps;
    const doubted = rows.filter((row) => row.kind === 'landed' && row.files.some((file) => suspects.has(file)));
    const { faults } = await checkArchive(home.folder, doubted, { isDeep: true });
    const changed = new Set(faults.filter((fault) => fault.state === 'changed').map(({ file }) => file));
    return [...findGaps({ ...search, changed }), ...reports];
  }

  /** Every page asks for it, so that the file is read every few seconds at most. */
  function otherFiles(): Promise<Integrity['otherFiles']> {
    const at = performance.now();
    if (others === null || at - others.at > OTHER_FILES_MS) {
      others = { at, found: inspectSignOffs(join(home.folder, 'sign-offs.ndjson')) };
      others.found.catch(() => {
        others = null;
      });
    }
    return others.found;
  }

  function gaps(): Promise<readonly Gap[]> {
    if (isSound) return Promise.resolve([]);
    const version = store.dataVersion();
    if (kept?.version === version) return kept.gaps;
    const found = searchGaps();
    kept = { version, gaps: found };
    found.then(
      (all) => {
        isSound ||= all.length === 0;
      },
      () => {
        if (kept?.gaps === found) kept = null;
      },
    );
    return found;
  }

  async function check(options: Parameters<IntegrityWatch['check']>[0]): Promise<ArchiveCheck> {
    const { state } = await readHistory(home.folder);
    const found = await checkArchive(home.folder, state.rows, options);
    const at = now().toISOString();
    const { files, bytes, faults } = found;
    if (options.isDeep) checksumsAt = at;
    // What only a checksum showed is looked at once more.
    const hidden = new Set(options.isDeep ? [] : hiddenFaults(archive?.faults ?? [], faults));
    const doubted = state.rows.filter(
      (row) => row.kind === 'landed' && row.files?.some((file) => hidden.has(file)) === true,
    );
    const again = doubted.length === 0 ? [] : (await checkArchive(home.folder, doubted, { isDeep: true })).faults;
    const still = again.filter(({ file, state }) => state !== 'extra' && hidden.has(file));
    archive = { files, bytes, faults: [...faults, ...still], sizesAt: at, checksumsAt };
    return found;
  }

  return {
    gaps,
    check,
    get checksumsAt() {
      return checksumsAt;
    },
    async daysToFetch() {
      if (archive === null) await check({ isDeep: false });
      return new Set(
        (archive?.faults ?? []).flatMap(({ scope, report, days, isAccepted }) => {
          const kind = report as ReportKind | null;
          if (scope === null || kind === null || days === null || isAccepted) return [];
          return REPORTS[kind].window === '1-day' ? eachDay(days).map((day) => dayKey(scope, kind, day)) : [];
        }),
      );
    },
    rememberChecksums(at) {
      checksumsAt = at;
    },
    async read() {
      if (archive === null) await check({ isDeep: false });
      return { gaps: await gaps(), archive, otherFiles: await otherFiles() };
    },
  };
}

function hiddenFaults(known: readonly ArchiveFault[], found: readonly ArchiveFault[]): readonly string[] {
  const seen = new Set(found.map(({ file }) => file));
  return known.flatMap(({ file, state }) => (state === 'changed' && !seen.has(file) ? [file] : []));
}

/** The ledger's days, with those that are lacking as days that failed. */
export function withGaps(days: readonly LedgerDay[], gaps: readonly Gap[]): readonly LedgerDay[] {
  if (gaps.every((gap) => gap.days.length === 0)) return days;
  const rows = new Map(days.map((row) => [keyOf(row), row]));
  for (const { scope, report, days: lacking, code, message, fetchedAt } of gaps) {
    for (const day of lacking) {
      const known = rows.get(keyOf({ scope, report, day }));
      rows.set(keyOf({ scope, report, day }), {
        scope,
        report,
        day,
        state: 'failed',
        source: report,
        via: known?.via ?? 'api',
        sha256: null,
        fetchedAt: known?.fetchedAt ?? fetchedAt,
        records: 0,
        restated: known?.restated ?? 0,
        code,
        message,
      });
    }
  }
  return [...rows.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ scope, report, day }: Pick<LedgerDay, 'scope' | 'report' | 'day'>): string {
  return `${scope} ${report} ${day}`;
}
