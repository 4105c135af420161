import { stat } from 'node:fs/promises';
import { type Day, eachDay, formatScope, isDay, parseScope, REPORT_KINDS } from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import { type ArchivedFile, listArchive } from '../archive/archive.ts';
import { toArchivePath } from '../archive/paths.ts';
import type { JournalRow } from '../journal/events.ts';
import type { Gap } from './gaps.ts';

/** Everything a search for reports of lost rows needs. */
export interface LostRowsSearch {
  readonly archive: string;
  readonly rows: readonly JournalRow[];
  /** What the store says of its days. */
  readonly ledger: readonly LedgerDay[];
  readonly now: Date;
}

/** Files younger than this may be of work that goes on: they are written before their row. */
const AT_WORK_MS = 600_000;

/**
 * Reports in the archive that no row of the journal knows: by their paths, what lost rows were about. Where a person decided
 * to go on without damaged rows, all of them; else those of days the store has no rows of, as when an older journal was put
 * back beside newer files.
 */
export async function findLostReports({ archive, rows, ledger, now }: LostRowsSearch): Promise<readonly Gap[]> {
  const lost = rows.find((row) => row.kind === 'lost' && row.rows !== undefined);
  const known = new Set(rows.flatMap((row) => (row.kind === 'landed' ? (row.files ?? []) : [])));
  const present = new Set(
    ledger.flatMap(({ scope, report, day, sha256 }) => (sha256 === null ? [] : [`${scope}|${report}|${day}`])),
  );
  const found = new Map<string, Gap>();
  for await (const entry of listArchive(archive)) {
    const file = toArchivePath(archive, entry.path);
    const report = REPORT_KINDS.find((kind) => kind === entry.report);
    const scope = readScope(entry);
    if (known.has(file) || report === undefined || scope === null) continue;
    const { mtime } = await stat(entry.path);
    if (lost === undefined && now.getTime() - mtime.getTime() < AT_WORK_MS) continue;
    const key = `${scope}|${report}|${entry.days}`;
    const files = [...(found.get(key)?.files ?? []), file];
    const all = readDays(entry.days);
    const days = all.filter((day) => !present.has(`${scope}|${report}|${day}`));
    if (lost === undefined && days.length === 0) continue;
    found.set(key, {
      scope,
      report,
      days,
      earlier: lost === undefined ? [] : all.filter((day) => present.has(`${scope}|${report}|${day}`)),
      fetchedAt: lost?.at ?? mtime.toISOString(),
      files,
      code: 'rows_lost',
      message:
        lost === undefined
          ? `The journal does not know ${files.join(', ')}; "flightdeck import" loads it, or put the newer journal back.`
          : `The rows of the journal about ${files.join(', ')} are lost; "flightdeck import" loads it.`,
      isAccepted: lost !== undefined,
    });
  }
  return [...found.values()];
}

/** `org-acme`, or the hex digits of what could not be a path, as a scope; null of a name that was cut to a checksum. */
function readScope({ scope, host }: ArchivedFile): string | null {
  const plain = scope.startsWith('x-') ? Buffer.from(scope.slice(2), 'hex').toString() : scope.replace('-', ':');
  const text = plain.includes('@') || host.startsWith('x-') ? plain : `${plain}@${host}`;
  try {
    return formatScope(parseScope(text));
  } catch {
    return null;
  }
}

/** Days in the name of a folder of the archive; none of `undated`. */
function readDays(text: string): readonly Day[] {
  const [from, to = from] = text.split('..');
  return from !== undefined && to !== undefined && isDay(from) && isDay(to) ? eachDay({ from, to }) : [];
}
