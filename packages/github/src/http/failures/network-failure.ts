import { FlightdeckError, UpstreamError } from '@flightdeck/catalog';
import { NOT_PUBLIC_CODE } from '../address.ts';
import { linkNotAllowed } from '../links/link-policy.ts';

interface Meaning {
  readonly signs: RegExp;
  readonly code: string;
  readonly says: (host: string) => string;
  readonly retryable: boolean;
  readonly hint: string;
}

/** Codes, names and messages of Node and undici, and what each means for the person who runs Flightdeck. First match counts. */
const MEANINGS: readonly Meaning[] = [
  {
    signs: /TIMEOUT|TimeoutError|ETIMEDOUT/,
    code: 'timeout',
    says: (host) => `${host} did not answer in time.`,
    retryable: true,
    hint: 'The next sync tries again. If it happens every time, check the proxy or firewall between here and GitHub.',
  },
  {
    signs: /Proxy response|Proxy Authentication/i,
    code: 'proxy_refused',
    says: (host) => `The proxy refused the connection to ${host}.`,
    retryable: false,
    hint: 'Check the user and password in HTTPS_PROXY and whether the proxy allows this host.',
  },
  {
    signs: /^(ENOTFOUND|EAI_AGAIN|EAI_FAIL)$/,
    code: 'dns_failed',
    says: (host) => `The host name of ${host} could not be looked up.`,
    retryable: true,
    hint: 'Check the address of the API and the name service; behind a proxy set HTTPS_PROXY.',
  },
  {
    signs: /^ECONNREFUSED$/,
    code: 'github_unavailable',
    says: (host) => `Nothing answers at ${host}: it refused the connection.`,
    retryable: true,
    hint: 'Check the address and port of the API; the next sync tries again.',
  },
  {
    signs: /CERT|UNABLE_TO_(VERIFY|GET)|ALTNAME/,
    code: 'untrusted_certificate',
    says: (host) => `The certificate of ${host} is not trusted here.`,
    retryable: false,
    hint: 'If a proxy inspects traffic, set NODE_EXTRA_CA_CERTS to the file with the certificate of its authority.',
  },
];

/** The error of ours for a connection that failed; `cause` keeps its code but no address. */
export function networkFailure(error: unknown): FlightdeckError {
  const chain = causes(error);
  const own = chain.find((link) => link instanceof FlightdeckError);
  if (own) return own;
  const signs = chain.flatMap((link) => [codeOf(link), link.name, link.message]);
  if (signs.includes(NOT_PUBLIC_CODE)) return linkNotAllowed('its host has no address on the Internet');
  const cause = new Error(chain.map(codeOf).findLast((code) => code !== '') ?? chain.at(-1)?.name ?? 'unknown');
  const known = MEANINGS.find((meaning) => signs.some((sign) => meaning.signs.test(sign)));
  const host = hostOf(chain) ?? 'GitHub';
  if (known)
    return new UpstreamError(known.says(host), {
      code: known.code,
      retryable: known.retryable,
      hint: known.hint,
      cause,
    });
  return new UpstreamError(`The connection to ${host} failed or broke off.`, {
    code: 'github_unavailable',
    retryable: true,
    hint: 'Check githubstatus.com and the network between here and GitHub; the next sync tries again.',
    cause,
  });
}

function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let link = error; link instanceof Error && chain.length < 8; link = link.cause) {
    chain.push(link);
    if (link instanceof AggregateError) chain.push(...link.errors.filter((inner) => inner instanceof Error));
  }
  return chain;
}

/** The host an API request went to; null for a download, whose address is signed and stays unsaid. */
function hostOf(chain: readonly Error[]): string | null {
  const request = chain.flatMap((link) => ('request' in link ? [link.request] : []))[0];
  const url = typeof request === 'object' && request !== null && 'url' in request ? String(request.url) : '';
  return URL.canParse(url) ? new URL(url).host : null;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
