import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_FILE, createLogger } from '@flightdeck/app';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RawAnswer } from '../../raw-request.ts';
import { type Browser, openBrowser, PUBLIC_HOST } from '../oidc/browser.ts';
import { FOREIGN, type Installation, install, OWN } from '../world.ts';
import { CLIENT_ID, CLIENT_SECRET, type GithubOauth, type Person, startGithubOauth, TOKEN } from './github-oauth.ts';
import { instead, ORGANIZATION, REFUSED } from './refused.ts';

let github: GithubOauth;
let all: Installation;
let server: RunningServer;
const logged: string[] = [];

beforeAll(async () => {
  github = await startGithubOauth();
  const settings = {
    AUTH_MODE: 'github',
    LOG_LEVEL: 'warn',
    PUBLIC_URL: `https://${PUBLIC_HOST}/`,
    GITHUB_API_URL: github.url,
    GITHUB_CLIENT_ID: CLIENT_ID,
    GITHUB_CLIENT_SECRET: CLIENT_SECRET,
    FLIGHTDECK_SCOPES: `org:${OWN}`,
    ROLE_MAP: `${OWN}:viewer@org:${OWN},Aurora-Works/Insights:analyst@*,partners/leads:viewer@org:${FOREIGN}`,
    ADMINS: `group:${OWN}/ops,99`,
  };
  all = await install({ settings });
  const { app, folder } = all;
  const log = createLogger(app.config, { write: (text) => logged.push(text), isTerminal: false });
  const { reach, signIn } = app.config;
  const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version, reach, signIn };
  server = await startServer({ ...app, log }, options);
});
beforeEach(() => {
  github.is({ organizations: { [OWN]: 'active' } });
});
afterAll(async () => {
  await server?.close();
  await all?.close();
  await github?.close();
});

const pathOf = (address: string): string => address.slice(new URL(address).origin.length);

/** Goes to GitHub with a browser and comes back. */
async function signIn(
  person?: Person,
  browser = openBrowser(server.localUrl),
): Promise<RawAnswer & { readonly browser: Browser }> {
  if (person !== undefined) github.is(person);
  const there = await browser.get('/auth/sign-in?return_to=/seats');
  return { ...(await browser.get(pathOf(github.authorize(there.location ?? '')))), browser };
}
const audited = (): readonly Record<string, unknown>[] =>
  readFileSync(join(all.folder, AUDIT_FILE), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const codeOf = ({ text }: RawAnswer): string | undefined => /<small>(\w+) · /.exec(text)?.[1];
/** The organizations somebody sees, or the code they are refused with. */
async function organizationsOf({ browser }: { readonly browser: Browser }): Promise<unknown> {
  const question = { metrics: ['accepted'], by: ['organization'], range: { from: '2026-10-24', to: '2026-10-31' } };
  const { status, text } = await browser.post('/api/v1/query', question);
  const answer = JSON.parse(text);
  return status === 200 ? answer.rows.map((row: { organization: string }) => row.organization) : answer.code;
}
describe('sign-in with GitHub', () => {
  it('asks for organizations with PKCE, and comes back to the page with a person known by number', async () => {
    const browser = openBrowser(server.localUrl);
    const { location = '' } = await browser.get('/auth/sign-in');
    const { state, code_challenge: challenge, ...asked } = Object.fromEntries(new URL(location).searchParams);
    expect(asked).toEqual({
      client_id: CLIENT_ID,
      redirect_uri: `https://${PUBLIC_HOST}/auth/callback`,
      scope: 'read:org',
      allow_signup: 'false',
      code_challenge_method: 'S256',
    });
    expect([state, challenge]).toEqual([expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^[\w-]{43}$/)]);
    const answer = await signIn();
    expect([answer.status, answer.location, await organizationsOf(answer)]).toEqual([303, '/seats', [OWN]]);
    const line = audited().findLast(({ kind }) => kind === 'signed_in');
    expect(line?.who).toMatchObject({
      id: JSON.stringify([github.url, '583231']),
      // Anybody can call themselves Ada Lovelace.
      name: 'Ada Lovelace (octo-ada)',
    });
  });

  it.each<readonly [what: string, person: Person, seen: unknown]>([
    [
      'a team that rules name, whatever the case',
      { organizations: { [OWN]: 'active' }, teams: { [`${OWN}/insights`]: 'active' } },
      [FOREIGN, OWN],
    ],
    ['an invitation to it', { organizations: { [OWN]: 'active' }, teams: { [`${OWN}/insights`]: 'pending' } }, [OWN]],
    [
      'another organization that rules name',
      { organizations: { partners: 'active' }, teams: { 'partners/leads': 'active' } },
      [FOREIGN],
    ],
    ['an organization of which rules name other teams', { organizations: { partners: 'active' } }, 'no_grant'],
    ['the number of an administrator', { organizations: { partners: 'active' }, user: { id: 99 } }, 'not_allowed'],
    [
      'a team of administrators',
      { organizations: { partners: 'active', [OWN]: 'active' }, teams: { [`${OWN}/ops`]: 'active' } },
      [OWN],
    ],
    [
      'the number of an administrator as a login',
      { organizations: { partners: 'active' }, user: { login: '99' } },
      'no_grant',
    ],
    [
      'another scope that contains the one asked for',
      { organizations: { [OWN]: 'active' }, scope: 'admin:org,repo' },
      [OWN],
    ],
  ])('gives what follows from %s', async (_, person, seen) => {
    expect(await organizationsOf(await signIn(person))).toEqual(seen);
  });

  it.each(REFUSED)('is refused with %s', async (_, person, code, status) => {
    const answer = await signIn(person);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect([answer.browser.jar.size, await organizationsOf(answer)]).toEqual([0, 'not_signed_in']);
  });

  it('that was refused is in the log with what GitHub said, and in the audit log by code', () => {
    expect(logged.join('')).toContain('"code":"not_a_member","because":"looked in aurora-works, partners"');
    expect(
      audited()
        .filter(({ kind }) => kind === 'refused')
        .map(({ asked }) => asked),
    ).toEqual(expect.arrayContaining([...new Set(REFUSED.map(([, , code]) => code))].map((code) => ({ code }))));
  });

  it('takes an answer once, in the browser that asked, from GitHub', async () => {
    const browser = openBrowser(server.localUrl);
    const { location = '' } = await browser.get('/auth/sign-in');
    const kept = new Map(browser.jar);
    const back = pathOf(github.authorize(location));
    const stranger = openBrowser(server.localUrl);
    await stranger.get('/auth/sign-in');
    expect(codeOf(await stranger.get(back))).toBe('state_mismatch');
    expect(codeOf(await openBrowser(server.localUrl, new Map(kept)).get(`${back}&iss=https://evil.example`))).toBe(
      'iss_mismatch',
    );
    expect(codeOf(await openBrowser(server.localUrl, new Map(kept)).get(back.replace(/code=[^&]+&/, '')))).toBe(
      'code_refused',
    );
    const denied = back.replace(/code=[^&]+/, 'error=access_denied&error_description=The+user+has+denied');
    expect(codeOf(await openBrowser(server.localUrl, new Map(kept)).get(denied))).toBe('provider_refused');
    expect((await browser.get(`${back}&iss=${encodeURIComponent(`${github.url}/login/oauth`)}`)).status).toBe(303);
    expect(codeOf(await openBrowser(server.localUrl, kept).get(back))).toBe('code_refused');
  });

  it('asks nothing with a stolen code: GitHub wants the secret that only this browser has', async () => {
    const victim = openBrowser(server.localUrl);
    const stolen = /code=[^&]+/.exec(github.authorize((await victim.get('/auth/sign-in')).location ?? ''))?.[0] ?? '';
    const thief = openBrowser(server.localUrl);
    const own = pathOf(github.authorize((await thief.get('/auth/sign-in')).location ?? ''));
    expect(codeOf(await thief.get(own.replace(/code=[^&]+/, stolen)))).toBe('code_refused');
  });

  it('keeps neither token nor secret, on the disk, in the log or on a page', async () => {
    const { text } = await signIn();
    const folder = join(all.folder, 'sessions');
    const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    const everything = [...kept, ...logged, text, readFileSync(join(all.folder, AUDIT_FILE), 'utf8')].join('\n');
    expect(kept.join('')).toContain('"subject":"583231"');
    expect(kept.join('')).toMatch(/"account":\{"host":"[^"]+","id":"583231"\}/);
    for (const secret of [TOKEN, CLIENT_SECRET, 'code-']) expect(everything).not.toContain(secret);
  });

  it('asks only for organizations that grants or scopes name, and by name for teams that GitHub does not list', async () => {
    const before = github.asked.length;
    await signIn({ organizations: { [OWN]: 'active', partners: 'active' }, teams: { [`${OWN}/insights`]: 'active' } });
    expect(github.asked.slice(before)).toEqual([
      '/user',
      ORGANIZATION,
      '/user/memberships/orgs/partners',
      '/user/teams',
      `/orgs/${OWN}/teams/ops/memberships/octo-ada`,
      '/orgs/partners/teams/leads/memberships/octo-ada',
    ]);
  });

  it('knows the teams of somebody that a grant is given to later, and the team those lie in', async () => {
    const { grants } = all.app;
    const answer = await signIn({
      organizations: { [OWN]: 'active' },
      teams: { [`${OWN}/kernel`]: 'active', 'elsewhere/data': 'active' },
      parents: { [`${OWN}/kernel`]: 'data' },
    });
    expect(await organizationsOf(answer)).toEqual([OWN]);
    for (const [name, seen] of [
      ['elsewhere/data', [OWN]],
      ['Aurora-Works/Kernel', [FOREIGN, OWN]],
      ['aurora-works/data', [FOREIGN, OWN]],
    ] as const) {
      const { id } = await grants.give({ kind: 'team', name }, { role: 'analyst', of: 'everything' }, 'Root');
      expect(await organizationsOf(answer), name).toEqual(seen);
      await grants.revoke(id);
    }
  });

  it('lets in members of an organization that only a grant of the page names', async () => {
    const person: Person = { organizations: { newcomers: 'active' } };
    expect(codeOf(await signIn(person))).toBe('not_a_member');
    const to = { kind: 'group', name: 'newcomers' } as const;
    const { id } = await all.app.grants.give(to, { role: 'viewer', of: 'everything' }, 'Root');
    expect(await organizationsOf(await signIn(person))).toEqual([FOREIGN, OWN]);
    await all.app.grants.revoke(id);
  });

  it('lets in nobody of an organization that took over the login of one that was known', async () => {
    const ops: Person = { organizations: { [OWN]: 'active' }, teams: { [`${OWN}/ops`]: 'active' } };
    expect((await signIn(ops)).status).toBe(303);
    const { organizations, config } = all.app;
    const file = organizations.fileOf(config.signIn.github.host, OWN);
    expect(readFileSync(file, 'utf8')).toBe('9919\n');
    const taken = { ...ops, ids: { [OWN]: 666 } };
    const refused = await signIn(taken);
    expect([refused.status, codeOf(refused), await organizationsOf(refused)]).toEqual([
      400,
      'organization_replaced',
      'not_signed_in',
    ]);
    expect(logged.join('')).toContain(`"organization":"${OWN}","id":"666","first":"9919"`);
    // Of two organizations only the other one counts.
    const both = { ...taken, organizations: { [OWN]: 'active', partners: 'active' } } as const;
    expect(
      await organizationsOf(await signIn({ ...both, teams: { ...ops.teams, 'partners/leads': 'active' } })),
    ).toEqual([FOREIGN]);
    expect(
      codeOf(await signIn(instead(ORGANIZATION, { status: 200, body: { state: 'active', role: 'member' } }))),
    ).toBe('bad_claims');
    // As the operator does where it is meant.
    rmSync(file);
    expect((await signIn(taken)).status).toBe(303);
    expect(codeOf(await signIn(ops))).toBe('organization_replaced');
    rmSync(file);
  });

  it('gives nothing to a team that took over the slug of one that grants name', async () => {
    const ops: Person = { organizations: { [OWN]: 'active' }, teams: { [`${OWN}/ops`]: 'active' } };
    const rightsOf = async (person: Person): Promise<readonly string[]> => {
      const { browser } = await signIn(person);
      return JSON.parse((await browser.get('/api/v1/me')).text).roles.map(({ role }: { role: string }) => role);
    };
    expect(await rightsOf(ops)).toContain('admin');
    const { organizations, config } = all.app;
    const file = organizations.fileOf(config.signIn.github.host, `${OWN}/ops`);
    expect(readFileSync(file, 'utf8')).toBe('77\n');
    // Whoever may make teams makes one of that name.
    const made: Person = { ...ops, ids: { [`${OWN}/ops`]: 78 } };
    expect(await rightsOf(made)).toEqual(['viewer']);
    expect(logged.join('')).toContain(`"organization":"${OWN}","team":"ops","id":"78","first":"77"`);
    // A team it lies in is asked for by its name.
    const unlisted: Person = { ...ops, instead: { '/user/teams': { status: 200, body: [] } } };
    expect(await rightsOf({ ...unlisted, ids: { [`${OWN}/ops`]: 78 } })).toEqual(['viewer']);
    expect(await rightsOf(unlisted)).toContain('admin');
    rmSync(file);
  });

  it('ends with signing out here, as GitHub has no address for it', async () => {
    const answer = await signIn();
    expect(JSON.parse((await answer.browser.post('/auth/sign-out')).text)).toEqual({ elsewhere: null });
    expect(await organizationsOf(answer)).toBe('not_signed_in');
  });
});
