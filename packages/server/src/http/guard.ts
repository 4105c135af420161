import type { IncomingMessage } from 'node:http';
import { InputError } from '@flightdeck/catalog';
import { isOwnOrigin, type ServedHosts } from './reach/served-hosts.ts';

/** Paths of health checks and of Prometheus, which call a container by any of its addresses; metrics name nobody. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/metrics', '/readyz']);
/** Path at which a provider ends sessions: it sends a form, as its specification requires, with a signed token. */
const OF_PROVIDER = /\/auth\/back-channel-logout$/;
const UNSAFE_PATH = /\/\/|\\|%2f|%5c|%00|;|(?:^|\/)\.{1,2}(?:\/|$)|%2e/i;

/**
 * Refuses what no browser page of ours sends, before any route is looked up: foreign or doubled Host (DNS rebinding),
 * absolute-form targets, paths that normalise to another one, and unsafe verbs from another site.
 * @throws InputError `forbidden_host`, `bad_path`, `cross_site`, `not_json`.
 */
export function guardRequest(request: IncomingMessage, served: ServedHosts): void {
  const hosts = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  const host = request.headers.host?.toLowerCase() ?? '';
  const isProbe = served.isProbed && request.method === 'GET' && PROBES.has(request.url ?? '');
  if (hosts.length !== 1 || !(isProbe || served.hosts.has(host))) {
    throw new InputError('This address is not served here.', {
      code: 'forbidden_host',
      hint: 'Open the address that the server printed when it started. If people open another one, the operator sets PUBLIC_URL to it.',
    });
  }
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (!path.startsWith('/') || UNSAFE_PATH.test(path) || (request.url ?? '').length > 8192) {
    throw new InputError('This path is not served here.', {
      code: 'bad_path',
      hint: 'Use the paths of /openapi.json.',
    });
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') guardUnsafe(request, path, host, served);
  else if (path.includes('/api/') && isPartOfOtherSite(request)) throw crossSite();
}

function guardUnsafe(request: IncomingMessage, path: string, host: string, served: ServedHosts): void {
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const sameSite = site === undefined || site === 'same-origin' || site === 'none';
  const sameOrigin = origin === undefined || isOwnOrigin(origin, host, served);
  if (!sameSite || !sameOrigin) {
    throw crossSite();
  }
  const type = request.headers['content-type'] ?? '';
  if (OF_PROVIDER.test(path) && /^application\/x-www-form-urlencoded(?:;|$)/i.test(type)) return;
  // Types that a form of another site cannot send.
  if (!/^application\/(?:json|x-ndjson|gzip)(?:;|$)/i.test(type)) {
    throw new InputError('The body must be JSON.', {
      code: 'not_json',
      hint: 'Send Content-Type: application/json; for a file application/x-ndjson or application/gzip.',
    });
  }
}

/** True for an image, script or frame of another site: it cannot read the answer, but the person would be logged as asking. */
function isPartOfOtherSite({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return (site === 'cross-site' || site === 'same-site') && headers['sec-fetch-dest'] !== 'document';
}

const crossSite = (): InputError =>
  new InputError('Requests from other sites are refused.', {
    code: 'cross_site',
    hint: 'Call the API from the same origin or without a browser.',
  });
