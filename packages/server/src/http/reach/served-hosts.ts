import { isLoopback, type PublicUrl } from '@flightdeck/app';

/** What a server may be called, and from which origins a page of ours asks. */
export interface ServedHosts {
  /** Values a Host header may have, lower case. */
  readonly hosts: ReadonlySet<string>;
  /** Origin of the address people open; null when there is none but this machine's own. */
  readonly publicOrigin: string | null;
  /** True where health checks may call the server by any name, such as the address of a container. */
  readonly isProbed: boolean;
}

/** Names of a server that listens there: loopback's, its own address, and that of the address people open. */
export function toServedHosts(host: string, port: number, publicUrl: PublicUrl | null): ServedHosts {
  const isWildcard = host === '0.0.0.0' || host === '::';
  const names = ['localhost', '127.0.0.1', '[::1]', ...(isWildcard ? [] : [toUrlHost(host)])];
  const own = names.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);
  const published = publicUrl === null ? [] : [publicUrl.host, `${publicUrl.host}:${publicUrl.isSecure ? 443 : 80}`];
  return {
    hosts: new Set([...own, ...published]),
    publicOrigin: publicUrl?.origin ?? null,
    isProbed: !isLoopback(host),
  };
}

/** The address as it stands in a URL. */
export function toUrlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function isHostOf(origin: string, host: string): boolean {
  const { protocol, host: own } = new URL(origin);
  return new URL(`${protocol}//${host}`).host === own;
}

/**
 * True when a page of ours can have sent the request. A proxy may call us by another name than the browser calls it, so
 * beside the origin of the very Host that of the address people open counts.
 */
export function isOwnOrigin(origin: string, host: string, { publicOrigin }: ServedHosts): boolean {
  const given = origin.toLowerCase();
  if (given === publicOrigin) return true;
  // A page of http at the name of one of https is whoever sits between.
  if (publicOrigin !== null && isHostOf(publicOrigin, host)) return false;
  return given === `http://${host}` || given === `https://${host}`;
}
