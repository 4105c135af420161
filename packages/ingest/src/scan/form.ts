/** How a file is written: one object a line, one JSON text over many lines (a list of objects, or objects), or a CSV. */
export type FileForm = 'ndjson' | 'json' | 'csv';

const OPEN = 123;
const CLOSE = 125;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const QUOTE = 34;
const BACKSLASH = 92;
const LINE_END = 10;
const COMMA = 44;
const COLON = 58;

/** Most bytes looked at before deciding. */
const MAX_HEAD_BYTES = 8 * 1024 * 1024;

/** 3 when the bytes begin with a UTF-8 byte order mark, else 0. */
export function bomLength(head: Uint8Array): number {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}

/** The form of a file by its beginning; null asks for more bytes, never when `ended` or beyond 8 MiB. */
export function decideForm(head: Buffer, ended: boolean): FileForm | null {
  const forced = ended || head.length > MAX_HEAD_BYTES;
  if (!forced && head.length < 3 && (head.length === 0 || head[0] === 0xef)) return null;
  const start = skipSpace(head, bomLength(head));
  const first = head[start];
  if (first === undefined) return forced ? 'ndjson' : null;
  if (first !== OPEN && first !== OPEN_LIST) return 'ndjson';
  const end = head.indexOf(LINE_END, start);
  if (end < 0) return forced ? (first === OPEN_LIST ? 'json' : 'ndjson') : null;
  const closed = endOfItem(head, start, end) >= 0;
  if (first === OPEN_LIST && !closed) return 'json';
  if (first === OPEN && closed) return 'ndjson';
  const next = head[skipSpace(head, end)];
  if (next === undefined) return forced ? (first === OPEN_LIST ? 'json' : 'ndjson') : null;
  if (first === OPEN_LIST) return 'ndjson';
  return isContinued(head, start, end, next) ? 'json' : 'ndjson';
}

/** An object left open between two tokens and gone on with is pretty-printed; a cut line is followed by a new object. */
function isContinued(head: Buffer, start: number, end: number, next: number): boolean {
  let at = end - 1;
  while (at > start && isSpace(head[at] as number)) at--;
  const last = head[at] as number;
  if (next === OPEN) return last === OPEN_LIST || last === COLON;
  return last === OPEN || last === OPEN_LIST || last === COMMA || last === COLON;
}

/** Index behind the object or list starting at `start`, or −1 when it does not end before `limit`. Only counts brackets outside strings. */
export function endOfItem(buffer: Uint8Array, start: number, limit: number): number {
  let depth = 0;
  for (let at = start; at < limit; at++) {
    const byte = buffer[at];
    if (byte === QUOTE) {
      for (at++; at < limit && buffer[at] !== QUOTE; at++) if (buffer[at] === BACKSLASH) at++;
    } else if (byte === OPEN || byte === OPEN_LIST) depth++;
    else if ((byte === CLOSE || byte === CLOSE_LIST) && --depth === 0) return at + 1;
  }
  return -1;
}

/** Index of the first byte at or behind `from` that is not blank; the length when there is none. */
export function skipSpace(buffer: Uint8Array, from: number): number {
  let at = from;
  while (at < buffer.length && isSpace(buffer[at] as number)) at++;
  return at;
}

function isSpace(byte: number): boolean {
  return byte === 32 || byte === LINE_END || byte === 13 || byte === 9;
}
