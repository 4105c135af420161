import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIPv4, type LookupFunction } from 'node:net';

/** @source IANA special-purpose address registries. */
const NOT_PUBLIC: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

const closed = new BlockList();
for (const [net, bits] of NOT_PUBLIC) closed.addSubnet(net, bits, 'ipv4');
const open6 = new BlockList();
open6.addSubnet('2000::', 3, 'ipv6');
const closed6 = new BlockList();
// Teredo, 6to4 and documentation: ranges inside 2000::/3 that carry or stand for other addresses.
for (const [net, bits] of [
  ['2001::', 32],
  ['2002::', 16],
  ['2001:db8::', 32],
] as const)
  closed6.addSubnet(net, bits, 'ipv6');

/** True for an address out on the Internet; private, loopback, link-local and reserved ones are not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closed.check(address, 'ipv4');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPublicAddress(mapped);
  return open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}

/** The code of the error a guarded lookup ends with. */
export const NOT_PUBLIC_CODE = 'FLIGHTDECK_ADDRESS_NOT_PUBLIC';

type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A name lookup that refuses addresses not on the Internet, at the moment of connecting, so a name cannot change its
 * address between check and use. Names in `trusted` may be anywhere.
 */
export function guardedLookup(trusted: readonly string[], resolve: Resolve = lookup): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true } as LookupOptions & { all: true }, (error, addresses) => {
      const first = addresses?.[0];
      if (error || !first) return callback(error ?? new Error('no address'), '', 0);
      if (!trusted.includes(host) && !addresses.every((entry) => isPublicAddress(entry.address))) {
        return callback(Object.assign(new Error('address not public'), { code: NOT_PUBLIC_CODE }), '', 0);
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
