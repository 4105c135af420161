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
}

/**
 * Reports in the archive that no row of the journal knows, when a person decided to go on without damaged rows: by their
 * paths they are what those rows were about. Empty when no row was ever lost.
 */
export async function findLostReports({ archive, rows, ledger }: LostRowsSearch): Promise<readonly Gap[]> {
  const lost = rows.find((row) => row.kind === 'lost' && row.rows !== undefined);
  if (lost === undefined) return [];
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
    const key = `${scope}|${report}|${entry.days}`;
    const files = [...(found.get(key)?.files ?? []), file];
    const all = readDays(entry.days);
    found.set(key, {
      scope,
      report,
      days: all.filter((day) => !present.has(`${scope}|${report}|${day}`)),
      earlier: all.filter((day) => present.has(`${scope}|${report}|${day}`)),
      fetchedAt: lost.at,
      files,
      code: 'rows_lost',
      message: `The rows of the journal about ${files.join(', ')} are lost; "flightdeck import" loads it.`,
      isAccepted: true,
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
