import { InputError } from '@flightdeck/catalog';
import { formatGrant, type Grant, parseGrant } from '../grant.ts';
import { isInstant, isRecord, isText, readJson } from '../json.ts';
import type { Principal } from '../principal.ts';

/** A token, without its secret. */
export interface Token {
  readonly id: string;
  /** What it is for, in its maker's words. */
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly maker: Pick<Principal, 'id' | 'name'>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Last use, to the minute; null if never used. */
  readonly usedAt: Date | null;
}

/** The content of a token's file. */
interface WrittenToken {
  readonly name: string;
  /** SHA-256 of the secret, in hex. */
  readonly hash: string;
  readonly grants: readonly string[];
  readonly maker: Pick<Principal, 'id' | 'name'>;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** The text of a token's file. */
export function toWrittenToken({ name, grants, maker, createdAt, expiresAt }: Token, hash: string): string {
  const written: WrittenToken = {
    name,
    hash,
    grants: grants.map(formatGrant),
    maker: { id: maker.id, name: maker.name },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
  return `${JSON.stringify(written)}\n`;
}

/** The token in a file's text, and the hash of its secret; `at` is the file's time. Null for any other text. */
export function readWrittenToken(
  id: string,
  text: string,
  at: Date,
): { readonly token: Token; readonly hash: string } | null {
  const written = parse(text);
  if (written === null) return null;
  const [createdAt, expiresAt] = [new Date(written.createdAt), new Date(written.expiresAt)];
  const grants = readGrants(written.grants);
  if (grants === null) return null;
  // The file is made with that time; file systems store it to the millisecond or coarser.
  const usedAt = at.getTime() - createdAt.getTime() > 1 ? at : null;
  return {
    token: { id, name: written.name, grants, maker: written.maker, createdAt, expiresAt, usedAt },
    hash: written.hash,
  };
}

function readGrants(texts: readonly string[]): readonly Grant[] | null {
  try {
    return texts.map(parseGrant);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function parse(text: string): WrittenToken | null {
  const value = readJson(text);
  return isWritten(value) ? value : null;
}

function isWritten(value: unknown): value is WrittenToken {
  if (!isRecord(value) || !isRecord(value.maker)) return false;
  return (
    [value.name, value.hash, value.maker.id, value.maker.name].every(isText) &&
    [value.createdAt, value.expiresAt].every(isInstant) &&
    Array.isArray(value.grants) &&
    value.grants.every(isText)
  );
}
