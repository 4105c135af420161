import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { parseToken, TOKEN_PATTERN, type Tokens } from '@flightdeck/access';
import { InputError } from '@flightdeck/catalog';
import { type Identify, timesSent } from '../identify.ts';
import { clientAddress, type IsTrusted } from '../reach/client-address.ts';
import { createGuesses, type Guesses } from './guesses.ts';

/** What `createTokenIdentify` needs. */
export interface TokenIdentifyParts {
  readonly tokens: Pick<Tokens, 'find'>;
  readonly isTrusted: IsTrusted;
  readonly now: () => Date;
  /** True: bearer tokens that do not begin with `fd_` are those of a proxy that signs people in, and are ignored. */
  readonly hasForeign: boolean;
}

/** Most wrong tokens a minute from one address, and from one proxy, which many addresses share. */
const MOST_WRONG = { address: 30, proxy: 300 } as const;
/** Most right tokens remembered: they are served however many wrong ones come from the same address. */
const MOST_RIGHT = 1000;

/** Identifies callers by token. */
export interface TokenIdentify {
  readonly identify: Identify;
  /** Number of addresses, proxies and tokens remembered; some thousand at most. */
  readonly remembered: number;
}

/**
 * The principal of the token in a request. A wrong token is refused, even if nobody need sign in or the request has a session.
 * Without a token `otherwise` says who asks.
 * @throws InputError `bad_token`, `too_many_guesses`.
 */
export function createTokenIdentify(parts: TokenIdentifyParts, otherwise: Identify): TokenIdentify {
  const byAddress = createGuesses(parts.now, MOST_WRONG.address);
  const byProxy = createGuesses(parts.now, MOST_WRONG.proxy);
  const right = new Set<string>();
  const identify: Identify = async (request) => {
    const sent = sentToken(request, parts.hasForeign);
    if (sent === null) return otherwise(request);
    const counted = placesOf(request, parts.isTrusted, byAddress, byProxy);
    const key = createHash('sha256').update(sent).digest('base64');
    if (!right.has(key) && counted.some(({ guesses, place }) => guesses.isSpent(place))) throw tooMany();
    const found = await parts.tokens.find(sent);
    if (found !== null) {
      remember(right, key);
      return found;
    }
    right.delete(key);
    for (const { guesses, place } of counted) guesses.count(place);
    throw refused(request);
  };
  return {
    identify,
    get remembered() {
      return byAddress.size + byProxy.size + right.size;
    },
  };
}

/** The token's text in a request; empty if it is sent in a wrong way, null if none is sent. */
function sentToken(request: IncomingMessage, hasForeign: boolean): string | null {
  if (isInUrl(request.url ?? '')) return '';
  const { authorization = '' } = request.headers;
  const [, text] = /^bearer +(\S{1,500})$/i.exec(authorization) ?? [];
  const isOurs = text !== undefined && /^fd_/.test(text);
  if (timesSent(request, 'authorization') > 1) {
    const isForeign = hasForeign && !request.rawHeaders.some((value) => /^bearer +fd_/i.test(value));
    return isForeign ? null : '';
  }
  if (!/^bearer\b/i.test(authorization) || (hasForeign && !isOurs)) return null;
  return text ?? '';
}

const IN_URL = new RegExp(TOKEN_PATTERN.replaceAll('\\b', ''));

/** True for a token in an address, where logs and histories store it. */
function isInUrl(url: string): boolean {
  return (
    IN_URL.test(url) ||
    IN_URL.test(url.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))))
  );
}

function placesOf(request: IncomingMessage, isTrusted: IsTrusted, byAddress: Guesses, byProxy: Guesses) {
  const client = clientAddress(request, isTrusted);
  const peer = request.socket.remoteAddress;
  return [
    { guesses: byAddress, place: toPlace(client) },
    ...(isTrusted(peer) ? [{ guesses: byProxy, place: toPlace(peer ?? '') }] : []),
  ];
}

/** The place an address is counted as: for IPv6 its network, from which one machine can choose addresses. */
function toPlace(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('::', 2);
  const groups = (text: string | undefined): readonly string[] => (text ? text.split(/:/) : []);
  const [first, last] = [groups(head), groups(tail)];
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return [...first, ...zeros, ...last]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

function remember(right: Set<string>, key: string): void {
  right.delete(key);
  right.add(key);
  for (const oldest of right) {
    if (right.size <= MOST_RIGHT) break;
    right.delete(oldest);
  }
}

function refused(request: IncomingMessage): InputError {
  const hint = isInUrl(request.url ?? '')
    ? 'It stands in the address, where logs keep it: revoke it, and send another in the header Authorization.'
    : 'It is wrong, revoked or expired. Send one token as "Authorization: Bearer fd_…".';
  return new InputError('This token opens nothing.', { code: 'bad_token', hint });
}

const tooMany = (): InputError =>
  new InputError('Too many wrong tokens came from there.', {
    code: 'too_many_guesses',
    hint: 'Wait a minute. Tokens that were right before are answered meanwhile.',
  });

/** The id of the token in a request; null if it has none. */
export function tokenIdOf({ headers }: IncomingMessage): string | null {
  return parseToken((headers.authorization ?? '').replace(/^bearer +/i, ''))?.id ?? null;
}

/** Codes of refused tokens, which are recorded as a stranger's. */
export const TOKEN_REFUSALS: ReadonlySet<string> = new Set(['bad_token', 'too_many_guesses']);
