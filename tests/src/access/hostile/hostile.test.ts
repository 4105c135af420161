import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSessions, folderRecords, keyOf } from '@flightdeck/access';
import { AUDIT_FILE, createLogger, readConfig } from '@flightdeck/app';
import { ROUTES, type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendBytes } from '../../raw-request.ts';
import { FOREIGN, type Installation, install, loginsOf, OWN, RANGE } from '../world.ts';
import { MACHINE_REQUESTS, NAME_REQUESTS, SHARED_REQUESTS } from './answers.ts';
import { type Came, type HostileRequest, readAnswer, toBytes } from './hostile-request.ts';
import { HOST_REQUESTS } from './hosts.ts';
import { CLAIM_REQUESTS, SESSION_REQUESTS, TOKEN_REQUESTS } from './identities.ts';
import { PATH_REQUESTS, RETURN_REQUESTS } from './paths.ts';
import { SITE_REQUESTS } from './sites.ts';

const REQUESTS: readonly HostileRequest[] = [
  ...HOST_REQUESTS,
  ...SITE_REQUESTS,
  ...PATH_REQUESTS,
  ...RETURN_REQUESTS,
  ...CLAIM_REQUESTS,
  ...SESSION_REQUESTS,
  ...TOKEN_REQUESTS,
  ...NAME_REQUESTS,
  ...SHARED_REQUESTS,
  ...MACHINE_REQUESTS,
];

const ROLES = `leads:viewer@org:${OWN},analysts:analyst@*,admins:admin`;
const PUBLIC = { PUBLIC_URL: 'https://stats.example.com/', ROLE_MAP: ROLES };
const METRICS = 'only-for-prometheus';
const KEY_OF_SERVER = `fd_local_${'s'.repeat(43)}`;
const SETTINGS: Readonly<Record<HostileRequest['server'], Readonly<Record<string, string>>>> = {
  local: {},
  proxy: { ...PUBLIC, AUTH_MODE: 'proxy', TRUSTED_PROXIES: '127.0.0.1', METRICS_TOKEN: METRICS },
  elsewhere: { ...PUBLIC, AUTH_MODE: 'proxy', TRUSTED_PROXIES: '10.0.3.7' },
  oidc: {
    ...PUBLIC,
    AUTH_MODE: 'oidc',
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_CLIENT_ID: 'x',
    OIDC_CLIENT_SECRET: 'x',
  },
};

let all: Installation;
const servers = new Map<HostileRequest['server'], RunningServer>();
const logged: string[] = [];
type Routes = NonNullable<Parameters<typeof startServer>[1]['routes']>;
/** Routes whose handlers have run. */
const handled: string[] = [];
const secrets: Record<string, string> = {};

const counting: Routes = ROUTES.map((route): Routes[number] => ({
  ...route,
  handle: (call: Parameters<Routes[number]['handle']>[0]) => {
    handled.push(route.path);
    return route.handle(call as never);
  },
}));

beforeAll(async () => {
  all = await install({ settings: { ROLE_MAP: ROLES } });
  mkdirSync(join(all.folder, 'web'));
  writeFileSync(join(all.folder, 'web', 'index.html'), '<!doctype html><html lang="en"><head></head></html>');
  for (const name of Object.keys(SETTINGS) as HostileRequest['server'][]) {
    const env = { FLIGHTDECK_DATA: all.folder, ...SETTINGS[name] };
    const config = readConfig({ flags: {}, env, cwd: all.folder, readFile: () => null });
    const log = createLogger(config, { write: (text) => logged.push(text), isTerminal: false });
    const sessions = sessionsUnder(config.signIn.roles);
    const options = {
      host: '127.0.0.1',
      port: 0,
      webFolder: join(all.folder, 'web'),
      version: all.app.version,
    };
    const given = name === 'local' ? {} : { reach: config.reach, signIn: config.signIn };
    servers.set(
      name,
      await startServer(
        { ...all.app, config, log, sessions },
        { ...options, ...given, routes: counting, localKey: KEY_OF_SERVER },
      ),
    );
    if (name === 'oidc') await beginSessions(sessions);
  }
});
afterAll(async () => {
  for (const server of servers.values()) await server.close();
  await all?.close();
});

const sessionsUnder = (roles: Parameters<typeof createSessions>[0]['roles']) =>
  createSessions({
    records: folderRecords(join(all.folder, 'sessions')),
    now: () => new Date('2026-11-05T08:00:00Z'),
    issuer: 'http://127.0.0.1:9',
    roles,
    principalOf: all.app.people.principalOf,
  });

async function beginSessions(sessions: ReturnType<typeof sessionsUnder>): Promise<void> {
  const identity = { issuer: 'http://127.0.0.1:9', subject: '17', name: 'Ada', email: null, groups: ['analysts'] };
  const begun = { identity, client: '127.0.0.1', agent: null, sid: null, idToken: null };
  const fileOf = (name: string) => join(all.folder, 'sessions', keyOf(secrets[name] ?? '') ?? '');
  secrets.OTHERS = await sessionsUnder({ rules: [], admins: ['17'] }).begin(begun);
  const underOthers = readFileSync(fileOf('OTHERS'));
  for (const name of ['LIVE', 'ENDED', 'KILLED']) secrets[name] = await sessions.begin(begun);
  writeFileSync(fileOf('OTHERS'), underOthers);
  secrets.KEY = keyOf(secrets.LIVE ?? '') ?? '';
  await sessions.end(keyOf(secrets.ENDED ?? '') ?? '');
  rmSync(fileOf('KILLED'));
}

/** Words of the table that stand for what is known only now. */
function filled(bytes: Buffer): Buffer {
  const words = { COOKIE: '__Host-fd-session', METRICS, KEY_OF_SERVER, ...secrets };
  const text = Object.entries(words)
    .sort(([one], [other]) => other.length - one.length)
    .reduce((made, [word, value]) => made.replaceAll(word, value), bytes.toString('latin1'));
  return Buffer.from(text, 'latin1');
}

const HEADERS_OF = {
  analyst: [
    ['X-Forwarded-User', 'ada'],
    ['X-Forwarded-Groups', 'analysts'],
  ],
  viewer: [
    ['X-Forwarded-User', 'vic'],
    ['X-Forwarded-Groups', 'leads'],
  ],
  nobody: [],
} as const satisfies Readonly<Record<NonNullable<HostileRequest['as']>, readonly (readonly [string, string])[]>>;

async function send(request: HostileRequest): Promise<Came> {
  const server = servers.get(request.server);
  if (server === undefined) throw new Error(request.server);
  const port = Number(new URL(server.localUrl).port);
  const as = request.as ?? 'nobody';
  const cookie = request.server === 'oidc' && as === 'analyst' ? [['Cookie', 'COOKIE=LIVE'] as const] : [];
  const identity = request.server === 'proxy' ? HEADERS_OF[as] : cookie;
  const sending = { port, hostOfServer: `127.0.0.1:${port}`, identity };
  return readAnswer(await sendBytes(server.localUrl, filled(toBytes(request, sending))));
}

/** What a request could have left behind. */
const state = () => ({
  files: readdirSync(all.folder, { recursive: true })
    .map(String)
    .filter((name) => !/\.wal$|audit|access.people/.test(name) && !name.endsWith(keyOf(secrets.OTHERS ?? '') ?? 'none'))
    .sort(),
  version: all.app.dataVersion(),
  changes: auditLines().filter((line) => /"kind":"(?:changed|signed_)/.test(line)),
});
const auditLines = (): readonly string[] => {
  const file = join(all.folder, AUDIT_FILE);
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};

const NAMES = new RegExp(`\\b(?:${[...loginsOf(OWN), ...loginsOf(FOREIGN)].join('|')})\\b`);
const INNARDS = /\n\s+at |node_modules|packages\/|\/tmp\/|SELECT |\.ts:\d/;

/** What is wrong with an answer. */
function faultsOf(request: HostileRequest, came: Came, ran: readonly string[]): readonly string[] {
  const [status, code] = request.comes;
  const [path] = (request.target ?? '/api/v1/status').split('?');
  // A handler runs for what may be answered, and for names that only it can look up; never that of another route.
  const mayRun = status === 200 || code?.startsWith('unknown_') || code === 'not_allowed';
  const checks: readonly (readonly [right: boolean, fault: string])[] = [
    [came.status === status && came.code === code, `came ${came.status} ${came.code} for ${status} ${code}`],
    [
      request.location === undefined || came.headers.get('location') === request.location,
      `leads to ${came.headers.get('location')}`,
    ],
    [ran.every((route) => mayRun && route === path), `ran ${ran.join(', ')}`],
    [(status === 200 && request.as === 'analyst') || !NAMES.test(came.text), `names ${NAMES.exec(came.text)}`],
    [!INNARDS.test(came.text), `shows ${INNARDS.exec(came.text)}`],
    [!came.headers.has('set-cookie'), 'sets a cookie'],
    [came.code === null || came.headers.get('cache-control') === 'no-store', 'can be kept by a cache'],
  ];
  return checks.filter(([isRight]) => !isRight).map(([, fault]) => fault);
}

const GROUPS = ['W1', 'W2', 'W3', 'W4', 'W5', 'W7', 'W8', 'W14', 'W15', 'W16'] as const;

describe('hostile requests', () => {
  it('are more than 300', () => expect(REQUESTS.length).toBeGreaterThan(300));

  it('are refused for what is hostile in them: without that they are answered', async () => {
    const plain = { of: 'W1', says: '', comes: [200, null] } as const;
    for (const [server, as] of [
      ['local', 'nobody'],
      ['proxy', 'analyst'],
      ['proxy', 'viewer'],
      ['oidc', 'analyst'],
    ] as const)
      expect([server, (await send({ ...plain, server, as })).status]).toEqual([server, 200]);
    const url = `${servers.get('local')?.url}/api/v1/rows?metrics=accepted&from=${RANGE.from}&to=${RANGE.to}`;
    secrets.ETAG = (await fetch(url)).headers.get('etag') ?? '';
    expect(secrets.ETAG).toMatch(/^W\/"/);
  });

  it.each(GROUPS)('of %s get their status and code, run no handler, change nothing and show nothing', async (group) => {
    const before = state();
    const wrong: string[] = [];
    for (const request of REQUESTS.filter(({ of }) => of === group)) {
      handled.length = 0;
      const came = await send(request);
      const faults = faultsOf(request, came, handled);
      if (faults.length > 0) wrong.push(`${request.server}: ${request.says}: ${faults.join('; ')}`);
    }
    expect(wrong).toEqual([]);
    expect(state()).toEqual(before);
  });
});

describe('10,000 guesses', () => {
  it('leave a few lines and nothing else, and others are served between them', async () => {
    const server = servers.get('oidc');
    const port = Number(new URL(server?.localUrl ?? '').port);
    const before = { ...state(), lines: auditLines().length, logged: logged.length };
    const guess = (count: number): HostileRequest => ({
      ...{ of: 'W8', server: 'oidc', says: 'a guess', comes: [401, 'not_signed_in'], as: 'nobody' },
      target: count % 10 === 0 ? `/auth/callback?code=${count}&state=${count}` : '/api/v1/status',
      headers: [
        ['X-Forwarded-For', `203.0.${count >> 8}.${count & 255}`],
        ['Cookie', `__Host-fd-session=${String(count).padStart(43, 'g')}`],
        ['Authorization', `Bearer fd_${count}_${String(count).padStart(43, 'g')}`],
      ],
    });
    const sending = { port, hostOfServer: `127.0.0.1:${port}`, identity: [] };
    for (let batch = 0; batch < 20; batch++) {
      const guesses = Array.from({ length: 500 }, (_, index) => guess(batch * 500 + index));
      const bytes = guesses.map((each, index) => {
        const text = toBytes(each, sending).toString('latin1');
        return index === guesses.length - 1 ? text : text.replace('Connection: close', 'Connection: keep-alive');
      });
      const answers = await sendBytes(server?.localUrl ?? '', Buffer.from(bytes.join(''), 'latin1'));
      expect(answers.match(/HTTP\/1\.1 (?:400|401|429) /g)).toHaveLength(500);
      const own = await send({ of: 'W8', server: 'oidc', as: 'analyst', says: 'somebody', comes: [200, null] });
      expect(own.status).toBe(200);
    }
    // Of strangers sixty refusals a minute are written down, by an installation whose clock stands still.
    expect(auditLines().length - before.lines).toBeLessThanOrEqual(60);
    expect(logged.length - before.logged).toBeLessThanOrEqual(1000);
    const { lines: _, logged: __, ...left } = before;
    expect(state()).toEqual(left);
  });
});
