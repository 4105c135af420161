import type { Day } from '@flightdeck/catalog';
import type { LandedReport } from '../../archive/land/landing.ts';
import type { RecordKind } from '../../scan/schema.ts';
import type { Draft } from './draft.ts';
import type { Peek } from './peek.ts';

/** A file to be imported and what its beginning shows; null when it could not be read. */
export interface PeekedFile {
  readonly draft: Draft;
  readonly peek: Peek | null;
}

/** Reports that GitHub hands out in several files. Of the others a file has one record a day, so that two are versions. */
const IN_PARTS: ReadonlySet<RecordKind> = new Set(['users-1-day', 'users-28-day', 'user-teams-1-day', 'repos-1-day']);

/**
 * Files that may be parts of one report, together: of the same kind, grain, scope and window, with a day in common. Every other
 * file is alone. In the order of the first file of each group.
 */
export function groupParts(files: readonly PeekedFile[]): readonly (readonly PeekedFile[])[] {
  const groups: { readonly key: string | null; readonly days: Set<Day>; readonly files: PeekedFile[] }[] = [];
  for (const file of files) {
    const key = keyOf(file.peek);
    const days = daysOf(file.peek);
    const group = groups.find((each) => key !== null && each.key === key && days.some((day) => each.days.has(day)));
    if (group === undefined) groups.push({ key, days: new Set(days), files: [file] });
    else {
      group.files.push(file);
      for (const day of days) group.days.add(day);
    }
  }
  return groups.map((group) => group.files);
}

/** A window of people without days of its own stands under its last one. */
function daysOf(peek: Peek | null): readonly Day[] {
  if (peek === null) return [];
  return peek.days.length === 0 && peek.window !== null ? [peek.window.to] : peek.days;
}

function keyOf(peek: Peek | null): string | null {
  if (peek === null || peek.kind === null || !IN_PARTS.has(peek.kind)) return null;
  const entities = peek.entities.map(({ kind, id }) => `${kind} ${id}`).sort();
  // One row a person for a window and one a day are two reports, whatever they are called.
  const grain = peek.days.length === 0 ? 'window' : 'day';
  return [peek.kind, grain, peek.window?.from, peek.window?.to, ...entities].join('|');
}

/** True when every file gave rows and no two of them the same row: parts of a report have nothing in common, versions of one do. */
export function arePartsOfOne(landing: LandedReport): boolean {
  return landing.files.every((file) => file.records > 0 && (file.rejectedByCode.duplicate_line ?? 0) === 0);
}

/** One file of a report of several. */
export function partOf(landing: LandedReport, index: number): LandedReport {
  const file = landing.files[index];
  if (file === undefined) throw new Error('the report has fewer files');
  return { ...landing, files: [file], records: file.records };
}
