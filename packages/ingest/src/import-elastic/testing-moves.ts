import type { FactName } from '@flightdeck/catalog';
import { type Bench, createFolders, openBench } from '../testing.ts';
import { type MoveOptions, moveElastic } from './move-elastic.ts';
import { createElastic } from './read/elastic.ts';
import { startStandIn } from './stand-in.ts';

/** A document of an index of the dashboard. */
export type Document = Readonly<Record<string, unknown>>;
/** The first ten days of 2026. */
export const DAYS = Array.from({ length: 10 }, (_, at) => `2026-01-${String(at + 1).padStart(2, '0')}`);

/** A day of a team, of `copilot_usage_total`. */
export const total = (day: string, team: string, suggestions: number, more: Document = {}): Document => ({
  day,
  organization_slug: 'acme',
  team_slug: team,
  position_in_tree: 'leaf_team',
  total_suggestions_count: suggestions,
  total_acceptances_count: suggestions / 2,
  total_active_users: suggestions / 10,
  total_chat_turns: suggestions,
  ...more,
});

/** A part of it by language and editor, of `copilot_usage_breakdown`. */
export const part = (day: string, team: string, language: string, editor: string, suggestions: number): Document => ({
  day,
  organization_slug: 'acme',
  team_slug: team,
  language,
  editor,
  model: 'default',
  suggestions_count: suggestions,
  acceptances_count: 1,
});

/** A day of a person, of `copilot_user_metrics`. */
export const person = (day: string, login: string, id: number | null, more: Document = {}): Document => ({
  day,
  organization_slug: 'acme',
  slug_type: 'Organization',
  user_login: login,
  ...(id === null ? {} : { user_id: id }),
  report_start_day: '2025-12-15',
  report_end_day: '2026-01-11',
  organization_id: '7',
  user_initiated_interaction_count: 3,
  code_generation_activity_count: 5,
  used_agent: false,
  used_chat: true,
  team_slug: 'web',
  download_link_index: 1,
  ...more,
});

/** A seat on a day, of `copilot_seat_assignments`. */
export const seat = (day: string, login: string, more: Document = {}): Document => ({
  day,
  organization_slug: 'acme',
  assignee_login: login,
  assignee_team_slug: 'web',
  plan_type: 'business',
  created_at: '2024-01-01T00:00:00Z',
  updated_at: '2024-01-01T00:00:00Z',
  ...more,
});

/** Indexes of a dashboard, and a bench they are moved to. */
export interface Move {
  readonly bench: Bench;
  move(options?: Partial<MoveOptions>): ReturnType<typeof moveElastic>;
  sums(fact: FactName, columns: readonly string[], by?: readonly string[], scope?: string): Promise<unknown[][]>;
}

/** Benches and indexes that `close` ends and removes. */
export interface Moves {
  start(indexes: Record<string, Document[]>): Promise<Move>;
  /** One more bench, with nothing in it. */
  empty(): Promise<Bench>;
  close(): Promise<void>;
}

/** What the tests of one file begin, of which nothing is left after `close`. */
export function createMoves(): Moves {
  const folders = createFolders();
  const open: { close(): Promise<void> }[] = [];
  const empty = async (): Promise<Bench> => {
    const bench = await openBench(folders.make());
    open.push(bench);
    return bench;
  };
  return {
    empty,
    async close() {
      for (const one of open.splice(0)) await one.close();
      folders.clear();
    },
    async start(indexes) {
      const bench = await empty();
      const elastic = await startStandIn(indexes);
      open.push(elastic);
      return {
        bench,
        move: (more = {}) =>
          moveElastic({
            ...bench.tools,
            elastic: createElastic({ url: elastic.url }),
            host: 'api.github.com',
            now: new Date('2026-11-01T12:00:00Z'),
            ...more,
          }),
        sums: (fact, columns, by = [], scope = 'org:acme') => sumsOf(bench, fact, columns, by, scope),
      };
    },
  };
}

async function sumsOf(
  { store }: Bench,
  fact: FactName,
  columns: readonly string[],
  by: readonly string[],
  scope: string,
): Promise<unknown[][]> {
  const rows = await store.scan({
    id: 'test',
    fact,
    scopes: [scope],
    range: { from: '2023-01-01', to: '2026-12-31' },
    by: by as never,
    where: [],
    once: false,
    measures: columns.map((column) => ({ name: column, aggregate: 'sum', column, when: [] })),
  });
  return rows.map((row) => [...row.keys, ...row.values]).sort((a, b) => (String(a) < String(b) ? -1 : 1));
}
