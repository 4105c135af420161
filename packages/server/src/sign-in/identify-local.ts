import type { IncomingMessage } from 'node:http';
import { GUEST, type Principal } from '@flightdeck/access';
import { InputError } from '@flightdeck/catalog';
import type { Identify } from '../http/identify.ts';

/** Headers by which reverse proxies and tunnels say for whom they ask. Browsers, commands and forwarding by SSH send none of them. */
const OF_PROXIES =
  /^(?:x-forwarded-.+|forwarded|via|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip|x-original-(?:for|host|proto))$/;

/**
 * Everybody, where nobody signs in. The local user stands for whoever sits at this machine, so what a reverse proxy on it passes
 * on is refused: it asks for anybody who reaches the proxy. Most say so in a header; nginx before 1.29.7, unless configured to, says
 * nothing, but speaks HTTP/1.0, as no browser does. A proxy that does neither cannot be seen.
 */
export function createLocalIdentify(everybody: Principal, { demo }: { readonly demo: boolean }): Identify {
  return async (request) => {
    if (everybody.kind !== 'local' || !isPassedOn(request)) return everybody;
    if (demo) return GUEST;
    throw unnamedProxy();
  };
}

/** True for what a proxy passed on, as far as it can be seen. */
function isPassedOn({ headers, httpVersionMajor, httpVersionMinor }: IncomingMessage): boolean {
  const isOld = httpVersionMajor === 0 || (httpVersionMajor === 1 && httpVersionMinor === 0);
  return isOld || Object.keys(headers).some((name) => OF_PROXIES.test(name));
}

const unnamedProxy = (): InputError =>
  new InputError(
    'This came through a proxy, and nobody has to sign in here: whoever reaches the proxy would see everything.',
    {
      code: 'unnamed_proxy',
      hint: 'Its operator sets AUTH_MODE, PUBLIC_URL and TRUSTED_PROXIES. To look from another machine without those, forward the port by SSH.',
    },
  );
