import { formatScope, parseScope, type ReportKind, type Scope } from '@flightdeck/catalog';
import type { RunRow } from '@flightdeck/store';
import type { JournalState } from '../journal/inspect.ts';
import { readSoundJournal } from '../journal/journal.ts';
import { type IngestRow, type LandedEvent, toIngestRows } from '../load/events.ts';

/** What the journal holds beyond a store. */
export interface IngestHistory {
  /** As they stood when it was read. */
  readonly rows: readonly IngestRow[];
  /** Syncs, imports and rebuilds, in the order they ended. */
  readonly runs: readonly RunRow[];
  /** Archived files that a person decided to go on without. */
  readonly lostFiles: ReadonlySet<string>;
  /** The journal itself. */
  readonly state: JournalState;
  /** Takes in a landing made since. */
  learn(event: LandedEvent): void;
  /** GitHub's ids of the scope in its earlier reports; undefined before the first. */
  entityIds(scope: Scope): readonly string[] | undefined;
  /** The scope under which an entity (`organization 999`) was loaded before. */
  scopeOf(entity: string): Scope | undefined;
  /** Content sums of the last report of a kind landed for a scope, joined by `,`. */
  lastSums(scope: Scope, report: ReportKind): string | undefined;
}

/** Reads the journal beside the archive. @throws DataError `journal_damaged`, `journal_missing`, `journal_newer`. */
export async function readHistory(archive: string): Promise<IngestHistory> {
  const state = await readSoundJournal(archive);
  const rows = toIngestRows(state.rows);
  const ids = new Map<string, string[]>();
  const scopes = new Map<string, string>();
  const sums = new Map<string, string>();
  const learn = ({ scope, report, sha256s, entities }: LandedEvent): void => {
    sums.set(`${scope}|${report}`, sha256s.join(','));
    // Repository rows name the organization and the enterprise whatever was asked for.
    if (report === 'repos-1-day') return;
    for (const entity of entities) {
      const [kind, id] = entity.split(' ');
      if (id === undefined || kind?.startsWith('org') !== (parseScope(scope).kind === 'org')) continue;
      const known = ids.get(scope) ?? [];
      if (!known.includes(id)) ids.set(scope, [...known, id]);
      scopes.set(entity, scope);
    }
  };
  for (const row of rows) if (row.kind === 'landed') learn(row);
  return {
    rows,
    runs: state.rows.flatMap((row) => (row.kind === 'run' ? [row.run] : [])),
    lostFiles: new Set(state.rows.flatMap((row) => (row.kind === 'lost' ? (row.files ?? []) : []))),
    state,
    learn,
    entityIds: (scope) => ids.get(formatScope(scope)),
    scopeOf: (entity) => {
      const key = scopes.get(entity);
      return key === undefined ? undefined : parseScope(key);
    },
    lastSums: (scope, report) => sums.get(`${formatScope(scope)}|${report}`),
  };
}
