/** A number as written; `NaN` and `Infinity` may stand here too, for the reader to refuse by name. */
export class Lexeme {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** JSON without loss: numbers keep their digits, objects their key order and every key, `__proto__` included. */
export type ExactValue = null | boolean | string | Lexeme | ExactValue[] | Map<string, ExactValue>;

/** Thrown by `parseExact`; the fast scanner has passed the line, so only a key hidden by escapes can be double. */
export class ExactError extends Error {
  readonly code: 'json_syntax' | 'duplicate_key';
  readonly key: string;

  constructor(code: 'json_syntax' | 'duplicate_key', key = '') {
    super(code);
    this.code = code;
    this.key = key;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

const BARE = /[^\s,:{}[\]"]+/y;
const BLANK = /\s*/y;

/**
 * The text as exact values. Expects what `LineScanner` let through (sound syntax, bounded depth).
 * @throws ExactError for a duplicate key once escapes are read.
 */
export function parseExact(text: string): ExactValue {
  const reader: Reader = { text, at: 0 };
  return parseValue(reader, nextToken(reader));
}

function nextToken(reader: Reader): string {
  BLANK.lastIndex = reader.at;
  BLANK.exec(reader.text);
  const start = BLANK.lastIndex;
  const first = reader.text[start];
  if (first === undefined) throw new ExactError('json_syntax');
  if (first === '"') reader.at = endOfString(reader.text, start);
  else if ('{}[],:'.includes(first)) reader.at = start + 1;
  else {
    BARE.lastIndex = start;
    BARE.exec(reader.text);
    reader.at = BARE.lastIndex;
  }
  return reader.text.slice(start, reader.at);
}

function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  throw new ExactError('json_syntax');
}

function parseValue(reader: Reader, token: string): ExactValue {
  if (token === '{') return parseObject(reader);
  if (token === '[') return parseList(reader);
  if (token.startsWith('"')) return JSON.parse(token) as string;
  if (token === 'null') return null;
  if (token === 'true' || token === 'false') return token === 'true';
  return new Lexeme(token);
}

function parseObject(reader: Reader): Map<string, ExactValue> {
  const result = new Map<string, ExactValue>();
  for (let token = nextToken(reader); token !== '}'; token = nextToken(reader)) {
    if (token === ',') continue;
    const key = JSON.parse(token) as string;
    nextToken(reader);
    if (result.has(key)) throw new ExactError('duplicate_key', key);
    result.set(key, parseValue(reader, nextToken(reader)));
  }
  return result;
}

function parseList(reader: Reader): ExactValue[] {
  const result: ExactValue[] = [];
  for (let token = nextToken(reader); token !== ']'; token = nextToken(reader)) {
    if (token !== ',') result.push(parseValue(reader, token));
  }
  return result;
}

/** The value as JSON on one line, numbers digit for digit; with `sorted`, the same for any order of keys. */
export function formatExact(value: ExactValue, sorted = false): string {
  if (value instanceof Lexeme) return value.text;
  if (Array.isArray(value)) return `[${value.map((item) => formatExact(item, sorted)).join(',')}]`;
  if (!(value instanceof Map)) return JSON.stringify(value);
  const entries = [...value];
  if (sorted) entries.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${formatExact(item, sorted)}`).join(',')}}`;
}
