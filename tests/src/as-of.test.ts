import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type App,
  type AppEffects,
  type Config,
  createLogger,
  LOCAL,
  openApp,
  ownHome,
  readConfig,
  rebuildDatabase,
} from '@flightdeck/app';
import { addDays, type Day, eachDay, METRICS, monthOf, parseScope } from '@flightdeck/catalog';
import { createGithub, type Github } from '@flightdeck/github';
import { createReader, type Journal, journalPath, openJournal, type Reader, syncOnce } from '@flightdeck/ingest';
import { type MetricQueryInput, parseQuery, type QueryResult, toJson } from '@flightdeck/query';
import { createOrganization, type FaultPlan, type RunningSimulator, startSimulator } from '@flightdeck/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLUSTER_URL, createPrefix, removeClusterStores } from './cluster/cluster-store.ts';
import { isOnCluster } from './synced.ts';

/** Days on each of which a server syncs at six in the morning, and asks what it knows; a cluster, which is slower, has fewer. */
const DAYS = eachDay({ from: '2026-10-03', to: isOnCluster() ? '2026-10-14' : '2026-11-01' });
const simulation = createOrganization({ seed: 20261122, people: 50, days: 62, lastDay: '2026-11-01' });
const TOKEN = 'ghp_as_of_token';

/** The day that fails: its report comes before the cluster's fewer days are over. */
const FILLED: Day = '2026-10-05';

/** One day of people fails for a week, so that the 28-day report fills it until its own report comes. */
const FAULTS: FaultPlan = {
  seed: 3,
  rules: [{ fault: 'truncated', match: `users-1-day/${FILLED}`, times: 8, maxConsecutive: 8 }],
};

const folder = mkdtempSync(join(tmpdir(), 'flightdeck-as-of-'));
const readSettings = (): Config =>
  readConfig({
    flags: {},
    env: {
      FLIGHTDECK_DATA: folder,
      LOG_LEVEL: 'error',
      ...(isOnCluster() ? { STORE_URL: CLUSTER_URL, STORE_PREFIX: createPrefix() } : {}),
    },
    cwd: folder,
    readFile: () => null,
  });
let config = readSettings();
const instantOf = (day: Day): Date => new Date(`${day}T06:00:00Z`);

let now = instantOf(DAYS[0] ?? '');
const effects: AppEffects = {
  now: () => now,
  log: createLogger(config, { write: () => {}, isTerminal: false }),
};
let simulator: RunningSimulator;
let app: App;
let tools: { readonly journal: Journal; readonly reader: Reader };
/** For each day, the answer given on it to each question. */
const answersOf = new Map<Day, readonly string[]>();

const open = (): Promise<App> => openApp(config, ownHome(config), effects);

/** Syncs as a server does, but asks for no year before the history begins. */
async function sync(github: Github): Promise<void> {
  const { folder: archive, workFolder } = ownHome(config);
  const scopes = [parseScope('org:aurora-works')];
  await syncOnce({
    ...tools,
    store: app.store,
    archive,
    workFolder,
    github,
    scopes,
    now,
    since: simulation.firstDay,
  });
}

/** Every metric there is, and each family by what pages group it by. */
function questionsOn(day: Day): readonly MetricQueryInput[] {
  const lately = { from: addDays(day, -27), to: day };
  const names = METRICS.map(({ name }) => name);
  const chunks = Array.from({ length: Math.ceil(names.length / 40) }, (_, at) => names.slice(at * 40, at * 40 + 40));
  const people = ['active_users', 'reported_users', 'agent_users', 'cli_users'];
  const sums = ['accepted', 'acceptance_rate', 'interactions', 'loc_added', 'ai_credits_used'];
  const month = { from: addDays(monthOf(day), -31), to: day };
  return [
    ...chunks.map((metrics) => ({ metrics, range: lately, total: true })),
    { metrics: [...people, ...sums], by: ['day'], range: lately, total: true },
    { metrics: [...people, ...sums], grain: 'week', range: month, compare: 'previous', total: true },
    { metrics: people, by: ['month'], range: month },
    { metrics: [...people, ...sums], by: ['team'], range: lately, total: true },
    { metrics: people, by: ['day', 'team'], range: { from: addDays(day, -6), to: day } },
    { metrics: sums, by: ['user'], range: lately, order: { key: 'accepted' }, limit: 20, compare: 'previous' },
    { metrics: ['accepted', 'reported_users'], by: ['language'], range: lately },
    { metrics: ['interactions'], by: ['model'], range: lately },
    { metrics: ['loc_added', 'reported_users'], by: ['ide'], range: lately },
    { metrics: ['interactions', 'accepted'], by: ['day', 'feature'], range: lately },
    { metrics: people, range: lately, where: [{ dimension: 'team', values: ['payments'] }] },
    { metrics: ['reported_users'], by: ['phase_from', 'phase_to'], range: lately },
    { metrics: ['feature_engaged_users'], by: ['engagement_feature'], range: lately },
    { metrics: ['pull_requests_created'], by: ['repository'], range: lately },
    { metrics: ['seats', 'seats_active_7', 'idle_seat_cost'], by: ['day'], range: lately },
    { metrics: ['seats'], by: ['plan'], range: lately },
  ];
}

/** The answers as JSON, without the instant that was asked for. */
async function ask(day: Day, asOf?: string): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const question of questionsOn(day)) {
    const answer = await app.answer(parseQuery({ ...question, ...(asOf ? { asOf } : {}) }), LOCAL);
    answers.push(toJson(withoutAsOf(answer)));
  }
  return answers;
}

function withoutAsOf({ query: { asOf: _, ...query }, ...answer }: QueryResult): unknown {
  return { ...answer, query };
}

beforeAll(async () => {
  simulator = await startSimulator(simulation, { tokens: [TOKEN], faults: FAULTS });
  const github = createGithub({ apiUrl: simulator.url, auth: { kind: 'token', token: TOKEN }, retries: 0 });
  const { folder: archive, workFolder } = ownHome(config);
  app = await open();
  tools = { journal: await openJournal(journalPath(archive)), reader: createReader({ workFolder, threads: 1 }) };
  for (const day of DAYS) {
    now = instantOf(day);
    simulator.clock.set(now);
    await sync(github);
    answersOf.set(day, await ask(day));
  }
  await tools.reader.close();
  await tools.journal.close();
  await github.close();
}, 1_800_000);

afterAll(async () => {
  await app?.close();
  await simulator?.close();
  await removeClusterStores();
  rmSync(folder, { recursive: true, force: true });
});

/** Earlier logins and slugs → current ones: answers show people and teams as last seen. */
function namesOfNow(): ReadonlyMap<string, string> {
  const scope = { kind: 'org', slug: 'aurora-works' } as const;
  const latest = new Map<string, string>();
  const borne: (readonly [id: string, name: string])[] = [];
  for (const day of eachDay({ from: simulation.firstDay, to: addDays(DAYS.at(-1) ?? '', -1) })) {
    for (const { user_id, user_login } of simulation.userRecords(scope, day))
      borne.push([`user ${user_id}`, user_login]);
    for (const { team_id, slug } of simulation.teamRecords(scope, day)) borne.push([`team ${team_id}`, slug]);
  }
  for (const [id, name] of borne) latest.set(id, name);
  return new Map(borne.map(([id, name]) => [name, latest.get(id) ?? name]));
}

/** The answer with current names; rows have an order of their own where names decide it. */
function renamed(answer: string, names: ReadonlyMap<string, string>): unknown {
  const rename = (rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] =>
    rows
      .map((row) =>
        JSON.stringify(row, (_, value) => (typeof value === 'string' ? (names.get(value) ?? value) : value)),
      )
      .sort();
  // Nodes add up floating numbers in whatever order they come.
  const round = (value: number): number => (isOnCluster() ? Number(value.toPrecision(12)) : value);
  const { rows, comparison, ...others } = JSON.parse(answer, (_, value) =>
    typeof value === 'number' ? round(value) : value,
  );
  return {
    ...others,
    rows: rename(rows),
    comparison: comparison && { ...comparison, rows: rename(comparison.rows) },
  };
}

/** Days whose answers differ, with the number of answers that do. */
async function differing(): Promise<readonly (readonly [Day, number])[]> {
  const found: (readonly [Day, number])[] = [];
  const names = namesOfNow();
  const toText = (answer: string | undefined) => JSON.stringify(renamed(answer ?? '{}', names));
  for (const [day, answers] of answersOf) {
    const again = await ask(day, instantOf(day).toISOString());
    const count = answers.filter((answer, at) => toText(answer) !== toText(again[at])).length;
    if (count > 0) found.push([day, count]);
  }
  return found;
}

describe(`after ${DAYS.length} days of late telemetry`, () => {
  it('days were replaced before they became final, also one that a 28-day report had filled', async () => {
    const days = await app.store.ledger.days({ scope: 'org:aurora-works', report: 'users-1-day' });
    const loaded = days.filter(({ state }) => state === 'present' || state === 'provisional');
    expect(loaded.length).toBeGreaterThan(DAYS.length);
    expect(loaded.filter(({ restated }) => restated > 0).length).toBeGreaterThan(DAYS.length / 2);
    const filled = await app.store.ledger.versions({
      scope: 'org:aurora-works',
      report: 'users-1-day',
      range: { from: FILLED, to: FILLED },
    });
    expect(filled.map(({ source }) => source)).toEqual(['users-28-day', 'users-1-day']);
    const [first, last] = [answersOf.get('2026-10-05'), await ask('2026-10-05')];
    expect(first).not.toEqual(last);
  });

  it('every answer given on each day is given again as of its instant', async () => {
    expect(await differing()).toEqual([]);
  }, 1_800_000);

  it('an instant between two syncs knows what the earlier one did', async () => {
    const day = DAYS[Math.floor(DAYS.length / 2)] ?? '';
    const between = await ask(day, `${day}T23:59:59.999Z`);
    expect(between[1]).toBe(answersOf.get(day)?.[1]);
  });

  it('every answer is given again by a database rebuilt from the archive', async () => {
    const [digests, versions, restatements] = await Promise.all([
      app.store.digests(),
      app.store.ledger.versions(),
      app.store.ledger.restatements(100_000),
    ]);
    await app.close();
    // A cluster is filled beside what there is.
    config = readSettings();
    await rebuildDatabase(ownHome(config), effects, { cluster: config.cluster });
    app = await open();
    expect([...(await app.store.digests())]).toEqual([...digests]);
    const stripped = (rows: typeof versions) => rows.map(({ via: _, ...row }) => row);
    expect(stripped(await app.store.ledger.versions())).toEqual(stripped(versions));
    expect(await app.store.ledger.restatements(100_000)).toEqual(restatements);
    expect(await differing()).toEqual([]);
  }, 1_800_000);
});
