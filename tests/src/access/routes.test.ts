import type { Account, Role } from '@flightdeck/access';
import { GUEST } from '@flightdeck/app';
import { ROUTES, type RunningServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLUMNS, TABLE } from './routes-table.ts';
import { type Served, serve } from './served.ts';
import { accountIn, FOREIGN, OWN, personWith, RANGE, teamsOf } from './world.ts';

const [TEAM = '', OTHER = ''] = teamsOf(OWN);
/** How a role is granted, and of which organization and team is asked; in the order of a cell's letters. */
const WAYS = [
  { of: '*', organization: OWN, team: null, hidden: null },
  { of: `org:${OWN}`, organization: OWN, team: null, hidden: FOREIGN },
  { of: `org:${OWN}`, organization: FOREIGN, team: null, hidden: FOREIGN },
  { of: `org:${OWN}/team=${TEAM}`, organization: OWN, team: TEAM, hidden: OTHER },
  { of: `org:${OWN}/team=${TEAM}`, organization: OWN, team: OTHER, hidden: OTHER },
] as const;

type Way = (typeof WAYS)[number];
interface Sent {
  readonly path: string;
  readonly body?: object;
}

let home: Served;
let server: RunningServer;
/** Of somebody who is in one's own organization and team, and in no other organization. */
let account: Account | null = null;

beforeAll(async () => {
  home = await serve();
  ({ server } = home);
  account = await accountIn(home.all.app, OWN, TEAM, FOREIGN);
});
afterAll(async () => {
  await home?.close();
});

const question = ({ organization, team }: Way, by: readonly string[] = ['team']) => ({
  metrics: ['accepted', 'reported_users'],
  by,
  range: RANGE,
  where: [
    { dimension: 'organization', values: [organization] },
    ...(team === null ? [] : [{ dimension: 'team', values: [team] }]),
  ],
  total: true,
});
const rows = (way: Way, by: string) =>
  `/api/v1/rows?metrics=accepted&by=${by}&from=${RANGE.from}&to=${RANGE.to}&where=organization%3D${way.organization}${way.team === null ? '' : `&where=team%3D${way.team}`}`;
const comparison = ({ organization }: Way, people: readonly string[] = []) => ({
  metric: 'accepted',
  range: RANGE,
  scope: { dimension: 'organization', names: [organization] },
  where: people.length === 0 ? [] : [{ dimension: 'user', values: people }],
  against: { source: 'dashboard', text: '1', readAt: '2026-11-05T08:00:00Z' },
});

const signOff = (request: object) => ({ month: '2026-10', comment: 'seen', tolerance: 1e9, request });

/** What is sent to a route of the table. */
const SENT: Readonly<Record<string, (way: Way) => Sent>> = {
  'POST /api/v1/query': (way) => ({ path: '/api/v1/query', body: question(way) }),
  'POST /api/v1/query of people': (way) => ({ path: '/api/v1/query', body: question(way, ['user']) }),
  'POST /api/v1/queries': (way) => ({ path: '/api/v1/queries', body: { queries: [question(way)] } }),
  'GET /api/v1/rows': (way) => ({ path: rows(way, 'team') }),
  'GET /api/v1/rows of people': (way) => ({ path: rows(way, 'user') }),
  'POST /api/v1/query/csv': (way) => ({ path: '/api/v1/query/csv', body: question(way) }),
  'POST /api/v1/query/csv of people': (way) => ({ path: '/api/v1/query/csv', body: question(way, ['user']) }),
  'POST /api/v1/me/queries': (way) => ({ path: '/api/v1/me/queries', body: { queries: [question(way)] } }),
  'POST /api/v1/me/query/csv': (way) => ({ path: '/api/v1/me/query/csv', body: question(way) }),
  'POST /api/v1/reconcile': (way) => ({ path: '/api/v1/reconcile', body: comparison(way) }),
  'POST /api/v1/reconcile of people': (way) => ({ path: '/api/v1/reconcile', body: comparison(way, ['avu']) }),
  'POST /api/v1/sign-offs': (way) => ({ path: '/api/v1/sign-offs', body: signOff(comparison(way)) }),
  'POST /api/v1/sign-offs of people': (way) => ({ path: '/api/v1/sign-offs', body: signOff(comparison(way, ['avu'])) }),
  // No report, so that no process is started to read it: what counts is whether it was taken in.
  'POST /api/v1/reconcile/files': () => ({ path: '/api/v1/reconcile/files?scope=nothing', body: {} }),
  // No table, so that none is kept: what counts is whether it was read.
  'POST /api/v1/accounts': () => ({ path: '/api/v1/accounts', body: {} }),
  'POST /api/v1/sessions/end': () => ({ path: '/api/v1/sessions/end', body: { key: 'none' } }),
  'POST /api/v1/sessions/end-others': () => ({ path: '/api/v1/sessions/end-others', body: {} }),
  'POST /api/v1/sessions/everybody/end': () => ({
    path: '/api/v1/sessions/everybody/end',
    body: { person: 'nobody', key: null },
  }),
  'POST /api/v1/settings': () => ({ path: '/api/v1/settings', body: { changes: {} } }),
  'POST /api/v1/tokens': () => ({
    path: '/api/v1/tokens',
    body: { name: 'grafana', grants: ['viewer@org:gone'], expiresAt: '2020-01-01T00:00:00Z' },
  }),
  'POST /api/v1/tokens/revoke': () => ({ path: '/api/v1/tokens/revoke', body: { id: 'none' } }),
  'POST /api/v1/grants': () => ({
    path: '/api/v1/grants',
    body: { to: { kind: 'group', name: '' }, grant: 'viewer@*' },
  }),
  'POST /api/v1/grants/revoke': () => ({ path: '/api/v1/grants/revoke', body: { id: 'none' } }),
  'POST /api/v1/first-administrator': () => ({ path: '/api/v1/first-administrator', body: { secret: 'none' } }),
  'POST /api/v1/settings/check': () => ({ path: '/api/v1/settings/check', body: { changes: {} } }),
  'POST /api/v1/sync': () => ({ path: '/api/v1/sync', body: {} }),
};

async function send(key: string, way: Way): Promise<{ readonly status: number; readonly text: string }> {
  const [method = '', path = ''] = key.split(' ');
  const sent = SENT[key]?.(way) ?? { path };
  const answer = await fetch(server.url + sent.path, {
    method,
    ...(sent.body ? { body: JSON.stringify(sent.body), headers: { 'content-type': 'application/json' } } : {}),
  });
  return { status: answer.status, text: await answer.text() };
}

const NOT_THERE = /unknown_scope|unknown_part/;

/** True when the way asks of what it may not see. */
const asksHidden = ({ organization, team, hidden }: Way): boolean =>
  hidden !== null && [organization, team].includes(hidden);

/** The letter of what came back. */
function letterOf(key: string, way: Way, { status, text }: { readonly status: number; readonly text: string }): string {
  if (status === 403) return '-';
  if (status === 400 && NOT_THERE.test(text)) return 'o';
  if (!asksHidden(way)) return '+';
  // One of several questions is refused in the answer; the status is not asked of anything.
  return NOT_THERE.test(text) || (key === 'GET /api/v1/status' && !text.includes(way.hidden ?? '')) ? '=' : '+';
}

describe('the table of routes', () => {
  const served = ROUTES.map(({ method, path }) => `${method.toUpperCase()} ${path}`);

  it('has a row for every route, and no other', () => {
    expect(new Set(Object.keys(TABLE).map((key) => key.replace(/ of people$/, '')))).toEqual(new Set(served));
    const cells = Object.values(TABLE).flat();
    expect(cells.every((cell) => cell.length === WAYS.length)).toBe(true);
    expect(cells.length * WAYS.length).toBeGreaterThanOrEqual(400);
  });

  for (const [column, role] of COLUMNS.entries()) {
    for (const [place, way] of WAYS.entries()) {
      it(`holds for ${role} of ${way.of}, asking of ${way.team ?? way.organization}`, async () => {
        home.as({ ...personWith(role === 'none' ? null : (role satisfies Role), way.of), account });
        const found: Record<string, string> = {};
        for (const key of Object.keys(TABLE)) {
          const answer = await send(key, way);
          if (answer.status >= 500) throw new Error(`${key}: ${answer.text}`);
          if (way.hidden !== null && !asksHidden(way)) expect(answer.text, key).not.toContain(way.hidden);
          found[key] = letterOf(key, way, answer);
        }
        const wanted = Object.entries(TABLE).map(([key, row]) => [key, row[column]?.[place]]);
        expect(found).toEqual(Object.fromEntries(wanted));
      });
    }
  }

  it('gives guests of a demo what analysts see, and lets them change nothing', async () => {
    home.as(GUEST);
    for (const [key, row] of Object.entries(TABLE)) {
      // Whoever may make none sees none.
      const changes = !/^GET |\/(?:query|queries|csv|reconcile)(?: of people)?$/.test(key) || /\/tokens$/.test(key);
      const { status } = await send(key, WAYS[0]);
      expect([key, status === 403]).toEqual([key, changes || row[3]?.[0] === '-']);
    }
  });
});
