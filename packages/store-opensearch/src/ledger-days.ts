import { createHash } from 'node:crypto';
import type { Day, DayRange, ReportKind } from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import type { Cluster } from './client.ts';
import type { DayContent } from './fact-rows.ts';
import { booksIndex } from './layout.ts';
import { type Cell, search } from './send.ts';
import { compileVisible, type View } from './view.ts';

/** Fact → what it holds on the day. */
export type Content = Readonly<Record<string, DayContent>>;

/** A row of the ledger, the load that wrote its facts (0: none), and what they hold when it was asked for. */
export interface LedgerEntry {
  readonly row: LedgerDay;
  readonly load: number;
  readonly content: Content;
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
export const isLoaded = ({ row }: LedgerEntry): boolean => row.state === 'present' || row.state === 'provisional';

/** Rows that count, ordered by scope, report and day; of a day that was first missing and then loaded the loaded one. */
export async function readLedgerDays(
  cluster: Cluster,
  prefix: string,
  view: View,
  filter: LedgerFilter = {},
  withContent = false,
): Promise<readonly LedgerEntry[]> {
  const { scope, report, range, days } = filter;
  const clauses = [
    { term: { table: 'ledger_day' } },
    ...compileVisible(view),
    ...(scope === undefined ? [] : [{ term: { scope } }]),
    ...(report === undefined ? [] : [{ term: { report } }]),
    ...(range === undefined ? [] : [{ range: { day: { gte: range.from, lte: range.to } } }]),
    ...(days === undefined ? [] : [{ terms: { day: days } }]),
  ];
  const entries = new Map<string, LedgerEntry>();
  let after: readonly Cell[] | undefined;
  for (;;) {
    const { hits } = await search(cluster, [booksIndex(prefix)], {
      size: PAGE,
      query: { bool: { filter: clauses } },
      sort: ['scope', 'report', 'day', 'load'],
      ...(withContent ? {} : { _source: { excludes: ['content'] } }),
      ...(after ? { search_after: after } : {}),
    });
    for (const { _source: source } of hits.hits) {
      const entry = toEntry(source);
      entries.set(keyOf(entry.row), entry);
    }
    const last = hits.hits.at(-1) as { readonly sort?: readonly Cell[] } | undefined;
    if (hits.hits.length < PAGE || !last?.sort) return [...entries.values()];
    after = last.sort;
  }
}

const keyOf = ({ scope, report, day }: LedgerDay): string => [scope, report, day].join(' ');

/** Identity of the document of a row. */
export function ledgerId({ scope, report, day }: LedgerDay, load: number): string {
  return createHash('sha256')
    .update(JSON.stringify([scope, report, day, load]))
    .digest('hex')
    .slice(0, 32);
}

/** The document of a row. */
export function toLedgerDocument({ row, load, content }: LedgerEntry): object {
  const { fetchedAt, sha256, ...others } = row;
  return {
    table: 'ledger_day',
    ...others,
    sha256s: sha256,
    fetched_at: fetchedAt,
    load,
    content: JSON.stringify(content),
  };
}

function toEntry(source: Readonly<Record<string, unknown>>): LedgerEntry {
  const text = (name: string): string | null => (typeof source[name] === 'string' ? (source[name] as string) : null);
  return {
    load: Number(source.load),
    content: JSON.parse(text('content') ?? '{}') as Content,
    row: {
      scope: text('scope') ?? '',
      report: text('report') as ReportKind,
      day: text('day') ?? '',
      state: text('state') as LedgerDay['state'],
      source: text('source') as ReportKind,
      via: text('via') ?? '',
      sha256: text('sha256s'),
      fetchedAt: text('fetched_at') ?? '',
      records: Number(source.records),
      restated: Number(source.restated),
      code: text('code'),
      message: text('message'),
    },
  };
}
