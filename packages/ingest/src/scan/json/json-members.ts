import { endOfItem, skipSpace } from '../form.ts';
import { skipBlank } from './bytes.ts';

/** A key of an object as it stands in a buffer, and where its value begins and ends. */
export interface Member {
  readonly name: string;
  readonly start: number;
  /** Behind the value; −1 when the buffer ends within it. */
  readonly end: number;
}

const QUOTE = 34;
const COLON = 58;
const COMMA = 44;
const OPEN = 123;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const MOST = 1000;

/**
 * The first thousand keys of the object that begins at `start`, up to where it ends, is cut off, or stops being JSON. Looks
 * at each byte once; a name with an escape is given as it stands.
 */
export function membersOf(buffer: Buffer, start: number, limit: number): readonly Member[] {
  const members: Member[] = [];
  if (buffer[start] !== OPEN) return members;
  let at = skip(buffer, start + 1, limit);
  while (members.length < MOST && at < limit && buffer[at] === QUOTE) {
    const close = endOfString(buffer, at, limit);
    const colon = close < 0 ? limit : skip(buffer, close, limit);
    if (colon >= limit || buffer[colon] !== COLON) return members;
    const value = skip(buffer, colon + 1, limit);
    const end = endOfValue(buffer, value, limit);
    members.push({ name: buffer.toString('utf8', at + 1, close - 1), start: value, end });
    if (end < 0) return members;
    const next = skip(buffer, end, limit);
    if (buffer[next] !== COMMA) return members;
    at = skip(buffer, next + 1, limit);
  }
  return members;
}

/** The objects of a list that begins at `start`, as long as there are such. */
export function* itemsOf(buffer: Buffer, start: number, limit: number): Generator<Omit<Member, 'name'>> {
  let at = skip(buffer, start + 1, limit);
  while (at < limit) {
    const end = endOfValue(buffer, at, limit);
    if (end < 0 || end === at) return;
    yield { start: at, end };
    at = skip(buffer, end, limit);
    if (buffer[at] !== COMMA) return;
    at = skip(buffer, at + 1, limit);
  }
}

function skip(buffer: Buffer, from: number, limit: number): number {
  return Math.min(skipSpace(buffer, skipBlank(buffer, from)), limit);
}

function endOfValue(buffer: Buffer, at: number, limit: number): number {
  const first = buffer[at];
  if (first === OPEN || first === OPEN_LIST) return endOfItem(buffer, at, limit);
  if (first === QUOTE) return endOfString(buffer, at, limit);
  for (let end = at; end < limit; end++) {
    const byte = buffer[end] as number;
    if (byte === COMMA || byte === 125 || byte === 93 || byte <= 32) return end;
  }
  return -1;
}

/** Behind the closing quote; −1 when there is none. */
function endOfString(buffer: Buffer, start: number, limit: number): number {
  for (let at = start + 1; at < limit; at++) {
    if (buffer[at] === BACKSLASH) at++;
    else if (buffer[at] === QUOTE) return at + 1;
  }
  return -1;
}
