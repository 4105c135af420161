import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import type { Settings } from '../options.ts';
import { guardedLookup } from './address.ts';

/** Connections of one client: one pool for the API, one for report files. */
export interface Transport {
  readonly api: Dispatcher;
  readonly download: Dispatcher;
  close(): Promise<void>;
}

/**
 * The pools of a client, through its proxy where one is set. Further certificate authorities come from
 * NODE_EXTRA_CA_CERTS, which Node reads itself. Loopback never goes through a proxy.
 */
export function createTransport(settings: Settings): Transport {
  const { timeoutMs, links, proxy } = settings;
  const limits = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs, connections: settings.concurrency };
  const connect = { timeout: Math.min(timeoutMs, 30_000) };
  const proxied = !links.loopback && (proxy.httpsProxy || proxy.httpProxy);
  // Empty text, not undefined: the agent would otherwise read the process environment behind our back.
  const addresses = {
    httpProxy: proxy.httpProxy ?? '',
    httpsProxy: proxy.httpsProxy ?? proxy.httpProxy ?? '',
    noProxy: proxy.noProxy ?? '',
  };
  const open = (own: object): Dispatcher =>
    proxied ? new EnvHttpProxyAgent({ ...limits, ...addresses, connect: own }) : new Agent({ ...limits, connect: own });
  const api = open(connect);
  const download = open(links.loopback ? connect : { ...connect, lookup: guardedLookup(links.extraHosts) });
  return {
    api,
    download,
    close: async () => {
      await Promise.all([api.destroy(), download.destroy()]);
    },
  };
}
