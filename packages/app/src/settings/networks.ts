import { BlockList, isIP } from 'node:net';
import type { InputError } from '@flightdeck/catalog';
import type { Setting } from './setting.ts';
import { badSetting, splitList } from './setting-values.ts';

/** Addresses that begin alike. One address is a network of its own. */
export interface Network {
  readonly address: string;
  /** Leading bits that are the same. */
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** Leading bits at least: one network segment. A wider one would let any neighbour say who is asking. */
const LEAST_PREFIX = { ipv4: 24, ipv6: 64 } as const;
const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;

/** Addresses and networks of proxies. @throws InputError `bad_setting` for names, `*`, and networks wider than a segment. */
export function readNetworks(setting: Setting, text: string): readonly Network[] {
  return splitList(text).map((word) => {
    const [, given = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(word) ?? [];
    const address = toAddress(given) ?? '';
    const version = isIP(address);
    if (version === 0 || (bits !== undefined && address !== given.toLowerCase())) throw refuse(setting, text, word);
    const family = version === 4 ? 'ipv4' : 'ipv6';
    const most = version === 4 ? 32 : 128;
    const prefix = bits === undefined ? most : Number(bits);
    if (prefix > most) throw refuse(setting, text, word);
    if (prefix >= LEAST_PREFIX[family]) return { address, prefix, family };
    throw badSetting(
      setting,
      text,
      `${word} holds more addresses than those of your proxies, and each of them could pass as anybody. Name the proxies, or networks of /24 and narrower (IPv6: /64).`,
    );
  });
}

function refuse(setting: Setting, text: string, word: string): InputError {
  return badSetting(
    setting,
    text,
    `"${word}" is not an address. Write the addresses your proxies connect from: ${setting.name}=127.0.0.1,10.0.3.0/28.`,
  );
}

/** Says whether an address, as a socket or a header has it, lies in one of the networks. */
export function createNetworkTest(networks: readonly Network[]): (address: string | undefined) => boolean {
  const list = new BlockList();
  for (const { address, prefix, family } of networks) list.addSubnet(address, prefix, family);
  return (text) => {
    const address = toAddress(text ?? '');
    return address !== null && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
  };
}

/** An IP address in the one way it is compared: lower case, without a zone, IPv4 as such; null for anything else. */
export function toAddress(text: string): string | null {
  const [bare = ''] = text.toLowerCase().split('%', 1);
  const address = MAPPED.exec(bare)?.[1] ?? bare;
  return isIP(address) === 0 ? null : address;
}
