import { createPrivateKey } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { InputError, UpstreamError, withoutSlashes } from '@flightdeck/catalog';
import { isLoopbackHost, type LinkPolicy } from './http/links/link-policy.ts';

/** Who we are to GitHub. A token may be classic or fine-grained; an App without `installationId` is looked up by scope. */
export type GithubAuth =
  | { readonly kind: 'token'; readonly token: string }
  | {
      readonly kind: 'app';
      readonly appId: string | number;
      readonly privateKey: string;
      readonly installationId?: string | number | undefined;
    };

/** Proxy addresses as the standard variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY give them. */
export interface ProxyOptions {
  readonly httpsProxy?: string | undefined;
  readonly httpProxy?: string | undefined;
  readonly noProxy?: string | undefined;
}

/** One attempt of one request, free of secrets and of signed URLs. `status` is null when no answer came. */
export interface RequestEvent {
  readonly method: string;
  /** The route template (`/orgs/{org}/teams`), or `download` for a signed link. */
  readonly route: string;
  readonly status: number | null;
  readonly durationMs: number;
  readonly rateLimitRemaining: number | null;
  /** Which of GitHub's limits that is, as it names it: `core`; null when the answer does not say. */
  readonly rateLimitResource: string | null;
}

export interface GithubOptions {
  /** Base of the REST API; https unless it is on loopback. Default https://api.github.com. */
  readonly apiUrl?: string | undefined;
  readonly auth: GithubAuth;
  readonly userAgent?: string | undefined;
  /** Requests at a time, 1–10, default 4. */
  readonly concurrency?: number | undefined;
  /** A REST answer must be complete, and a download must move on, within this time. Default 60 000. */
  readonly timeoutMs?: number | undefined;
  /** Further attempts after a rate limit, a 5xx answer or a broken connection, 0–10, default 3. */
  readonly retries?: number | undefined;
  /** Longest wait for a rate limit before giving up with `rate_limited`. Default 15 minutes. */
  readonly maxWaitMs?: number | undefined;
  /** Host names report files may come from, in addition to GitHub's own. */
  readonly downloadHosts?: readonly string[] | undefined;
  readonly proxy?: ProxyOptions | undefined;
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Timer, replaceable in tests; rejects when the signal is aborted. */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
  /** Clock in epoch milliseconds, replaceable in tests. */
  readonly now?: (() => number) | undefined;
}

/** Options with every default filled in and checked. */
export interface Settings {
  readonly apiUrl: string;
  readonly origin: string;
  readonly auth: GithubAuth;
  readonly userAgent: string;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly maxWaitMs: number;
  readonly links: LinkPolicy;
  readonly proxy: ProxyOptions;
  readonly onRequest: (event: RequestEvent) => void;
  /** Ends early, with the error `closed`, when the client is closed. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly now: () => number;
}

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;

/**
 * Checked settings of a client; `closed` is aborted when the client is.
 * @throws InputError `bad_api_url`, `insecure_api_url`, `bad_proxy`, `bad_download_host`, `bad_token`, `bad_private_key`, `bad_option`.
 */
export function toSettings(options: GithubOptions, closed: AbortSignal): Settings {
  const base = toApiUrl(options.apiUrl ?? 'https://api.github.com');
  return {
    apiUrl: withoutSlashes(base.href),
    origin: base.origin,
    auth: toAuth(options.auth),
    userAgent: options.userAgent ?? 'flightdeck',
    concurrency: whole('concurrency', options.concurrency ?? 4, 1, 10),
    timeoutMs: whole('timeoutMs', options.timeoutMs ?? 60_000, 1, 3_600_000),
    retries: whole('retries', options.retries ?? 3, 0, 10),
    maxWaitMs: whole('maxWaitMs', options.maxWaitMs ?? 900_000, 0, 86_400_000),
    links: {
      loopback: isLoopbackHost(base.hostname),
      extraHosts: (options.downloadHosts ?? []).map(toDownloadHost),
    },
    proxy: toProxy(options.proxy ?? {}),
    onRequest: options.onRequest ?? (() => {}),
    sleep: toSleep(options.sleep ?? ((ms, signal) => setTimeout(ms, undefined, { signal })), closed),
    now: options.now ?? Date.now,
  };
}

function toSleep(sleep: (ms: number, signal: AbortSignal) => Promise<void>, closed: AbortSignal): Settings['sleep'] {
  return async (ms) => {
    if (!closed.aborted) {
      await sleep(ms, closed).catch((error: unknown) => {
        if (!closed.aborted) throw error;
      });
    }
    if (closed.aborted) {
      throw new UpstreamError('Stopped while waiting for GitHub.', {
        code: 'closed',
        retryable: true,
        hint: 'The next sync continues where this one stopped.',
      });
    }
  };
}

function toApiUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new InputError('The address of the GitHub API is not a plain web address.', {
      code: 'bad_api_url',
      hint: 'Write https://api.github.com or https://api.SUBDOMAIN.ghe.com, without user, password or query.',
    });
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    throw new InputError(
      'The address of the GitHub API must begin with https:// so that the token is not sent unencrypted.',
      {
        code: 'insecure_api_url',
        hint: 'Use https; plain http is for a simulator on 127.0.0.1 only.',
      },
    );
  }
  return url;
}

function toAuth(auth: GithubAuth): GithubAuth {
  if (auth.kind === 'app') return { ...auth, privateKey: toPrivateKey(auth.privateKey) };
  const token = auth.token.trim();
  if (/^[\x21-\x7e]+$/.test(token)) return { kind: 'token', token };
  throw new InputError('The GitHub token is empty or contains characters that no token has.', {
    code: 'bad_token',
    hint: 'Copy it again from GitHub: Settings → Developer settings → Personal access tokens.',
  });
}

/** The key in the one form every library reads; settings often carry it with its line ends written as `\\n`. */
function toPrivateKey(text: string): string {
  try {
    const pem = text.includes('\n') ? text : text.replaceAll('\\n', '\n');
    return createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    throw new InputError("The GitHub App's private key cannot be read.", {
      code: 'bad_private_key',
      hint: 'Give the whole .pem file downloaded from GitHub, with its BEGIN and END lines.',
    });
  }
}

function toProxy(proxy: ProxyOptions): ProxyOptions {
  for (const address of [proxy.httpsProxy, proxy.httpProxy]) {
    if (!address || (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol))) continue;
    throw new InputError('The proxy setting is not a web address.', {
      code: 'bad_proxy',
      hint: 'Write HTTPS_PROXY=http://proxy.example.com:8080.',
    });
  }
  return proxy;
}

function toDownloadHost(host: string): string {
  const name = host.trim().toLowerCase();
  if (HOST_NAME.test(name) && !/^[\d.]+$/.test(name)) return name;
  throw new InputError(`"${host}" is not a host name.`, {
    code: 'bad_download_host',
    hint: 'Write a bare name such as reports.example.com, without scheme, port or path.',
  });
}

function whole(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new InputError(`${name} must be a whole number from ${least} to ${most}.`, { code: 'bad_option' });
}
