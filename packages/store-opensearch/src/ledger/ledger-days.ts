import { createHash } from 'node:crypto';
import type { Day, DayRange, ReportKind } from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import { isLoaded as isLoadedDay } from '@flightdeck/store/shared';
import { ledgerIndex } from '../layout/layout.ts';
import type { DayContent } from '../load/fact-rows.ts';
import type { Cluster } from '../wire/client.ts';
import { type Cell, type Source, search } from '../wire/send.ts';
import { type Commit, compileVisible, type Sight } from './commit.ts';

/** Fact → what it holds on the day. */
export type Content = Readonly<Record<string, DayContent>>;

/** A row of the ledger, the load that wrote its facts (0: none), and what they hold when it was asked for. */
export interface LedgerEntry {
  readonly row: LedgerDay;
  readonly load: number;
  readonly content: Content;
  /** Since when the row says this (ISO instant); asking again with the same outcome does not change it. */
  readonly since: string;
  /** When the day was found to be final, which can be later than when its rows were received; null as long as it is not. */
  readonly finalAt: string | null;
  /** What was known of the day earlier is not kept; null when all of it is. */
  readonly keptFrom: string | null;
}

/** A row of the ledger that stood until `replacedAt`; null: it stands now. */
export interface LedgerVersion extends LedgerEntry {
  readonly replacedAt: string | null;
}

/** Which rows. */
export interface LedgerFilter {
  readonly scope?: string;
  readonly report?: ReportKind;
  readonly range?: DayRange;
  readonly days?: readonly Day[];
}

const PAGE = 5000;

/** True for a row whose facts are loaded. */
export const isLoaded = ({ row }: LedgerEntry): boolean => isLoadedDay(row);

/** Rows that count, ordered by scope, report and day; of a day that was first missing and then loaded the loaded one. */
export async function readLedgerDays(
  cluster: Cluster,
  prefix: string,
  commit: Commit,
  filter: LedgerFilter = {},
  withContent = false,
): Promise<readonly LedgerEntry[]> {
  const clauses = [{ term: { table: 'ledger_day' } }, ...compileVisible(commit), ...compileLedgerFilter(filter)];
  const entries = new Map<string, LedgerEntry>();
  for await (const source of readSources(cluster, prefix, clauses, withContent)) {
    const entry = toEntry(source);
    entries.set(keyOf(entry.row), entry);
  }
  return [...entries.values()];
}

/** Rows that the reading sees: those that count, or counted at its instant. */
export async function readLedger(
  { cluster, prefix, commit }: { readonly cluster: Cluster; readonly prefix: string; readonly commit: Sight },
  filter: LedgerFilter,
): Promise<readonly LedgerEntry[]> {
  if (!commit.past) return readLedgerDays(cluster, prefix, commit, filter);
  const { past, ...present } = commit;
  return versionsAsOf(await readLedgerVersions(cluster, prefix, present, filter), past.asOf);
}

/** Every row that counts or once did, ordered by scope, report, day and load. */
export async function readLedgerVersions(
  cluster: Cluster,
  prefix: string,
  commit: Commit,
  filter: LedgerFilter = {},
): Promise<readonly LedgerVersion[]> {
  const kept = new Map(commit.hidden.flatMap(({ load, replacedAt }) => (replacedAt ? [[load, replacedAt]] : [])));
  const shown = { ...commit, hidden: commit.hidden.filter(({ load }) => !kept.has(load)) };
  const tables = { terms: { table: ['ledger_day', 'day_version'] } };
  const versions: LedgerVersion[] = [];
  const clauses = [tables, ...compileVisible(shown), ...compileLedgerFilter(filter)];
  for await (const source of readSources(cluster, prefix, clauses, false)) {
    const entry = toEntry(source);
    versions.push({ ...entry, replacedAt: textOf(source, 'replaced_at') ?? kept.get(entry.load) ?? null });
  }
  return versions;
}

/** The versions that stood at the instant, as they were known then: one of each day. */
export function versionsAsOf(versions: readonly LedgerVersion[], asOf: string): readonly LedgerEntry[] {
  const standing = new Map<string, LedgerEntry>();
  for (const { replacedAt, ...entry } of versions) {
    if (entry.since > asOf || (replacedAt !== null && replacedAt <= asOf)) continue;
    const { row, since, finalAt } = entry;
    const isFinalLater = row.state === 'present' && finalAt !== null && finalAt > asOf;
    standing.set(keyOf(row), {
      ...entry,
      row: {
        ...row,
        state: isFinalLater ? 'provisional' : row.state,
        fetchedAt: row.fetchedAt > asOf ? since : row.fetchedAt,
      },
    });
  }
  return [...standing.values()];
}

function compileLedgerFilter({ scope, report, range, days }: LedgerFilter): readonly object[] {
  return [
    ...(scope === undefined ? [] : [{ term: { scope } }]),
    ...(report === undefined ? [] : [{ term: { report } }]),
    ...(range === undefined ? [] : [{ range: { day: { gte: range.from, lte: range.to } } }]),
    ...(days === undefined ? [] : [{ terms: { day: days } }]),
  ];
}

async function* readSources(
  cluster: Cluster,
  prefix: string,
  clauses: readonly object[],
  withContent: boolean,
): AsyncGenerator<Source> {
  let after: readonly Cell[] | undefined;
  for (;;) {
    const { hits } = await search(cluster, [ledgerIndex(prefix)], {
      size: PAGE,
      query: { bool: { filter: clauses } },
      sort: ['scope', 'report', 'day', 'load', 'since'],
      ...(withContent ? {} : { _source: { excludes: ['content'] } }),
      ...(after ? { search_after: after } : {}),
    });
    for (const { _source } of hits.hits) yield _source;
    const last = hits.hits.at(-1) as { readonly sort?: readonly Cell[] } | undefined;
    if (hits.hits.length < PAGE || !last?.sort) return;
    after = last.sort;
  }
}

/** What identifies a row of the ledger. */
export const keyOf = ({ scope, report, day }: Pick<LedgerDay, 'scope' | 'report' | 'day'>): string =>
  [scope, report, day].join(' ');

/** Identity of the document of a row. */
export function ledgerId({ scope, report, day }: LedgerDay, load: number, ...more: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([scope, report, day, load, ...more]))
    .digest('hex')
    .slice(0, 32);
}

/** The document of a row. */
export function toLedgerDocument({ row, load, content, since, finalAt, keptFrom }: LedgerEntry): object {
  const { fetchedAt, sha256, ...others } = row;
  return {
    table: 'ledger_day',
    ...others,
    sha256s: sha256,
    fetched_at: fetchedAt,
    load,
    content: JSON.stringify(content),
    since,
    final_at: finalAt,
    kept_from: keptFrom,
  };
}

const textOf = (source: Source, name: string): string | null => {
  const cell = source[name];
  return typeof cell === 'string' ? cell : null;
};

function toEntry(source: Source): LedgerEntry {
  const text = (name: string): string | null => textOf(source, name);
  const fetchedAt = text('fetched_at') ?? '';
  const since = text('since');
  return {
    load: Number(source.load),
    content: JSON.parse(text('content') ?? '{}') as Content,
    // A cluster that was filled before versions were kept says neither since when, nor what stood there before.
    since: since ?? fetchedAt,
    finalAt: since === null && text('state') === 'present' ? fetchedAt : text('final_at'),
    keptFrom: since === null && Number(source.restated) > 0 ? fetchedAt : text('kept_from'),
    row: {
      scope: text('scope') ?? '',
      report: text('report') as ReportKind,
      day: text('day') ?? '',
      state: text('state') as LedgerDay['state'],
      source: text('source') as ReportKind,
      via: text('via') ?? '',
      sha256: text('sha256s'),
      fetchedAt,
      records: Number(source.records),
      restated: Number(source.restated),
      code: text('code'),
      message: text('message'),
    },
  };
}
