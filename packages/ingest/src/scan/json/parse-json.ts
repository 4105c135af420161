import { ExactError, type ExactValue, Lexeme, parseExact } from '../record/exact.ts';

/** A whole number that JSON.parse would round has at least 16 digits. */
const LONG = /\d{16}/;
const WHOLE = /^-?\d+$/;

/** What stands for a whole number too long, by its digits and the name it stands under; `''` in a list. */
export type ToLong = (digits: string, name: string) => unknown;

/**
 * The text as JSON.parse gives it, but for whole numbers beyond 2^53, which it would round: of each, what `toLong` makes of
 * its digits. @throws SyntaxError for text that is not JSON, or names a key twice beside such a number.
 */
export function parseJson(text: string, toLong: ToLong): unknown {
  const value: unknown = JSON.parse(text);
  if (!LONG.test(text)) return value;
  try {
    return toPlain(parseExact(text), '', toLong);
  } catch (error) {
    throw error instanceof ExactError ? new SyntaxError('a key stands twice', { cause: error }) : error;
  }
}

function toPlain(value: ExactValue, name: string, toLong: ToLong): unknown {
  if (value instanceof Lexeme) {
    const number = Number(value.text);
    return WHOLE.test(value.text) && !Number.isSafeInteger(number) ? toLong(value.text, name) : number;
  }
  if (Array.isArray(value)) return value.map((item) => toPlain(item, '', toLong));
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, item]) => [key, toPlain(item, key, toLong)]));
}
