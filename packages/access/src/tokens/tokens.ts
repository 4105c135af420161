import { timingSafeEqual } from 'node:crypto';
import { InputError } from '@flightdeck/catalog';
import type { Grant } from '../grant.ts';
import type { Principal } from '../principal.ts';
import type { Records } from '../records.ts';
import { isGivable, requireGivable } from './givable.ts';
import { readWrittenToken, type Token, toWrittenToken } from './token.ts';
import { formatToken, hashOf, isTokenId, newTokenText, parseToken } from './token-text.ts';

/** Tokens of machines. */
export interface Tokens {
  /**
   * Makes a token and returns it with its text, which is stored nowhere.
   * @throws InputError `beyond_maker`, `bad_expiry`, `too_many_tokens`, `bad_grant` for no grant at all.
   */
  make(maker: Principal, asked: NewToken): Promise<{ readonly token: Token; readonly text: string }>;
  /** The principal of a token's text, marked as used now; null, after the same work, if it is wrong, revoked or expired. */
  find(text: string): Promise<Principal | null>;
  /** All tokens, newest first, including those that expired in the last 30 days. */
  all(): Promise<readonly Token[]>;
  /** The present state of a token. */
  stateOf(token: Token): Promise<TokenState>;
  /** Revokes a token; false if there was none. */
  revoke(id: string): Promise<boolean>;
}

/** The present state of a token. */
export interface TokenState {
  readonly isExpired: boolean;
  /** Grants that its maker no longer has in full, so the token has not either. */
  readonly lost: readonly Grant[];
}

/** What a new token is made from. */
export interface NewToken {
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly expiresAt: Date;
}

/** What `createTokens` needs. */
export interface TokenParts {
  readonly records: Records;
  readonly now: () => Date;
  /** Longest life of a token, in days. */
  readonly mostDays: number;
  /** The maker as of now; null if they are not known. */
  readonly makerOf: (id: string) => Promise<Principal | null>;
}

const DAY_MS = 86_400_000;
/** A use is stored once in this time. */
const SEEN_EVERY_MS = 60_000;
/** Most tokens of one maker that have not expired. */
const MOST_EACH = 50;
/** Days for which an expired token is still listed. */
const LISTED_DAYS = 30;
/** An id that no token has, so that a text that is no token is looked up like one. */
const NO_TOKEN = { id: 'none', secret: '' };

/**
 * Tokens as records named by their id, with the hash of their secret: servers with the same records share them, and removing a
 * record ends its token everywhere. The record's time is the last use.
 */
export function createTokens({ records, now, mostDays, makerOf }: TokenParts): Tokens {
  const read = async (id: string) => {
    const found = await records.read(id);
    return found === null ? null : readWrittenToken(id, found.text, found.at);
  };
  const all = async (): Promise<readonly Token[]> => {
    const found: Token[] = [];
    for (const { name, text, at } of await records.all()) {
      const token = isTokenId(name) ? readWrittenToken(name, text, at)?.token : undefined;
      if (token === undefined) continue;
      if (now().getTime() - token.expiresAt.getTime() > LISTED_DAYS * DAY_MS) await records.remove(name);
      else found.push(token);
    }
    return found.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
  };

  return {
    all,
    async make(maker, { name, grants, expiresAt }) {
      const createdAt = now();
      requireGivable(maker, grants);
      requireExpiry(expiresAt, createdAt, mostDays);
      const own = (await all()).filter((token) => token.maker.id === maker.id && token.expiresAt > createdAt);
      if (own.length >= MOST_EACH)
        throw new InputError(`${maker.name} has ${MOST_EACH} tokens already.`, {
          code: 'too_many_tokens',
          hint: 'Revoke those that are not used.',
        });
      const made = newTokenText();
      const token: Token = { id: made.id, name, grants, maker, createdAt, expiresAt, usedAt: null };
      await records.write(made.id, toWrittenToken(token, hashOf(made.secret)), createdAt);
      return { token: { ...token, maker: { id: maker.id, name: maker.name } }, text: formatToken(made) };
    },
    async find(text) {
      const sent = parseToken(text) ?? NO_TOKEN;
      const found = await read(sent.id);
      const isRight = isSame(hashOf(sent.secret), found?.hash ?? hashOf(''));
      const maker = await makerOf(found?.token.maker.id ?? '');
      if (found === null || !isRight) return null;
      const { id, name, grants, usedAt, expiresAt } = found.token;
      const at = now();
      if (at >= expiresAt) return null;
      if (usedAt === null || at.getTime() - usedAt.getTime() >= SEEN_EVERY_MS) {
        // A token that was revoked meanwhile has no record to touch.
        if (!(await records.touch(id, at))) return null;
      }
      return {
        kind: 'token',
        id: `token:${id}`,
        name,
        grants,
        within: maker?.grants ?? [],
        maker: found.token.maker.id,
        makerName: found.token.maker.name,
        // Figures of teams that a viewer sees are one thing, the rows of oneself another: only `self` hands those on.
        account: grants.some(({ role }) => role === 'self') ? (maker?.account ?? null) : null,
      };
    },
    async stateOf({ grants, maker, expiresAt }) {
      const who = await makerOf(maker.id);
      return { isExpired: now() >= expiresAt, lost: grants.filter((grant) => who === null || !isGivable(who, grant)) };
    },
    revoke: async (id) => isTokenId(id) && (await records.remove(id)),
  };
}

function requireExpiry(expiresAt: Date, now: Date, mostDays: number): void {
  const days = (expiresAt.getTime() - now.getTime()) / DAY_MS;
  if (days > 0 && days <= mostDays) return;
  const latest = new Date(now.getTime() + mostDays * DAY_MS);
  throw new InputError(`A token must end in the future, within ${mostDays} days.`, {
    code: 'bad_expiry',
    hint: `Name an instant up to ${latest.toISOString()}; the operator can set TOKEN_MOST_DAYS.`,
  });
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
