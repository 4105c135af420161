import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FACTS, type FactName } from '@flightdeck/catalog';
import { afterEach, describe, expect, it } from 'vitest';
import { importFiles } from '../import/import-files.ts';
import { replayMissing } from '../replay/replay.ts';
import { type Bench, createFolders, openBench } from '../testing.ts';
import { type MoveOptions, moveElastic } from './move-elastic.ts';
import { createElastic, type ElasticOptions } from './read/elastic.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../fixtures/github/examples/', import.meta.url));
const NOW = new Date('2026-11-01T12:00:00Z');
const folders = createFolders();
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  folders.clear();
});

type Document = Readonly<Record<string, unknown>>;

const total = (day: string, team: string, more: Document = {}): Document => ({
  '@timestamp': `${day}T03:00:00`,
  unique_hash: 'x',
  day,
  organization_slug: 'acme',
  team_slug: team,
  position_in_tree: 'leaf_team',
  total_suggestions_count: 100,
  total_acceptances_count: 30,
  total_lines_suggested: 200,
  total_lines_accepted: 50,
  total_active_users: 8,
  total_active_chat_users: 4,
  total_chat_turns: 40,
  total_chat_acceptances: 9,
  total_chat_copy_events: 5,
  total_chat_insertion_events: 4,
  total_pr_summaries_created: 2,
  total_pr_engaged_users: 1,
  total_dotcom_chat_engaged_users: 3,
  ...more,
});

const part = (day: string, team: string, language: string, suggestions: number): Document => ({
  day,
  organization_slug: 'acme',
  team_slug: team,
  language,
  editor: 'vscode',
  model: 'default',
  suggestions_count: suggestions,
  acceptances_count: 10,
  lines_suggested: 20,
  lines_accepted: 5,
  active_users: 3,
});

const seat = (day: string, login: string, idle: string | null): Document => ({
  day,
  organization_slug: 'acme',
  assignee_login: login,
  assignee_html_url: `https://github.com/${login}`,
  assignee_team_slug: 'no-team',
  plan_type: 'business',
  created_at: '2024-01-01T00:00:00Z',
  updated_at: '2024-01-01T00:00:00Z',
  last_activity_at: idle,
  last_activity_editor: 'vscode/1.77.3/copilot/1.86.82',
  days_since_last_activity: idle === null ? -1 : 2,
  is_active_today: 0,
});

/** Two months of totals with two teams in the organization's, seats of two days, and rows of people as GitHub gave them. */
function installation(): Record<string, Document[]> {
  const days = ['2024-06-29', '2024-06-30', '2024-07-01'];
  const rows = readFileSync(`${EXAMPLES}synthetic/users-28-day.enterprise.user-day-rows.ndjson`, 'utf8')
    .trim()
    .split('\n');
  return {
    copilot_usage_total: days.flatMap((day) => [
      total(day, 'no-team'),
      total(day, 'web', { total_suggestions_count: 60 }),
      total(day, 'data', { total_suggestions_count: 50 }),
    ]),
    copilot_usage_breakdown: days.flatMap((day) => [
      part(day, 'no-team', 'Python', 70),
      part(day, 'no-team', 'python', 5),
      part(day, 'no-team', 'go', 25),
      part(day, 'web', 'go', 60),
    ]),
    copilot_usage_breakdown_chat: [
      {
        day: days[0],
        organization_slug: 'acme',
        team_slug: 'no-team',
        editor: 'vscode',
        model: 'default',
        chat_turns: 40,
        chat_copy_events: 5,
        chat_insertion_events: 4,
        chat_acceptances: 9,
        active_users: 4,
      },
    ],
    copilot_pr_reviews: [
      {
        day: days[0],
        organization_slug: 'acme',
        team_slug: 'no-team',
        repository: 'acme/api',
        model: 'default',
        pr_summaries_created: 2,
      },
    ],
    copilot_seat_info_settings: [
      {
        day: days[0],
        organization_slug: 'acme',
        seat_total: 2,
        seat_added_this_cycle: 1,
        seat_pending_invitation: 0,
        seat_pending_cancellation: 0,
        seat_active_this_cycle: 1,
        seat_inactive_this_cycle: 1,
        seat_management_setting: 'assign_selected',
        public_code_suggestions: 'block',
        ide_chat: 'enabled',
        cli: 'enabled',
        plan_type: 'business',
      },
    ],
    copilot_seat_assignments: [
      seat('2024-06-29', 'ada', '2024-06-27T10:00:00Z'),
      seat('2024-06-29', 'bob', null),
      seat('2024-06-30', 'ada', '2024-06-30T10:00:00Z'),
    ],
    copilot_user_metrics: rows.map((text) => ({
      ...(JSON.parse(text) as Document),
      organization_slug: 'standalone:big',
      slug_type: 'standalone',
      assignee_team_slug: 'no-team',
      utc_offset: '+00:00',
      top_model: 'gpt',
    })),
    copilot_user_adoption: [{ day: days[0], organization_slug: 'acme', score: 1 }],
  };
}

interface Setting {
  readonly bench: Bench;
  readonly elastic: StandIn;
  move(options?: Partial<MoveOptions>, client?: Partial<ElasticOptions>): ReturnType<typeof moveElastic>;
  sums(fact: FactName, columns: readonly string[], scope: string, by?: readonly string[]): Promise<unknown[][]>;
}

async function start(
  indexes: Record<string, Document[]>,
  options: Parameters<typeof startStandIn>[1] = {},
): Promise<Setting> {
  const bench = await openBench(folders.make());
  const elastic = await startStandIn(indexes, options);
  open.push(bench, elastic);
  return {
    bench,
    elastic,
    move: (more = {}, client = {}) =>
      moveElastic({
        ...bench.tools,
        elastic: createElastic({ url: elastic.url, ...client }),
        host: 'api.github.com',
        now: NOW,
        ...more,
      }),
    async sums(fact, columns, scope, by = []) {
      const rows = await bench.store.scan({
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
    },
  };
}

describe('importing from a Copilot Usage Advanced Dashboard', () => {
  it('keeps the whole organization and its teams apart, whatever the mapping of a slug', async () => {
    const { bench, move, sums } = await start(installation(), { textSlugs: true });
    const progress: string[] = [];
    const result = await move({ onProgress: ({ done, of, message }) => progress.push(`${done}/${of} ${message}`) });
    expect(result).toMatchObject({ result: 'ok', failed: [] });
    expect(result.indexes).not.toContain('copilot_user_adoption');
    for (const { lines, records, rejected, blank } of result.reports) expect(lines).toBe(records + rejected + blank);
    expect(
      await sums('legacy_total_day', ['suggestions', 'chat_accepted', 'pull_request_summaries'], 'org:acme'),
    ).toEqual([[300, 27, 6]]);
    expect(await sums('legacy_dashboard_day', ['suggestions'], 'org:acme')).toEqual([[300]]);
    expect(await sums('legacy_team_total_day', ['suggestions'], 'org:acme', ['legacy_team'])).toEqual([
      ['data', 150],
      ['web', 180],
    ]);
    // Two spellings of a language are one.
    expect(await sums('legacy_completion_day', ['suggestions'], 'org:acme', ['language'])).toEqual([
      ['go', 75],
      ['python', 225],
    ]);
    expect(await sums('legacy_team_completion_day', ['suggestions'], 'org:acme')).toEqual([[180]]);
    expect(await sums('legacy_chat_day', ['chat_insertions', 'chat_copies'], 'org:acme')).toEqual([[4, 5]]);
    expect(progress[0]).toBe(`1/${progress.length} org:acme legacy-dashboard 2024-06-29 to 2024-06-30`);
    expect(await bench.store.ledger.unknownFields()).toEqual([]);
    const fresh = await openBench(folders.make());
    open.push(fresh);
    const { archive, journal } = bench.tools;
    expect((await replayMissing({ ...fresh.tools, archive, journal })).failed).toEqual([]);
    const [before, after] = [await bench.store.digests(), await fresh.store.digests()];
    for (const { name } of FACTS) expect([name, after.get(name)]).toEqual([name, before.get(name)]);
  });

  it('brings seats, their summary and rows of people, the last under the enterprise they are of', async () => {
    const { bench, move, sums } = await start(installation());
    await move();
    expect(await sums('seat_summary_day', ['total', 'active_this_cycle'], 'org:acme')).toEqual([[2, 1]]);
    const seats = await bench.store.scan({
      id: 'seats',
      fact: 'seat_day',
      scopes: ['org:acme'],
      range: { from: '2024-06-29', to: '2024-06-29' },
      by: ['idle_band'] as never,
      where: [],
      once: false,
      measures: [{ name: 'rows', aggregate: 'rows', column: null, when: [] }],
    });
    expect(seats.map((row) => [...row.keys, ...row.values]).sort()).toEqual([
      ['2-6', 1],
      ['never', 1],
    ]);
    const days = await bench.store.ledger.days({ scope: 'enterprise:big', report: 'users-1-day' });
    expect(days.map(({ source, via }) => [source, via])).toEqual([
      ['users-28-day', 'import'],
      ['users-28-day', 'import'],
    ]);
  });

  it('reads nothing twice, and continues after a failure', async () => {
    const { bench, elastic, move } = await start(installation());
    elastic.failEvery = 23;
    const first = await move().catch((error: unknown) => error);
    expect(first).toMatchObject(first instanceof Error ? { code: 'elastic_failed' } : { result: 'partial' });
    elastic.failEvery = 0;
    const second = await move();
    expect(second).toMatchObject({ result: 'ok', failed: [] });
    const before = await bench.store.digests();
    elastic.requests.length = 0;
    const third = await move();
    expect(third.reports.every(({ loaded }) => loaded === 0)).toBe(true);
    expect(elastic.requests.filter((request) => request.endsWith('_search/scroll'))).toEqual([]);
    expect(await bench.store.digests()).toEqual(before);
  });

  it('never replaces what came from GitHub itself', async () => {
    const { bench, move, sums } = await start({
      copilot_usage_total: [total('2024-06-24', 'no-team'), total('2024-06-25', 'no-team')],
    });
    const file = `${EXAMPLES}rest/metrics-legacy__get__orgs-org-copilot-metrics__200.json`;
    const scope = { kind: 'org', slug: 'acme', host: 'api.github.com' } as const;
    await importFiles([file], { ...bench.tools, now: NOW, scope });
    await move();
    expect(await sums('legacy_total_day', ['suggestions'], 'org:acme', ['day'])).toEqual([
      ['2024-06-24', 989],
      ['2024-06-25', 100],
    ]);
  });

  it('says what is wrong with the address, the rights and what is found there', async () => {
    const { move } = await start({ other: [] }, { protect: true });
    await expect(move()).rejects.toMatchObject({ code: 'elastic_refused' });
    const basic = { user: 'reader', password: 'secret' };
    await expect(move({}, { basic })).rejects.toMatchObject({ code: 'no_indexes' });
    await expect(move({}, { basic, url: 'http://127.0.0.1:1' })).rejects.toMatchObject({ code: 'elastic_unreachable' });
    expect(() => createElastic({ url: 'http://me:secret@host' })).toThrow('logs');
    expect(() => createElastic({ url: 'file:///etc/passwd' })).toThrow('no URL');
  });
});
