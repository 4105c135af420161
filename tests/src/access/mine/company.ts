import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account, Principal } from '@flightdeck/access';
import { LOCAL } from '@flightdeck/app';
import { parseScope } from '@flightdeck/catalog';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll } from 'vitest';
import { type Installation, install, personWith } from '../world.ts';

/** The days of all reports. */
export const DAYS = ['2026-10-29', '2026-10-30'] as const;
/** People by hand: prompts, suggested, accepted of each day. Ada was renamed; she is in web and in ops. */
export const PEOPLE: readonly (readonly [
  id: number,
  login: string,
  prompts: number,
  suggested: number,
  accepted: number,
])[] = [
  [1, 'ada', 10, 100, 40],
  [2, 'bob', 1, 10, 1],
  [3, 'cyd', 2, 20, 10],
  [4, 'dee', 30, 300, 90],
  [5, 'eve', 40, 0, 0],
  [6, 'fay', 0, 10, 5],
  [7, 'gus', 7, 70, 7],
  [8, 'hal', 8, 80, 8],
];
/** People of another organization: the same on the first day, and on the second. The first of them joins its team on the second. */
const CORE: typeof PEOPLE = [
  [21, 'kim', 5, 50, 5],
  [22, 'lee', 1, 10, 1],
  [23, 'mia', 2, 20, 2],
  [24, 'ned', 30, 300, 30],
  [25, 'oda', 4, 40, 4],
  [26, 'pia', 60, 600, 60],
];
const TEAMS: Readonly<Record<string, readonly number[]>> = { web: [1, 2, 3, 4, 5], ops: [1, 6, 7, 8, 2] };
/** Both days. */
export const RANGE = { from: DAYS[0], to: DAYS[1] };
/** Where the accounts are. */
export const HOST = 'api.github.com';
/** The account of one of them. */
export const accountOf = (id: number): Account => ({ host: HOST, id: String(id) });
/** One of them, signed in, with role self; without an account for null. */
export const self = (id: number | null): Principal => ({
  ...personWith('self', '*'),
  id: JSON.stringify(['https://id.example.com', `s-${id}`]),
  account: id === null ? null : accountOf(id),
});
/** My usage over both days. */
export const USAGE = `/api/v1/me/usage?from=${RANGE.from}&to=${RANGE.to}`;

/** A line of the list of seats, as snapshots are written. */
const seatOf = (id: number, login: string): object => ({
  day: DAYS[1],
  line: 1,
  seat: {
    created_at: '2026-01-09T08:00:00Z',
    last_activity_at: '2026-10-29T08:00:00Z',
    last_activity_editor: 'vscode/1.99.0',
    plan_type: 'business',
    assignee: { id, login, type: 'User' },
  },
});

type Json = ReturnType<JSON['parse']>;

/** A server with what those organizations reported, asked by whoever is given. */
export interface Company {
  readonly installed: () => Installation;
  get(who: Principal, path: string): Promise<{ readonly status: number; readonly body: Json }>;
  post(who: Principal, path: string, body: object): Promise<{ readonly status: number; readonly text: string }>;
  /** The result of one question about one's own rows, or its problem. */
  own(who: Principal, query: object): Promise<Json>;
  /** Hands over a table of accounts. */
  hand(who: Principal, csv: string): Promise<{ readonly status: number; readonly body: Json }>;
  /** Takes in lists of a scope. */
  take(scope: string, lists: Readonly<Record<string, readonly object[]>>): Promise<void>;
}

/** Opens it before all tests of a file, and closes it after. */
export function useCompany(): Company {
  let all: Installation;
  let server: RunningServer;
  const asker: { -readonly [Key in keyof Principal]: Principal[Key] } = { ...LOCAL };

  beforeAll(async () => {
    all = await install({ organizations: [] });
    const { app, folder } = all;
    await load('acme', PEOPLE, TEAMS);
    await load('labs', [[9, 'ida', 5, 50, 5]], {});
    await load('core', CORE, { dev: [21, 22, 23, 24, 25, 26] }, ({ day, id }) => day === DAYS[1] || id !== 21);
    await take('org:labs', { seats: [seatOf(9, 'ida')] });
    await take('enterprise:big', {
      seats: [seatOf(8, 'hal')],
      members: [{ day: DAYS[1], user_id: 9, team_id: 90, slug: 'all', enterprise_id: 6 }],
    });
    server = await startServer(app, {
      host: '127.0.0.1',
      port: 0,
      webFolder: folder,
      version: app.version,
      everybody: asker,
    });
  });
  afterAll(async () => {
    await server?.close();
    await all.close();
  });

  async function load(
    organization: string,
    people: typeof PEOPLE,
    teams: typeof TEAMS,
    isIn: (row: { readonly day: string; readonly id: number }) => boolean = () => true,
  ): Promise<void> {
    const users = DAYS.flatMap((day, index) =>
      people.map(([id, login, prompts, suggested, accepted]) => ({
        day,
        user_id: id,
        user_login: id === 1 && index === 0 ? 'ada-old' : login,
        user_initiated_interaction_count: prompts,
        code_generation_activity_count: suggested,
        code_acceptance_activity_count: accepted,
        used_agent: false,
        used_chat: false,
        totals_by_feature: [
          {
            feature: 'code_completion',
            user_initiated_interaction_count: 0,
            code_generation_activity_count: suggested,
            code_acceptance_activity_count: accepted,
          },
        ],
      })),
    );
    const members = DAYS.flatMap((day) =>
      Object.entries(teams).flatMap(([slug, ids], index) =>
        ids
          .filter((id) => isIn({ day, id }))
          .map((user_id) => ({ day, user_id, team_id: 70 + index, slug, organization_id: 5 })),
      ),
    );
    await take(`org:${organization}`, { users, members });
  }

  async function take(scope: string, lists: Readonly<Record<string, readonly object[]>>): Promise<void> {
    const files = Object.entries(lists).flatMap(([name, rows]) => {
      if (rows.length === 0) return [];
      const file = join(all.folder, `${scope.replace(':', '-')}-${name}.ndjson`);
      writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      return [file];
    });
    await all.app.importFiles(files, { scope: parseScope(scope), strict: true, replace: false });
  }

  function become(who: Principal): void {
    // Only tokens have it.
    delete asker.within;
    delete asker.maker;
    delete asker.makerName;
    Object.assign(asker, who);
  }

  async function get(
    who: Principal,
    path: string,
  ): Promise<{ readonly status: number; readonly body: ReturnType<JSON['parse']> }> {
    become(who);
    const answer = await fetch(server.url + path);
    return { status: answer.status, body: await answer.json() };
  }

  async function post(
    who: Principal,
    path: string,
    body: object,
  ): Promise<{ readonly status: number; readonly text: string }> {
    become(who);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, text: await answer.text() };
  }

  const own = async (who: Principal, query: object): Promise<ReturnType<JSON['parse']>> => {
    const { text } = await post(who, '/api/v1/me/queries', { queries: [{ range: RANGE, ...query }] });
    const [answer] = JSON.parse(text).results;
    return answer.result ?? answer.problem;
  };

  async function hand(who: Principal, csv: string): Promise<{ readonly status: number; readonly body: Json }> {
    become(who);
    const headers = { 'content-type': 'application/x-ndjson' };
    const answer = await fetch(`${server.url}/api/v1/accounts`, { method: 'POST', headers, body: csv });
    return { status: answer.status, body: await answer.json() };
  }

  return { installed: () => all, get, post, own, hand, take };
}
