import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_FILE, inspectAudit } from '@flightdeck/app';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRaw } from '../raw-request.ts';
import { FOREIGN, type Installation, install, OWN, RANGE, teamsOf } from './world.ts';

const KEY = `fd_local_${'k'.repeat(43)}`;
const SETTINGS = {
  AUTH_MODE: 'proxy',
  PUBLIC_URL: 'https://stats.example.com/',
  TRUSTED_PROXIES: '127.0.0.1',
  ROLE_MAP: `leads:viewer@org:${OWN},analysts:analyst@*`,
  METRICS_TOKEN: 'only-for-prometheus',
};
const [TEAM = ''] = teamsOf(OWN);
const EXPIRES = '2026-12-05T08:00:00Z';

let all: Installation;
let server: RunningServer;
/** A server without sign-in on the same data. */
let open: RunningServer;

beforeAll(async () => {
  all = await install({ settings: SETTINGS });
  const { app, folder } = all;
  const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version, localKey: KEY };
  server = await startServer(app, { ...options, reach: app.config.reach, signIn: app.config.signIn });
  open = await startServer(app, options);
});
afterAll(async () => {
  await server?.close();
  await open?.close();
  await all?.close();
});

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: parsed JSON of any route
  readonly body: any;
}

async function ask(
  path: string,
  headers: Readonly<Record<string, string | string[]>>,
  body?: object,
  at = server,
): Promise<Answer> {
  const host = at === server ? 'stats.example.com' : new URL(at.url).host;
  const sent = { host, 'content-type': 'application/json', ...headers };
  const { status, text } = await askRaw(at.localUrl + path, sent, body && JSON.stringify(body));
  return { status, body: JSON.parse(text) };
}

const as = (user: string, groups = '') => ({ 'x-forwarded-user': user, 'x-forwarded-groups': groups });
const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
const QUESTION = { metrics: ['accepted'], by: ['organization'], range: RANGE };
const make = (who: Readonly<Record<string, string>>, grants: readonly string[], name = 'grafana') =>
  ask('/api/v1/tokens', who, { name, grants, expiresAt: EXPIRES });
const organizations = async (headers: Readonly<Record<string, string | string[]>>): Promise<unknown> => {
  const { status, body } = await ask('/api/v1/query', headers, QUESTION);
  return status === 200 ? body.rows.map((row: { organization: string }) => row.organization) : [status, body.code];
};
const lines = (): readonly Record<string, unknown>[] =>
  readFileSync(join(all.folder, AUDIT_FILE), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a token', () => {
  it('answers as far as it was given and its maker still may, whatever else its sender says', async () => {
    const { status, body } = await make(as('ada', 'analysts'), ['viewer@*']);
    expect([status, body.text.length, body.token.grants]).toEqual([200, 59, ['viewer@*']]);
    expect(await organizations(bearer(body.text))).toEqual([FOREIGN, OWN]);
    expect(await organizations({ ...bearer(body.text), ...as('nobody') })).toEqual([FOREIGN, OWN]);
    expect((await ask('/api/v1/query', bearer(body.text), { ...QUESTION, by: ['user'] })).body.code).toBe(
      'not_allowed',
    );
    // Ada came back with other groups.
    expect(await organizations(as('ada', 'leads'))).toEqual([OWN]);
    expect(await organizations(bearer(body.text))).toEqual([OWN]);
    expect(await organizations(as('ada'))).toEqual([403, 'no_grant']);
    expect(await organizations(bearer(body.text))).toEqual([403, 'not_allowed']);
    const listed = (await ask('/api/v1/tokens', as('ada', 'leads'))).body.tokens;
    expect(listed).toMatchObject([{ name: 'grafana', own: true, lost: ['viewer@*'], expired: false }]);
    expect(JSON.stringify(listed)).not.toContain(body.text.slice(-43));
  });

  it('of one team answers about that team alone', async () => {
    const { body } = await make(as('lea', 'leads'), [`viewer@org:${OWN}/team=${TEAM}`], 'team');
    const answer = await ask('/api/v1/query', bearer(body.text), { ...QUESTION, by: ['team'] });
    expect(answer.body.rows.map((row: { team: string }) => row.team)).toEqual([TEAM]);
    for (const other of teamsOf(OWN).slice(1)) expect(JSON.stringify(answer.body)).not.toContain(other);
    // As the panels of Grafana ask, which add up and name what they may see.
    const rows = await ask(
      `/api/v1/rows?metrics=accepted,active_users&by=team&from=${RANGE.from}&to=${RANGE.to}`,
      bearer(body.text),
    );
    expect(rows.status).toBe(200);
    expect(JSON.stringify(rows.body)).toContain(TEAM);
    for (const other of teamsOf(OWN).slice(1)) expect(JSON.stringify(rows.body)).not.toContain(other);
    const beyond = await make(as('lea', 'leads'), [`viewer@org:${FOREIGN}`]);
    expect([beyond.status, beyond.body.code]).toEqual([400, 'beyond_maker']);
  });

  it('is refused when it is wrong, revoked, sent twice or in the address, also where nobody signs in', async () => {
    const { body } = await make(as('bob', 'analysts'), ['viewer@*'], 'revoked');
    const revoke = (who: Readonly<Record<string, string>>) =>
      ask('/api/v1/tokens/revoke', who, { id: body.token.id }).then(({ body: { revoked } }) => revoked);
    const kept = await make(as('bob', 'analysts'), ['viewer@*'], 'kept');
    expect([await revoke(as('eve', 'analysts')), await revoke(as('bob', 'analysts'))]).toEqual([false, true]);
    const wrong = `${kept.body.text.slice(0, -1)}${kept.body.text.endsWith('x') ? 'y' : 'x'}`;
    const twice = { authorization: [`Bearer ${kept.body.text}`, `Bearer ${kept.body.text}`] };
    for (const at of [server, open]) {
      for (const headers of [bearer(body.text), bearer(wrong), bearer('fd_local_guess'), twice]) {
        const { status, body: problem } = await ask(
          '/api/v1/query',
          { ...headers, ...as('bob', 'analysts') },
          QUESTION,
          at,
        );
        expect([status, problem.code, problem.title]).toEqual([401, 'bad_token', 'This token opens nothing.']);
      }
      const path = `/api/v1/rows?metrics=accepted&from=${RANGE.from}&to=${RANGE.to}`;
      expect((await ask(`${path}&token=${kept.body.text}`, {}, undefined, at)).body.code).toBe('bad_token');
      expect((await ask(path, bearer(kept.body.text), undefined, at)).status).toBe(200);
    }
    // Without sign-in nobody need send one, and only the wrong one is refused.
    expect((await ask('/api/v1/query', {}, QUESTION, open)).status).toBe(200);
    expect((await ask('/api/v1/query', bearer('something'), QUESTION, open)).status).toBe(401);
  });

  it('makes no token, ends no session, administers nothing and reads what its role reads elsewhere', async () => {
    const local = bearer(KEY);
    const { body } = await make(local, ['viewer@*', 'analyst@*', 'auditor@*', 'admin@*'], 'all');
    const may = bearer(body.text);
    for (const [path, sent] of [
      ['/api/v1/tokens', undefined],
      ['/api/v1/tokens', { name: 'x', grants: ['viewer@*'], expiresAt: EXPIRES }],
      ['/api/v1/tokens/revoke', { id: body.token.id }],
      ['/api/v1/grants', undefined],
      ['/api/v1/grants', { to: { kind: 'group', name: 'x' }, grant: 'admin@*' }],
      ['/api/v1/grants/revoke', { id: 'x' }],
      ['/api/v1/sessions/end', { key: 'x' }],
      ['/api/v1/first-administrator', { secret: 'x' }],
    ] as const) {
      const { status, body: problem } = await ask(path, may, sent);
      expect([path, status, problem.code]).toEqual([path, 403, 'not_allowed']);
    }
    expect((await ask('/api/v1/ledger', may)).status).toBe(200);
    const metrics = async (text: string, path = '/metrics') =>
      (await askRaw(server.localUrl + path, { host: 'stats.example.com', ...bearer(text) })).status;
    const viewer = (await make(local, ['viewer@*'], 'viewer')).body.text;
    expect([
      await metrics(body.text),
      await metrics('only-for-prometheus'),
      await metrics(viewer),
      await metrics('x'),
    ]).toEqual([200, 200, 403, 401]);
    expect([await metrics(viewer, '/openapi.json'), await metrics('x', '/openapi.json')]).toEqual([200, 401]);
    const { paths, components } = (await ask('/openapi.json', bearer(viewer))).body;
    expect(paths['/api/v1/query'].post.security).toEqual([{ token: [] }, { session: [] }]);
    expect(paths['/api/v1/tokens'].post.security).toEqual([{ session: [] }]);
    expect(Object.keys(components.securitySchemes)).toEqual(['token', 'session']);
    // Prometheus may read the metrics and nothing else.
    expect((await ask('/api/v1/ledger', bearer('only-for-prometheus'))).status).toBe(401);
  });

  it('reads in /metrics by how much standing checks differ only where its maker may see that', async () => {
    await ask('/api/v1/checks', as('ann', 'analysts'));
    const read = async (token: string) => {
      const { status, text } = await askRaw(`${server.localUrl}/metrics`, {
        host: 'stats.example.com',
        ...bearer(token),
      });
      return [status, text.includes('flightdeck_checks{'), text.includes('flightdeck_check_unexplained{')];
    };
    const token = async (grant: string) => (await make(bearer(KEY), [grant])).body.text;
    expect(await read(await token('admin'))).toEqual([200, true, false]);
    expect(await read(await token('auditor@*'))).toEqual([200, true, true]);
    expect(await read('only-for-prometheus')).toEqual([200, true, true]);
    // One organization is not enough for either.
    expect(await read(await token(`auditor@org:${OWN}`))).toEqual([403, false, false]);
  });

  it('is written down when it is made, revoked and refused, by the local user too, without its secret', async () => {
    const before = lines().length;
    const { body } = await make(bearer(KEY), ['viewer@*'], 'noted');
    await ask('/api/v1/tokens/revoke', bearer(KEY), { id: body.token.id });
    await ask('/api/v1/query', bearer(body.text), QUESTION);
    expect(lines().slice(before)).toMatchObject([
      {
        kind: 'changed',
        route: 'POST /api/v1/tokens',
        who: { kind: 'local' },
        asked: { name: 'noted', grants: ['viewer@*'] },
      },
      { kind: 'changed', route: 'POST /api/v1/tokens', asked: null, result: { id: body.token.id } },
      { kind: 'changed', route: 'POST /api/v1/tokens/revoke', who: { kind: 'local' }, asked: { id: body.token.id } },
      {
        kind: 'refused',
        route: 'POST /api/v1/query',
        who: { kind: 'stranger' },
        asked: { code: 'bad_token', token: body.token.id },
      },
    ]);
    const made = lines()
      .slice(before)
      .map(({ requestId }) => requestId);
    expect(made[0]).toBe(made[1]);
    expect(JSON.stringify(lines())).not.toContain(body.text.slice(-43));
    expect((await inspectAudit(join(all.folder, AUDIT_FILE))).fault).toBeNull();
  });
});

it('is written of whoever has no grant at most thirty times a minute, so that nobody fills the log', async () => {
  const before = lines().length;
  const came = await Promise.all(
    Array.from({ length: 35 }, () => ask('/api/v1/sessions/end', as('nobody-at-all'), { key: 'x' })),
  );
  expect(came.filter(({ status }) => status === 200)).toHaveLength(30);
  expect(came.filter(({ status, body }) => status === 429 && body.code === 'too_many_changes')).toHaveLength(5);
  expect((await ask('/api/v1/first-administrator', as('nobody-at-all'), { secret: 'x' })).status).toBe(429);
  expect((await ask('/api/v1/sessions/end', as('another'), { key: 'x' })).status).toBe(200);
  expect(lines().slice(before)).toHaveLength(31);
});

it('is written of whoever has a role at most a hundred and twenty times a minute', async () => {
  const before = lines().length;
  const viewer = as('flo', 'leads');
  const came = await Promise.all(
    Array.from({ length: 125 }, (_, at) => ask('/api/v1/tokens/revoke', viewer, { id: `none${at}` })),
  );
  expect(came.filter(({ status }) => status === 200)).toHaveLength(120);
  expect(came.filter(({ status, body }) => status === 429 && body.code === 'too_many_changes')).toHaveLength(5);
  // There was no such token, which a line of its own says.
  expect(
    lines()
      .slice(before)
      .filter(({ result }) => result !== undefined)
      .slice(0, 1),
  ).toMatchObject([{ kind: 'changed', asked: null, result: { revoked: false } }]);
  expect(lines().slice(before)).toHaveLength(240);
});

it('leads from what a token did to who made it, also when it is revoked', async () => {
  const maker = as('mia', 'analysts');
  const { body } = await make(maker, ['analyst@*'], 'grafana');
  const before = lines().length;
  expect((await ask('/api/v1/query', bearer(body.text), { ...QUESTION, by: ['user'] })).status).toBe(200);
  await ask('/api/v1/tokens/revoke', maker, { id: body.token.id });
  const who = { kind: 'token', id: `token:${body.token.id}`, maker: '["proxy","mia"]' };
  expect(lines()[before]).toMatchObject({ kind: 'named', who });
  const auditor = bearer((await make(bearer(KEY), ['auditor@*'], 'auditor')).body.text);
  const { entries } = (await ask(`/api/v1/audit?kind=named&who=${encodeURIComponent('"mia"')}`, auditor)).body;
  expect(entries).toMatchObject([{ kind: 'named', who, result: null }]);
});

it('signs off in the name of who made it, whatever it is called', async () => {
  const { body } = await make(as('mia', 'analysts'), ['analyst@*'], 'Ada Lovelace');
  const request = {
    metric: 'accepted',
    range: RANGE,
    scope: { dimension: 'organization', names: [OWN] },
    against: { source: 'dashboard', text: '1', readAt: '2026-11-05T08:00:00Z' },
  };
  const signed = { month: '2026-10', comment: 'seen', tolerance: 1e9, request };
  expect((await ask('/api/v1/sign-offs', bearer(body.text), signed)).body).toMatchObject({
    by: 'mia, by the token "Ada Lovelace"',
    byId: `token:${body.token.id}`,
  });
  expect((await ask('/api/v1/sign-offs', as('mia', 'analysts'), signed)).body).toMatchObject({
    by: 'mia',
    byId: '["proxy","mia"]',
  });
});

describe('the first administrator', () => {
  it('comes by the link, gives roles that count at once, and takes them back', async () => {
    expect(await all.app.firstAdministrator.isNeeded()).toBe(true);
    const secret = await all.app.firstAdministrator.offer();
    const become = (who: Readonly<Record<string, string>>, text = secret) =>
      ask('/api/v1/first-administrator', who, { secret: text }).then(({ status }) => status);
    expect([await become({}), await become(as('root'), 'x'), await become(bearer(KEY))]).toEqual([401, 403, 403]);
    expect([await become(as('root')), await become(as('eve'))]).toEqual([200, 403]);
    expect(JSON.stringify(lines())).not.toContain(secret);
    const tries = lines().filter(({ route }) => route === 'POST /api/v1/first-administrator');
    const endOf = (name: string) => tries.filter(({ who }) => (who as { name: string }).name === name);
    expect(endOf('root').map(({ kind, result }) => [kind, result])).toEqual([
      ['changed', undefined],
      ['refused', undefined],
      ['changed', { failed: 'not_allowed' }],
      ['changed', undefined],
    ]);
    const root = as('root');
    const found = (await ask('/api/v1/grants', root)).body;
    expect(found.grants).toMatchObject([{ to: { kind: 'person', name: 'root' }, grant: 'admin@*', by: 'local' }]);
    expect(found.settings).toContainEqual({ group: 'analysts', grant: 'analyst@*', setting: 'ROLE_MAP', lapse: null });
    expect(found.people.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['root', 'ada', 'lea']),
    );

    const misnamed = { kind: 'person', id: '["proxy","ada"]', name: 'Somebody else' };
    const shown = (await ask('/api/v1/grants', root, { to: misnamed, grant: 'viewer@org:gone' })).body;
    expect(shown.to).toEqual({ ...misnamed, name: 'ada' });
    await ask('/api/v1/grants', root, { to: { kind: 'group', name: 'nobody-yet' }, grant: 'viewer@*' });
    const marked = (await ask('/api/v1/grants', root)).body.grants as {
      id: string;
      to: { name: string };
      lapse: string | null;
    }[];
    expect(new Map(marked.map(({ to, lapse }) => [to.name, lapse]))).toEqual(
      new Map([
        ['root', null],
        ['ada', 'scope_gone'],
        ['nobody-yet', 'group_unseen'],
      ]),
    );
    for (const { id, lapse } of marked) if (lapse !== null) await ask('/api/v1/grants/revoke', root, { id });

    const zoe = as('zoe', 'guild');
    expect(await organizations(zoe)).toEqual([403, 'no_grant']);
    const given = (
      await ask('/api/v1/grants', root, { to: { kind: 'group', name: 'guild' }, grant: `viewer@org:${FOREIGN}` })
    ).body;
    expect(await organizations(zoe)).toEqual([FOREIGN]);
    const token = (await make(zoe, [`viewer@org:${FOREIGN}`])).body.text;
    expect(await organizations(bearer(token))).toEqual([FOREIGN]);
    expect((await ask('/api/v1/grants/revoke', root, { id: given.id })).body).toEqual({ revoked: true });
    expect([await organizations(zoe), await organizations(bearer(token))]).toEqual([
      [403, 'no_grant'],
      [403, 'not_allowed'],
    ]);
    expect((await ask('/api/v1/grants', zoe)).status).toBe(403);
    // An administrator sees everybody's tokens, and ends them.
    const theirs = (await ask('/api/v1/tokens', root)).body.tokens.find(
      ({ maker }: { maker: { name: string } }) => maker.name === 'zoe',
    );
    expect((await ask('/api/v1/tokens/revoke', root, { id: theirs.id })).body).toEqual({ revoked: true });
    expect(await organizations(bearer(token))).toEqual([401, 'bad_token']);
  });
});
