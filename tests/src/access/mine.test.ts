import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account, Principal } from '@flightdeck/access';
import { LOCAL } from '@flightdeck/app';
import { parseScope } from '@flightdeck/catalog';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install, personWith } from './world.ts';

/** Two days of ten people, by hand: prompts, suggested, accepted. Ada was renamed; she is in web and in ops. */
const DAYS = ['2026-10-29', '2026-10-30'] as const;
const PEOPLE: readonly (readonly [id: number, login: string, prompts: number, suggested: number, accepted: number])[] =
  [
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
const RANGE = { from: DAYS[0], to: DAYS[1] };
const HOST = 'api.github.com';
const account = (id: number): Account => ({ host: HOST, id: String(id) });
const self = (id: number | null): Principal => ({
  ...personWith('self', '*'),
  id: JSON.stringify(['https://id.example.com', `s-${id}`]),
  account: id === null ? null : account(id),
});

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

const USAGE = `/api/v1/me/usage?from=${RANGE.from}&to=${RANGE.to}`;
const own = async (who: Principal, query: object): Promise<ReturnType<JSON['parse']>> => {
  const { text } = await post(who, '/api/v1/me/queries', { queries: [{ range: RANGE, ...query }] });
  const [answer] = JSON.parse(text).results;
  return answer.result ?? answer.problem;
};

describe("one's own rows", () => {
  it('are those of the account, under every login it ever had', async () => {
    const { rows, notes } = await own(self(1), {
      metrics: ['interactions', 'accepted', 'reported_users'],
      by: ['day', 'user'],
    });
    expect(rows).toEqual(DAYS.map((day) => ({ day, user: 'ada', interactions: 10, accepted: 40, reported_users: 1 })));
    expect(notes.map(({ message }: { message: string }) => message)).toContain(
      'Answered for what you may see: your own rows in acme.',
    );
  });

  it('are all that is asked: totals, counts, teams and people of others are not in it', async () => {
    const metrics = ['reported_users', 'people_in_several_teams', 'accepted', 'seats'];
    const asked = { metrics, total: true };
    expect((await own(self(2), asked)).total).toEqual({
      reported_users: 1,
      people_in_several_teams: 1,
      accepted: 2,
      seats: null,
    });
    const teams = await own(self(3), { metrics: ['team_members'], by: ['team'] });
    expect(teams.rows).toEqual([{ team: 'web', team_members: 1 }]);
    const { rows } = await own(self(3), {
      metrics: ['accepted'],
      by: ['user'],
      where: [{ dimension: 'team', values: ['ops'] }],
    });
    expect(rows).toEqual([]);
    for (const where of [
      [{ dimension: 'user', values: ['ada'] }],
      [{ dimension: 'user', values: ['#1'] }],
      [{ dimension: 'organization', values: ['labs'] }],
    ]) {
      const { code, hint } = await own(self(3), { metrics: ['accepted'], where });
      expect(code).toMatch(/^unknown_(?:part|scope)$/);
      expect(hint).not.toContain('labs');
    }
  });

  it('are of one host: the same number elsewhere is somebody else', async () => {
    const elsewhere = { ...self(1), account: { host: 'api.big.ghe.com', id: '1' } };
    expect((await own(elsewhere, { metrics: ['accepted'], by: ['day'] })).rows).toEqual([]);
    expect((await get(elsewhere, USAGE)).body.scopes).toEqual([]);
  });

  it('are all that role self opens, with the days of the organizations they stand in', async () => {
    const who = self(3);
    for (const path of ['/api/v1/query', '/api/v1/queries', '/api/v1/query/csv'])
      expect((await post(who, path, { metrics: ['accepted'], range: RANGE, queries: [] })).status).toBe(403);
    const { status, body } = await get(who, '/api/v1/status');
    expect([status, body.scopes.map(({ label }: { label: string }) => label)]).toEqual([200, ['acme']]);
    expect(JSON.stringify(body)).not.toContain('labs');
  });

  it('come as CSV too', async () => {
    const { status, text } = await post(self(1), '/api/v1/me/query/csv', {
      metrics: ['accepted'],
      by: ['day'],
      range: RANGE,
    });
    expect([status, text.trim().split(/\r?\n/).slice(1)]).toEqual([200, DAYS.map((day) => `${day},40`)]);
  });
});

describe('the comparison with the team', () => {
  it('is with the person in the middle of each team of five or more that were active', async () => {
    const { body } = await get(self(1), USAGE);
    expect(body.account).toEqual({ host: HOST, id: '1', login: 'ada' });
    expect(body.teams.map(({ team, isTooSmall }: { team: string; isTooSmall: boolean }) => [team, isTooSmall])).toEqual(
      [
        // fay sent no prompt, so four were active.
        ['ops', true],
        ['web', false],
      ],
    );
    const [ops, web] = body.teams;
    expect(ops.medians).toEqual([]);
    // Prompts of both days: 2, 4, 20, 60, 80. Accepted completions: 0, 2, 20, 80, 180. Rates: 0.1, 0.3, 0.4, 0.5; eve has none.
    expect(web.medians).toEqual(
      expect.arrayContaining([
        { metric: 'active_days', own: 2, median: 2 },
        { metric: 'interactions', own: 20, median: 20 },
        { metric: 'completions_accepted', own: 80, median: 20 },
        { metric: 'completion_acceptance_rate', own: 0.4, median: null },
      ]),
    );
  });

  it("is over one's days in the team, of oneself as of the others", async () => {
    const { body } = await get(self(21), USAGE);
    // Joined on the second day, on which prompts were 1, 2, 4, 5, 30, 60; all days without regard to the team have 10 of one's own.
    expect(body.teams).toEqual([
      {
        team: 'dev',
        scope: 'core',
        range: { from: DAYS[1], to: DAYS[1] },
        isTooSmall: false,
        medians: expect.arrayContaining([
          { metric: 'active_days', own: 1, median: 1 },
          { metric: 'interactions', own: 5, median: 4 },
          { metric: 'completions_accepted', own: 5, median: 4 },
        ]),
      },
    ]);
  });

  it('names nobody and has nothing of single people', async () => {
    const text = JSON.stringify((await get(self(1), USAGE)).body);
    for (const [, login] of PEOPLE.slice(1)) expect(text).not.toContain(login);
    expect(text).not.toContain('labs');
  });
});

describe('where enterprise and organizations both know one', () => {
  it('those answer that have the figures', async () => {
    const { rows, notes } = await own(self(9), { metrics: ['accepted'], by: ['day'] });
    expect(rows).toEqual(DAYS.map((day) => ({ day, accepted: 5 })));
    expect(notes.map(({ message }: { message: string }) => message)).toContain(
      'Answered for what you may see: your own rows in labs.',
    );
  });

  it('the seat is that of whichever lists one', async () => {
    const { body } = await get(self(9), USAGE);
    expect(body.scopes).toEqual(['big', 'labs']);
    expect(body.seat).toMatchObject({ plan: 'business', since: '2026-01-09', lastActive: '2026-10-29' });
  });
});

describe('who looked', () => {
  const analyst = personWith('analyst', 'org:acme');
  const looks = async (id: number) => (await get(self(id), USAGE)).body.looks;

  it('is everybody whose answers named one, with how many others', async () => {
    const question = { metrics: ['accepted'], range: RANGE };
    const one = [{ dimension: 'user', values: ['cyd'] }];
    expect((await post(analyst, '/api/v1/query', { ...question, where: one })).status).toBe(200);
    expect((await post(analyst, '/api/v1/query/csv', { ...question, by: ['user'] })).status).toBe(200);
    expect(await looks(3)).toEqual([
      {
        at: expect.any(String),
        who: { kind: 'person', name: 'Ada', roles: ['analyst'], maker: null },
        routes: ['POST /api/v1/query', 'POST /api/v1/query/csv'],
        times: 2,
        isAlone: false,
        isSure: true,
      },
    ]);
    expect((await looks(4))[0]).toMatchObject({ times: 1, isAlone: false });
    expect(await looks(9)).toEqual([]);
    await own(self(3), { metrics: ['accepted'], by: ['user'] });
    expect((await looks(3))[0].times).toBe(2);
  });

  it('says so where so many were named that the log has only their organization', async () => {
    const { app } = all;
    const named = [{ host: HOST, ids: null, scopes: ['org:acme'] }];
    const event = {
      kind: 'named',
      route: 'POST /api/v1/query/csv',
      asked: null,
      people: 900,
      client: '10.0.0.9',
      requestId: 'r',
    } as const;
    await app.audit.record({ ...analyst, id: 'exporter', name: 'Ellis' }, { ...event, named });
    expect(await looks(7)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ who: expect.objectContaining({ name: 'Ellis', roles: ['analyst'] }), isSure: false }),
      ]),
    );
    expect(await looks(9)).toEqual([]);
  });
});

describe('who looked, once more', () => {
  const analyst = personWith('analyst', 'org:acme');
  const of = async (id: number) => (await get(self(id), USAGE)).body.looks;
  const ask = (who: Principal) =>
    post(who, '/api/v1/query', {
      ...{ metrics: ['accepted'], range: RANGE },
      where: [{ dimension: 'user', values: ['hal'] }],
    });

  it('says of a token that it is one and whose, so that its name is nobody else, and nothing of other organizations', async () => {
    const grants = [...analyst.grants, ...personWith('analyst', 'org:secret').grants];
    const expiresAt = new Date('2026-11-06T08:00:00Z');
    const maker = { ...analyst, grants, name: 'Zoe' };
    const { token } = await all.app.tokens.make(maker, { name: 'Boss', grants, expiresAt });
    const machine: Principal = { ...maker, kind: 'token', id: `token:${token.id}`, name: 'Boss', within: grants };
    expect((await ask(machine)).status).toBe(200);
    const looker = async () => (await of(8)).find(({ who }: { who: { name: string } }) => who.name === 'Boss')?.who;
    expect(await looker()).toEqual({ kind: 'token', name: 'Boss', roles: ['analyst'], maker: 'Zoe' });
    await all.app.tokens.revoke(token.id);
    expect(await looker()).toEqual({ kind: 'token', name: 'Boss', roles: ['analyst'], maker: null });
    expect(JSON.stringify(await of(8))).not.toContain('secret');
  });

  it('counts what was added since, and is not known while the log is not as it was written', async () => {
    const times = async () => (await of(8)).find(({ who }: { who: { name: string } }) => who.name === 'Ada')?.times;
    const before = await times();
    await ask(analyst);
    expect(await times()).toBe(before + 1);
    await ask(analyst);
    expect(await times()).toBe(before + 2);
    const file = join(all.folder, 'audit.ndjson');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.split('\n').slice(0, 1).join('\n'));
    expect(await of(8)).toBeNull();
    writeFileSync(file, text);
    expect(await times()).toBe(before + 2);
  });
});

describe('the table of accounts', () => {
  const person = { ...self(null), id: JSON.stringify(['https://id.example.com', 's-17']) };
  const hand = async (
    who: Principal,
    csv: string,
  ): Promise<{ readonly status: number; readonly body: ReturnType<JSON['parse']> }> => {
    become(who);
    const headers = { 'content-type': 'application/x-ndjson' };
    const answer = await fetch(`${server.url}/api/v1/accounts`, { method: 'POST', headers, body: csv });
    return { status: answer.status, body: await answer.json() };
  };

  it('is handed over by an administrator, with logins turned into ids; then the person has an account', async () => {
    const admin = personWith('admin', '*');
    const csv = 'issuer,subject,login\nhttps://id.example.com,s-17,CYD\nhttps://id.example.com,s-18,nobody\n';
    const refused = await hand(admin, csv);
    expect([refused.status, refused.body.code]).toEqual([400, 'bad_accounts']);
    expect(refused.body.hint).toContain('Line 3: Nobody called "nobody" is known');
    expect((await get(person, USAGE)).body.account).toBeNull();
    // An earlier login is nobody's now.
    expect((await hand(admin, csv.replace('nobody', 'ada-old'))).body.code).toBe('bad_accounts');
    expect(await hand(admin, csv.replace('nobody', 'dee'))).toEqual({ status: 200, body: { accounts: 2, before: 0 } });
    expect((await get(admin, '/api/v1/accounts')).body.accounts[0]).toEqual({
      issuer: 'https://id.example.com',
      subject: 's-17',
      host: HOST,
      id: '3',
      login: 'CYD',
      externalId: null,
    });
    expect((await get(person, USAGE)).body.account).toEqual({ host: HOST, id: '3', login: 'cyd' });
    expect((await hand(personWith('analyst', '*'), csv)).status).toBe(403);
  });
});

describe('who is said to be another user', () => {
  const admin = { ...personWith('admin', '*'), id: JSON.stringify(['https://id.example.com', 'boss']), name: 'Boss' };
  const before = 'issuer,subject,github_id\nhttps://id.example.com,s-17,3\n';
  const hand = async (who: Principal, csv: string): Promise<number> => {
    become(who);
    const headers = { 'content-type': 'application/x-ndjson' };
    return (await fetch(`${server.url}/api/v1/accounts`, { method: 'POST', headers, body: csv })).status;
  };

  it('is written down by person, old and new account, and found by those whose accounts they are', async () => {
    expect(await hand(admin, before)).toBe(200);
    expect(await hand(admin, before.replace('s-17,3', 's-17,6'))).toBe(200);
    expect(await hand(admin, before)).toBe(200);
    const lines = readFileSync(join(all.folder, 'audit.ndjson'), 'utf8').trim().split('\n').slice(-2);
    const person = JSON.stringify(['https://id.example.com', 's-17']);
    const [three, six] = [`3@${HOST}`, `6@${HOST}`];
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        kind: 'changed',
        route: 'POST /api/v1/accounts',
        asked: { accounts: 1, before: 1, changed: [{ person, from: three, to: six }] },
        people: 2,
        named: [{ host: HOST, ids: ['3', '6'], scopes: [] }],
      },
      { asked: { changed: [{ person, from: six, to: three }] } },
    ]);
    expect((await get(self(6), USAGE)).body.looks).toContainEqual(
      expect.objectContaining({
        who: expect.objectContaining({ name: 'Boss' }),
        routes: ['POST /api/v1/accounts'],
        times: 2,
      }),
    );
  });

  it('is nobody by their own hand, be it to begin, to change or to end; whoever sits at the machine may', async () => {
    const own = 'https://id.example.com,boss';
    expect(await hand(admin, `${before}${own},2\n`)).toBe(403);
    expect(await hand({ ...LOCAL }, `${before}${own},8\n`)).toBe(200);
    expect(await hand(admin, `${before}${own},2\n`)).toBe(403);
    expect(await hand(admin, before)).toBe(403);
    expect(await hand(admin, `issuer,subject,github_id\n${own},8\n`)).toBe(200);
    const last = readFileSync(join(all.folder, 'audit.ndjson'), 'utf8');
    expect(last).toContain('"kind":"local"');
    expect(await hand({ ...LOCAL }, before)).toBe(200);
  });
});

describe('somebody', () => {
  it('of whom no account is known is shown what to give to an administrator', async () => {
    const { status, body } = await get(self(null), USAGE);
    expect([status, body]).toEqual([
      200,
      {
        account: null,
        person: { issuer: 'https://id.example.com', subject: 's-null' },
        range: RANGE,
        scopes: [],
        seat: null,
        teams: [],
        looks: [],
      },
    ]);
    expect((await own(self(null), { metrics: ['accepted'] })).rows).toEqual([]);
  });

  it('is given days of no scope but those with their rows', async () => {
    await take('org:old', {
      users: [
        {
          ...{ day: '2026-10-20', user_id: 31, user_login: 'quin', user_initiated_interaction_count: 1 },
          ...{ code_generation_activity_count: 0, code_acceptance_activity_count: 0 },
          ...{ used_agent: false, used_chat: false, totals_by_feature: [] },
        },
      ],
    });
    const rangeOf = async (who: Principal, search = '') => (await get(who, `/api/v1/me/usage${search}`)).body.range;
    expect(await rangeOf(self(31))).toEqual({ from: '2026-10-20', to: '2026-10-20' });
    expect(await rangeOf(self(3))).toEqual(RANGE);
    for (const who of [self(null), self(4711)]) {
      expect(await rangeOf(who)).toBeNull();
      expect(await rangeOf(who, '?from=2026-01-05&to=2026-01-06')).toEqual({ from: '2026-01-05', to: '2026-01-06' });
    }
    expect((await get(self(4711), '/api/v1/me/usage')).body.account).toEqual({ host: HOST, id: '4711', login: null });
  });

  it('without rows has none, and no team', async () => {
    const { body } = await get(self(4711), USAGE);
    expect(body).toMatchObject({ account: { id: '4711', login: null }, scopes: [], seat: null, teams: [], looks: [] });
  });

  it('may choose a person only where nobody signs in', async () => {
    expect((await get({ ...LOCAL }, `${USAGE}&login=ADA`)).body.account).toEqual({ host: HOST, id: '1', login: 'ada' });
    expect((await get({ ...LOCAL }, USAGE)).body.account).toBeNull();
    expect((await get({ ...LOCAL }, `${USAGE}&login=nobody`)).body.account).toBeNull();
    expect((await get(self(2), `${USAGE}&login=ada`)).status).toBe(403);
    expect((await get({ ...personWith('analyst', '*'), account: account(2) }, `${USAGE}&login=ada`)).status).toBe(403);
  });
});
