import type { Config, ServerFile } from '@flightdeck/app';
import { InputError, UpstreamError } from '@flightdeck/catalog';
import { type Dispatcher, EnvHttpProxyAgent, fetch as proxiedFetch } from 'undici';

/** A server that is asked over its API. */
export interface Target {
  /** Ends in a slash. */
  readonly url: string;
  /** Token, or the key of a local server; null: none. */
  readonly token: string | null;
  readonly send: (url: URL, sent: Sending) => Promise<Response>;
  /** The error for no answer at all. */
  silent(cause: unknown): Error;
}

/** What is sent. */
export interface Sending {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Blob | null;
}

/** The server that runs on the data folder. */
export function localTarget({ url, pid, key }: ServerFile): Target {
  return {
    url: url.endsWith('/') ? url : `${url}/`,
    token: key,
    send: (to, { body, ...sent }) => fetch(to, { ...sent, ...(body === null ? {} : { body }) }),
    silent: (cause) =>
      new InputError(`Flightdeck (pid ${pid}) holds the data but does not answer at ${url}.`, {
        code: 'server_silent',
        hint: `Wait until it has started, or stop it: kill ${pid}. Then try again.`,
        cause,
      }),
  };
}

/**
 * A server elsewhere, through the proxy of the settings if one is set; never for loopback. Redirects are not followed, as the token
 * would be sent there. Node itself reads further certificate authorities from NODE_EXTRA_CA_CERTS.
 */
export function remoteTarget({ url, token }: NonNullable<Config['remote']>, proxy: Config['proxy']): Target {
  const dispatcher = toDispatcher(url, proxy);
  return {
    url,
    token,
    async send(to, { body, ...sent }) {
      const answer = await proxiedFetch(to, {
        ...sent,
        ...(body === null ? {} : { body }),
        redirect: 'manual',
        ...(dispatcher === null ? {} : { dispatcher }),
      });
      // The same thing of another copy of the library that Node has built in.
      return answer as unknown as Response;
    },
    silent(cause) {
      const code = codeOf(cause);
      return new UpstreamError(`${url} does not answer${code === null ? '' : ` (${code})`}.`, {
        code: 'server_unreachable',
        retryable: true,
        hint: /CERT|SELF_SIGNED|ISSUER/.test(code ?? '')
          ? 'Its certificate is not known here: name the authority that issued it with NODE_EXTRA_CA_CERTS.'
          : 'Check FLIGHTDECK_URL, the network, and HTTPS_PROXY and NO_PROXY.',
        cause,
      });
    },
  };
}

function toDispatcher(url: string, { httpsProxy, httpProxy, noProxy }: Config['proxy']): Dispatcher | null {
  const isPlain = new URL(url).protocol === 'http:';
  if ((httpsProxy ?? httpProxy) === undefined || isPlain) return null;
  // Empty text, not undefined: the agent would otherwise read the process environment behind our back.
  return new EnvHttpProxyAgent({
    httpProxy: httpProxy ?? '',
    httpsProxy: httpsProxy ?? httpProxy ?? '',
    noProxy: noProxy ?? '',
  });
}

/** The code of the underlying error; null if there is none. */
function codeOf(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ('code' in cause && typeof cause.code === 'string' && !('cause' in cause && cause.cause instanceof Error))
      return cause.code;
  return null;
}
