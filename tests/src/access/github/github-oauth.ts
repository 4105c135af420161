import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer of GitHub: a status, a JSON body, headers. */
export interface Says {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody at GitHub, and what differs from how it answers. */
export interface Person {
  readonly user?: Readonly<Record<string, unknown>>;
  /** Organization and state of the membership. */
  readonly organizations?: Readonly<Record<string, 'active' | 'pending'>>;
  /** Ids of organizations and of teams (`ORG/SLUG`); 9919 and 77 where none is named. */
  readonly ids?: Readonly<Record<string, number>>;
  /** `ORG/SLUG` and state of the membership. */
  readonly teams?: Readonly<Record<string, 'active' | 'pending'>>;
  /** By `ORG/SLUG` of a team: the slug of the one it lies in. */
  readonly parents?: Readonly<Record<string, string>>;
  /** Scopes that the token has. */
  readonly scope?: string;
  /** By path: what is answered instead. */
  readonly instead?: Readonly<Record<string, Says>>;
}

/** GitHub's OAuth and the parts of its API that signing in asks, on loopback. */
export interface GithubOauth {
  readonly url: string;
  /** Who signs in from now on. */
  is(person: Person): void;
  /** A browser of that person goes to this address; returns where it is sent back to. */
  authorize(address: string): string;
  /** Paths asked with a token, and the headers of the last. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export const CLIENT_ID = 'Ov23liFlightdeck0000';
export const CLIENT_SECRET = 'a-secret-of-the-oauth-app-000000000000000';
export const TOKEN = 'gho_16C7e42F292c6912E7710c838347Ae178B4a';
const CALLBACK = 'https://stats.example.com/auth/callback';

/**
 * Written after GitHub's documents: authorizing-oauth-apps, troubleshooting-oauth-app-access-token-request-errors (errors come with
 * the status 200), orgs/members and teams/teams and teams/members of the REST API (404 for who is none, `state` for who is one).
 */
export async function startGithubOauth(): Promise<GithubOauth> {
  let person: Person = {};
  const asked: string[] = [];
  const codes = new Map<string, { readonly challenge: string; readonly redirectUri: string }>();
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const parts: string[] = [];
    for await (const part of request) parts.push(String(part));
    const isApi = !path.startsWith('/login/');
    if (isApi) asked.push(path);
    const { status, body, headers } =
      person.instead?.[path] ??
      (isApi
        ? answerApi(path, request.headers, person)
        : answerToken(new URLSearchParams(parts.join('')), codes, person));
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    is(next) {
      person = next;
    },
    authorize(address) {
      const { origin, pathname, searchParams } = new URL(address);
      const of = (name: string): string => searchParams.get(name) ?? '';
      if (origin !== url || pathname !== '/login/oauth/authorize' || of('client_id') !== CLIENT_ID)
        throw new Error(`GitHub has no such page: ${address}`);
      const code = `code-${codes.size}`;
      codes.set(code, { challenge: of('code_challenge'), redirectUri: of('redirect_uri') });
      return `${of('redirect_uri')}?code=${code}&state=${of('state')}`;
    },
    asked,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** `POST /login/oauth/access_token`. */
function answerToken(
  form: URLSearchParams,
  codes: Map<string, { readonly challenge: string; readonly redirectUri: string }>,
  { scope = 'read:org' }: Person,
): Says {
  const fail = (error: string, description: string): Says => ({
    status: 200,
    body: { error, error_description: description, error_uri: `/apps/…/#${error.replaceAll('_', '-')}` },
  });
  if (form.get('client_id') !== CLIENT_ID || form.get('client_secret') !== CLIENT_SECRET)
    return fail('incorrect_client_credentials', 'The client_id and/or client_secret passed are incorrect.');
  const code = form.get('code') ?? '';
  const begun = codes.get(code);
  codes.delete(code);
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (begun === undefined || begun.challenge !== challenge)
    return fail('bad_verification_code', 'The code passed is incorrect or expired.');
  if (begun.redirectUri !== CALLBACK || form.get('redirect_uri') !== CALLBACK)
    return fail(
      'redirect_uri_mismatch',
      'The redirect_uri MUST match the registered callback URL for this application.',
    );
  return { status: 200, body: { access_token: TOKEN, scope, token_type: 'bearer' } };
}

const NOT_FOUND: Says = { status: 404, body: { message: 'Not Found', status: '404' } };

function answerApi(path: string, headers: Readonly<Record<string, unknown>>, person: Person): Says {
  if (headers.authorization !== `Bearer ${TOKEN}`)
    return { status: 401, body: { message: 'Bad credentials', status: '401' } };
  if (path === '/user')
    return { status: 200, body: { id: 583231, login: 'octo-ada', name: 'Ada Lovelace', type: 'User', ...person.user } };
  if (path === '/user/teams') return { status: 200, body: teamsOf(person) };
  const organization = /^\/user\/memberships\/orgs\/([^/]+)$/.exec(path)?.[1];
  if (organization !== undefined)
    return membership(person.organizations?.[organization], {
      login: organization,
      id: person.ids?.[organization] ?? 9919,
    });
  const [, owner, slug] = /^\/orgs\/([^/]+)\/teams\/([^/]+)$/.exec(path) ?? [];
  if (slug !== undefined) return { status: 200, body: { slug, id: idOfTeam(person, `${owner}/${slug}`) } };
  const [, of, team, login] = /^\/orgs\/([^/]+)\/teams\/([^/]+)\/memberships\/([^/]+)$/.exec(path) ?? [];
  return login === 'octo-ada' ? membership(person.teams?.[`${of}/${team}`]) : NOT_FOUND;
}

/** `GET /user/teams`: those one is in, not those that these lie in. */
const teamsOf = (person: Person): readonly object[] => {
  const { teams = {}, parents = {} } = person;
  return Object.keys(teams)
    .filter((team) => teams[team] === 'active')
    .map((team) => {
      const [login, slug] = team.split('/');
      const parent = parents[team];
      return {
        ...{ slug, id: idOfTeam(person, team), organization: { login } },
        parent: parent === undefined ? null : { slug: parent, id: idOfTeam(person, `${login}/${parent}`) },
      };
    });
};

const idOfTeam = ({ ids }: Person, team: string): number => ids?.[team] ?? 77;

const membership = (state: 'active' | 'pending' | undefined, organization?: object): Says =>
  state === undefined ? NOT_FOUND : { status: 200, body: { state, role: 'member', organization } };
