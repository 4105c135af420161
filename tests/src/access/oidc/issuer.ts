import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

/** What an issuer says of somebody, and how it says it: what a test leaves out is as it should be. */
export interface Said {
  /** Claims that differ from the right ones; undefined leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly alg?: 'RS256' | 'HS256' | 'none';
  readonly kid?: string;
  readonly typ?: string;
  /** True: signed with a key that is not the issuer's. */
  readonly forged?: boolean;
  readonly userinfo?: Readonly<Record<string, unknown>>;
  /** What the token endpoint answers instead. */
  readonly token?: { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
}

/** An issuer on loopback that says what a test wants it to. */
export interface Issuer {
  readonly url: string;
  /** What it says from now on; the nonce is that of the sign-in under way. */
  says(said: Said, nonce: string): void;
  /** A logout token, right but for what is said; times are those of the clock that is handed in. */
  logoutToken(said: Said, now: Date): Promise<string>;
  /** What was sent to redeem the last code. */
  readonly form: () => URLSearchParams;
  /** How often somebody wanted to redeem a code. */
  readonly redeemed: () => number;
  close(): Promise<void>;
}

export const CLIENT_ID = 'flightdeck';
export const CLIENT_SECRET = 'a-secret-that-is-long-enough-for-hs256';

/** An issuer with a key of its own. Its metadata takes every algorithm, so that what is refused is refused by us. */
export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const stranger = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'own', alg: 'RS256', use: 'sig' };
  let said: Said = {};
  let nonce = '';
  let redeemed = 0;
  let form = new URLSearchParams();
  const server: Server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://issuer');
    const back = toWayBack(pathname, searchParams);
    if (back !== null) {
      nonce = searchParams.get('nonce') ?? '';
      response.writeHead(302, { location: back }).end();
      return;
    }
    void read(request)
      .then((text) => {
        if (pathname === '/token') form = new URLSearchParams(text);
        return answer(pathname);
      })
      .then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const answer = async (path: string): Promise<{ readonly status: number; readonly body: unknown }> => {
    if (path.endsWith('/.well-known/openid-configuration')) return { status: 200, body: metadata(url) };
    if (path === '/jwks') return { status: 200, body: { keys: [jwk] } };
    if (path === '/userinfo') return { status: 200, body: said.userinfo ?? { sub: '17' } };
    if (path !== '/token') return { status: 404, body: {} };
    redeemed += 1;
    const key = said.forged ? stranger.privateKey : privateKey;
    const idToken = await toToken(url, said, nonce, key);
    return said.token ?? { status: 200, body: { access_token: 'at', token_type: 'Bearer', id_token: idToken } };
  };
  return {
    url,
    says(more, of) {
      said = more;
      nonce = of;
    },
    async logoutToken(more, now) {
      const iat = Math.floor(now.getTime() / 1000);
      const right = { iss: url, aud: CLIENT_ID, iat, exp: iat + 120, jti: randomUUID(), sid: 'sid-1' };
      const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
      const claims = withClaims({ ...right, events }, more);
      return sign(claims, { typ: 'logout+jwt', ...more }, more.forged ? stranger.privateKey : privateKey);
    },
    form: () => form,
    redeemed: () => redeemed,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: string[] = [];
  for await (const part of request) parts.push(String(part));
  return parts.join('');
}

/** Where it sends a browser: everybody who comes is signed in, and signed out again, without a question; null: it answers itself. */
function toWayBack(path: string, search: URLSearchParams): string | null {
  if (path === '/logout') return search.get('post_logout_redirect_uri');
  if (path !== '/authorize') return null;
  return `${search.get('redirect_uri')}?code=c&state=${search.get('state')}`;
}

const metadata = (url: string) => ({
  issuer: url,
  authorization_endpoint: `${url}/authorize`,
  token_endpoint: `${url}/token`,
  userinfo_endpoint: `${url}/userinfo`,
  end_session_endpoint: `${url}/logout`,
  jwks_uri: `${url}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
  token_endpoint_auth_methods_supported: ['client_secret_basic'],
});

async function toToken(url: string, said: Said, nonce: string, key: CryptoKey): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const right = {
    iss: url,
    sub: '17',
    aud: CLIENT_ID,
    iat: now,
    exp: now + 300,
    nonce,
    groups: ['leads'],
    name: 'Ada',
  };
  return sign(withClaims(right, said), said, key);
}

const withClaims = (right: object, { claims }: Said): JWTPayload =>
  Object.fromEntries(Object.entries({ ...right, ...claims }).filter(([, value]) => value !== undefined));

async function sign(claims: JWTPayload, { alg = 'RS256', kid = 'own', typ }: Said, key: CryptoKey): Promise<string> {
  if (alg === 'none') return new UnsecuredJWT(claims).encode();
  const header = { alg, kid, ...(typ === undefined ? {} : { typ }) };
  return new SignJWT(claims)
    .setProtectedHeader(header)
    .sign(alg === 'HS256' ? new TextEncoder().encode(CLIENT_SECRET) : key);
}
