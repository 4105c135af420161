import { type Config, isLoopback } from '@flightdeck/app';
import type { CustomFetch } from 'openid-client';
import { EnvHttpProxyAgent, fetch } from 'undici';

/** A fetch through the proxy of the settings; null if there is none, and for an issuer on loopback, which needs none. */
export function createProxiedFetch(issuer: string, proxy: Config['proxy']): CustomFetch | null {
  const { httpsProxy, httpProxy, noProxy } = proxy;
  if ((httpsProxy ?? httpProxy) === undefined || isLoopback(new URL(issuer).hostname.replace(/^\[(.*)\]$/, '$1')))
    return null;
  // Empty text, not undefined: the agent would otherwise read the process environment behind our back.
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: httpProxy ?? '',
    httpsProxy: httpsProxy ?? httpProxy ?? '',
    noProxy: noProxy ?? '',
  });
  return async (url, { body, headers, method, redirect, signal }) => {
    const answer = await fetch(url, {
      ...{ headers, method, redirect, dispatcher },
      ...(signal ? { signal } : {}),
      ...(body === undefined || body === null ? {} : { body: String(body) }),
    });
    // The same thing of another copy of the library that Node has built in.
    return answer as unknown as Response;
  };
}
