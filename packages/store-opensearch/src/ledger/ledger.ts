import { createHash } from 'node:crypto';
import type { ReportKind } from '@flightdeck/catalog';
import type {
  DayVersion,
  EntitySlot,
  LandingRow,
  Ledger,
  LedgerDay,
  ReceivedFile,
  RejectedLineRow,
  RestatementFilter,
  RestatementRow,
  RunRow,
  UnknownFieldRow,
} from '@flightdeck/store';
import { ledgerIndex } from '../layout/layout.ts';
import { type BulkWriter, createBulkWriter } from '../wire/bulk.ts';
import type { Cluster } from '../wire/client.ts';
import { refresh, type Source, search } from '../wire/send.ts';
import { deleteFound } from './clean.ts';
import { type Commit, readCommit } from './commit.ts';
import {
  isLoaded,
  type LedgerEntry,
  ledgerId,
  readLedgerDays,
  readLedgerVersions,
  toLedgerDocument,
  versionsAsOf,
} from './ledger-days.ts';
import { readMark, writeMark } from './mark.ts';
import type { TurnTaker } from './turn.ts';

/** What the ledger works with. */
export interface LedgerAccess {
  readonly cluster: Cluster;
  readonly prefix: string;
  readonly turns: TurnTaker;
  /** Called with the commit after a write. */
  wrote(commit: Commit): void;
  slots(): Promise<readonly EntitySlot[]>;
}

const MOST = 10_000;

/** The ledger, in an index of its own. */
export function createLedger({ cluster, prefix, turns, wrote, slots }: LedgerAccess): Ledger {
  const write = (work: (writer: BulkWriter) => Promise<void>): Promise<void> =>
    turns.take(async (turn) => {
      const writer = createBulkWriter(cluster);
      await work(writer);
      await writer.end();
      await refresh(cluster, [ledgerIndex(prefix)]);
      wrote(await turn.touch());
    });
  const read = async (
    table: string,
    sort: readonly object[],
    limit: number,
    query: object = { match_all: {} },
  ): Promise<readonly Source[]> => {
    const found: Source[] = [];
    let after: readonly unknown[] | undefined;
    while (found.length < limit) {
      const size = Math.min(MOST, limit - found.length);
      const { hits } = await search(cluster, [ledgerIndex(prefix)], {
        size,
        query: inTable(table, query),
        sort,
        ...(after ? { search_after: after } : {}),
      });
      for (const { _source } of hits.hits) found.push(_source);
      after = (hits.hits.at(-1) as { readonly sort?: readonly unknown[] } | undefined)?.sort;
      if (hits.hits.length < size || !after) break;
    }
    return found;
  };
  return {
    async days({ asOf, ...filter } = {}) {
      const { commit } = await readCommit(cluster, prefix);
      const entries =
        asOf === undefined
          ? await readLedgerDays(cluster, prefix, commit, filter)
          : versionsAsOf(await readLedgerVersions(cluster, prefix, commit, filter), asOf);
      return entries.map(({ row }) => row);
    },
    async versions(filter = {}) {
      const { commit } = await readCommit(cluster, prefix);
      const versions = (await readLedgerVersions(cluster, prefix, commit, filter)).filter(isLoaded);
      return versions.map(({ row, finalAt, replacedAt }): DayVersion => {
        const { scope, report, day, source, via, sha256, records, fetchedAt: receivedAt } = row;
        return { scope, report, day, source, via, sha256, records, receivedAt, finalAt, replacedAt };
      });
    },
    recordDays: (rows) =>
      write(async (writer) => {
        const { commit } = await readCommit(cluster, prefix);
        for (const [{ scope, report }, some] of groupBySource(rows)) {
          const days = [...new Set(some.map(({ day }) => day))];
          const entries = await readLedgerDays(cluster, prefix, commit, { scope, report, days });
          const known = new Map(entries.map((entry) => [entry.row.day, entry]));
          for (const row of some) {
            const before = known.get(row.day);
            if (before && isLoaded(before)) continue;
            const entry = toMissed(row, before);
            known.set(row.day, entry);
            await writer.add(toMissedActions(prefix, entry, before));
          }
        }
      }),
    recordLandings: (files) =>
      write(async (writer) => {
        for (const { landing } of files) {
          await deleteFound(
            cluster,
            [ledgerIndex(prefix)],
            inTable('rejected_line', { term: { sha256: landing.sha256 } }),
          );
        }
        await writer.add(files.flatMap((file) => toReceivedActions(prefix, file)));
        const known = new Map(
          (await read('unknown_field', [{ report: 'asc' }, { path: 'asc' }], Number.MAX_SAFE_INTEGER)).map((source) => [
            fieldId(toField(source)),
            toField(source),
          ]),
        );
        const merged = new Map<string, UnknownFieldRow>();
        for (const field of files.flatMap(({ unknown }) => unknown)) {
          const id = fieldId(field);
          const there = merged.get(id) ?? known.get(id);
          merged.set(id, there ? addFields(there, field) : field);
        }
        await writer.add([...merged].map(([id, field]) => toAction(prefix, 'unknown_field', id, fromField(field))));
      }),
    async landings() {
      const rows = await read(
        'landing',
        [{ fetched_at: 'asc' }, { archive_path: 'asc' }, { sha256: 'asc' }],
        Number.MAX_SAFE_INTEGER,
      );
      return rows.map(toLanding);
    },
    async rejectedLines(limit = 1000) {
      const rows = await read(
        'rejected_line',
        [{ fetched_at: 'desc' }, { archive_path: 'asc' }, { line: 'asc' }],
        limit,
      );
      const landings = new Map(
        (await this.landings()).map((landing) => [`${landing.sha256} ${landing.archivePath}`, landing]),
      );
      return rows.flatMap((source) => {
        const landing = landings.get(`${source.sha256} ${source.archive_path}`);
        return landing ? [{ ...toRejected(source), landing }] : [];
      });
    },
    async unknownFields() {
      const rows = await read('unknown_field', [{ report: 'asc' }, { path: 'asc' }], Number.MAX_SAFE_INTEGER);
      return rows.map(toField);
    },
    async restatements(limit = 1000, filter = {}) {
      const { commit } = await readCommit(cluster, prefix);
      const abandoned = commit.hidden.filter(({ isAbandoned }) => isAbandoned).map(({ load }) => load);
      const query = {
        bool: {
          filter: [{ range: { load: { lte: commit.watermark } } }, ...compileRows(filter)],
          must_not: [{ terms: { load: abandoned } }],
        },
      };
      const sort = [{ stated_at: 'desc' }, { scope: 'asc' }, { report: 'asc' }, { day: 'asc' }, { measure: 'asc' }];
      return (await read('restatement', sort, limit, query)).map(toRestatement);
    },
    entitySlots: () => slots(),
    recordRun: (run) => write((writer) => writer.add([toAction(prefix, 'run', hash([run.id]), fromRun(run))])),
    async runs(limit = 100) {
      return (await read('run', [{ started_at: 'desc' }, { run_id: 'desc' }], limit)).map(toRun);
    },
    recordMark: (mark) => writeMark(cluster, prefix, mark),
    mark: () => readMark(cluster, prefix),
  };
}

/** Rows of one scope and report together, under the first of them and in their order. */
function groupBySource(rows: readonly LedgerDay[]): ReadonlyMap<LedgerDay, readonly LedgerDay[]> {
  const first = new Map<string, LedgerDay>();
  const groups = new Map<LedgerDay, LedgerDay[]>();
  for (const row of rows) {
    const key = `${row.scope} ${row.report}`;
    const of = first.get(key) ?? row;
    first.set(key, of);
    groups.set(of, [...(groups.get(of) ?? []), row]);
  }
  return groups;
}

/** The entry of a day without rows: as long as asking again brings nothing new it stands since the first time. */
function toMissed(row: LedgerDay, before: LedgerEntry | undefined): LedgerEntry {
  const isSame = before?.row.state === row.state && before.row.code === row.code;
  return { row, load: 0, content: {}, since: isSame ? before.since : row.fetchedAt, finalAt: null, keptFrom: null };
}

/** Writes the entry, and the one before as a version that stood until then. */
function toMissedActions(prefix: string, entry: LedgerEntry, before: LedgerEntry | undefined): readonly string[] {
  const action = toAction(prefix, 'ledger_day', ledgerId(entry.row, 0), toLedgerDocument(entry));
  if (!before || before.since >= entry.since) return [action];
  const version = { ...toLedgerDocument(before), replaced_at: entry.since };
  return [action, toAction(prefix, 'day_version', ledgerId(before.row, 0, before.since), version)];
}

/** Clauses of a filter of the ledger. */
function compileRows({ scope, report: of, range, measures }: RestatementFilter): readonly object[] {
  return [
    ...(scope === undefined ? [] : [{ term: { scope } }]),
    ...(of === undefined ? [] : [{ term: { report: of } }]),
    ...(range === undefined ? [] : [{ range: { day: { gte: range.from, lte: range.to } } }]),
    ...(measures === undefined ? [] : [{ terms: { measure: measures } }]),
  ];
}

const inTable = (table: string, query: object): object => ({ bool: { filter: [{ term: { table } }, query] } });

const hash = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

function toAction(prefix: string, table: string, id: string, document: object): string {
  const head = JSON.stringify({ index: { _index: ledgerIndex(prefix), _id: id } });
  return `${head}\n${JSON.stringify({ ...document, table })}`;
}

function toReceivedActions(prefix: string, { landing, rejected }: ReceivedFile): string[] {
  const { range, fileName, archivePath, fetchedAt, ...plain } = landing;
  return [
    toAction(prefix, 'landing', hash([landing.sha256, archivePath]), {
      ...plain,
      range_from: range.from,
      range_to: range.to,
      file_name: fileName,
      archive_path: archivePath,
      fetched_at: fetchedAt,
    }),
    ...rejected.map((line) =>
      toAction(prefix, 'rejected_line', hash([line.sha256, line.line, line.offset]), {
        ...line,
        fetched_at: fetchedAt,
        archive_path: archivePath,
      }),
    ),
  ];
}

const fieldId = ({ report, path }: Pick<UnknownFieldRow, 'report' | 'path'>): string => hash([report, path]);

function addFields(one: UnknownFieldRow, other: UnknownFieldRow): UnknownFieldRow {
  return {
    ...one,
    count: one.count + other.count,
    example: one.example ?? other.example,
    firstSeen: one.firstSeen < other.firstSeen ? one.firstSeen : other.firstSeen,
    lastSeen: one.lastSeen > other.lastSeen ? one.lastSeen : other.lastSeen,
  };
}

const fromField = ({ firstSeen, lastSeen, ...plain }: UnknownFieldRow): object => ({
  ...plain,
  first_seen: firstSeen,
  last_seen: lastSeen,
});

const text = (source: Source, name: string): string => String(source[name] ?? '');
const textOrNull = (source: Source, name: string): string | null => {
  const cell = source[name];
  return cell === undefined || cell === null ? null : String(cell);
};
const count = (source: Source, name: string): number => Number(source[name] ?? 0);
const amount = (source: Source, name: string): number | null =>
  source[name] === undefined || source[name] === null ? null : Number(source[name]);
const report = (source: Source): ReportKind => text(source, 'report') as ReportKind;

const toField = (source: Source): UnknownFieldRow => ({
  report: report(source),
  path: text(source, 'path'),
  count: count(source, 'count'),
  example: textOrNull(source, 'example'),
  firstSeen: text(source, 'first_seen'),
  lastSeen: text(source, 'last_seen'),
});

const toLanding = (source: Source): LandingRow => ({
  sha256: text(source, 'sha256'),
  scope: text(source, 'scope'),
  report: report(source),
  range: { from: text(source, 'range_from'), to: text(source, 'range_to') },
  fileName: textOrNull(source, 'file_name'),
  archivePath: text(source, 'archive_path'),
  bytes: count(source, 'bytes'),
  lines: count(source, 'lines'),
  records: count(source, 'records'),
  rejected: count(source, 'rejected'),
  blank: count(source, 'blank'),
  fetchedAt: text(source, 'fetched_at'),
});

const toRejected = (source: Source): RejectedLineRow => ({
  sha256: text(source, 'sha256'),
  line: count(source, 'line'),
  offset: count(source, 'offset'),
  code: text(source, 'code'),
  path: textOrNull(source, 'path'),
  message: text(source, 'message'),
  sample: text(source, 'sample'),
});

const toRestatement = (source: Source): RestatementRow => ({
  at: text(source, 'stated_at'),
  scope: text(source, 'scope'),
  report: report(source),
  day: text(source, 'day'),
  measure: text(source, 'measure'),
  before: amount(source, 'before'),
  after: amount(source, 'after'),
});

const fromRun = ({ id, startedAt, endedAt, daysLoaded, daysFailed, ...plain }: RunRow): object => ({
  ...plain,
  run_id: id,
  started_at: startedAt,
  ended_at: endedAt,
  days_loaded: daysLoaded,
  days_failed: daysFailed,
});

const toRun = (source: Source): RunRow => ({
  id: text(source, 'run_id'),
  kind: text(source, 'kind') as RunRow['kind'],
  startedAt: text(source, 'started_at'),
  endedAt: text(source, 'ended_at'),
  result: text(source, 'result') as RunRow['result'],
  daysLoaded: count(source, 'days_loaded'),
  daysFailed: count(source, 'days_failed'),
  requests: count(source, 'requests'),
  message: textOrNull(source, 'message'),
});
