import { UpstreamError } from '@flightdeck/catalog';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import type { GithubAuth, Settings } from '../options.ts';
import type { ApiFetch } from './api-fetch.ts';
import { isRefusal, type Refusal } from './failures/failures.ts';
import { networkFailure } from './failures/network-failure.ts';
import type { Gate } from './limits/gate.ts';
import { type Headers, limitWaitMs, retryAfterMs } from './limits/limits.ts';

/** The version of the REST API every request names. @source github/docs "API versions", in force since 2026-03-10. */
const API_VERSION = '2026-03-10';

type Hooked = Octokit['hook'];

let clients = 0;

/**
 * An Octokit for one credential. Its plugins decide whether to try again; all waiting is ours: rate limits in the gate,
 * other failures in `backOff`, so that every wait is bounded and uses the injected timer.
 */
export function createClient(settings: Settings, auth: GithubAuth, gate: Gate, fetch: ApiFetch): Octokit {
  const Client = Octokit.plugin(
    (octokit) => watch(octokit.hook, settings, gate),
    throttling,
    (octokit) => backOff(octokit.hook, settings),
    retry,
  );
  const mayWait = (seconds: number, _options: unknown, _octokit: unknown, retryCount: number): boolean =>
    retryCount < settings.retries && seconds * 1000 <= settings.maxWaitMs;
  clients += 1;
  const client = new Client({
    baseUrl: settings.apiUrl,
    userAgent: settings.userAgent,
    request: { fetch },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    throttle: {
      id: `flightdeck-${clients}`,
      retryAfterBaseValue: 0,
      onRateLimit: mayWait,
      onSecondaryRateLimit: mayWait,
    },
    // Rate limits are the throttling plugin's business; trying again at once would make them worse.
    retry: {
      retries: settings.retries,
      retryAfterBaseValue: 0,
      doNotRetry: [...Array(100).keys()].map((n) => 400 + n),
    },
    ...(auth.kind === 'token' ? { auth: auth.token } : { authStrategy: createAppAuth, auth: toAppOptions(auth) }),
  });
  client.request = client.request.defaults({
    headers: { accept: 'application/vnd.github+json', 'x-github-api-version': API_VERSION },
  });
  return client;
}

function toAppOptions(auth: GithubAuth & { kind: 'app' }): object {
  const { appId, privateKey, installationId } = auth;
  return { appId, privateKey, ...(installationId === undefined ? {} : { installationId }) };
}

/** Innermost: every attempt passes the gate, is reported, and a rate limit pauses all other requests too. */
function watch(hook: Hooked, settings: Settings, gate: Gate): object {
  // The plugins' own count lags behind by one and mixes limits with faults.
  const limits = new WeakMap<object, number>();
  hook.wrap('request', async (request, options) =>
    gate.pass(async () => {
      const begun = performance.now();
      const report = (status: number | null, headers: Headers): void =>
        settings.onRequest({
          method: options.method,
          route: options.url,
          status,
          durationMs: Math.round(performance.now() - begun),
          rateLimitRemaining: toCount(headers['x-ratelimit-remaining']),
          rateLimitResource: toResource(headers['x-ratelimit-resource']),
        });
      try {
        const response = await request(options);
        report(response.status, response.headers);
        return response;
      } catch (error) {
        const headers = isRefusal(error) ? (error.response?.headers ?? {}) : {};
        report(isRefusal(error) && error.response ? error.status : null, headers);
        const before = limits.get(options) ?? 0;
        if (isRefusal(error) && announceLimit(error, before, settings, gate)) limits.set(options, before + 1);
        throw error;
      }
    }),
  );
  return {};
}

/**
 * True for a rate limit, which then holds back all requests. GitHub marks a limit in several ways and the throttling
 * plugin knows two of them: make every limit look alike.
 */
function announceLimit(error: Refusal, attempt: number, settings: Settings, gate: Gate): boolean {
  if (!error.response) return false;
  const { status, message, response } = error;
  const wait = limitWaitMs({ status, headers: response.headers, message }, attempt, settings.now());
  if (wait === null) return false;
  gate.pause(wait);
  response.headers['retry-after'] = String(Math.ceil(wait / 1000));
  error.message = 'secondary rate limit';
  return true;
}

/** Waits before the retry plugin tries again: 1, 4, 9 … seconds, ± a quarter, or what Retry-After asks within bounds. */
function backOff(hook: Hooked, settings: Settings): object {
  const faults = new WeakMap<object, number>();
  hook.error('request', async (error, options) => {
    if (!isRefusal(error)) throw error;
    const failure = error.response ? null : networkFailure(error);
    if (failure && !(failure instanceof UpstreamError && failure.retryable)) throw failure;
    const attempt = faults.get(options) ?? 0;
    faults.set(options, attempt + 1);
    if (error.status >= 500 && attempt < settings.retries) {
      const asked = retryAfterMs(error.response?.headers['retry-after'], settings.now()) ?? 0;
      const own = 1000 * (attempt + 1) ** 2 * (0.75 + Math.random() / 2);
      await settings.sleep(Math.min(settings.maxWaitMs, Math.max(asked, own)));
    }
    throw error;
  });
  return {};
}

/** A word of GitHub's; null for anything else. */
function toResource(value: string | number | undefined): string | null {
  return typeof value === 'string' && /^[a-z_]{1,40}$/.test(value) ? value : null;
}

function toCount(value: string | number | undefined): number | null {
  return value === undefined || !/^\d+$/.test(String(value)) ? null : Number(value);
}
