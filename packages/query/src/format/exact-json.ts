const TOKEN = /"(?:[^"\\]|\\.)*"(?<isKey>\s*:)?|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** What a value begins with on its way through JSON.parse: a whole number of many digits, or a text that itself begins so. */
const NUMBER = '\u0000number:';
const TEXT = '\u0000text:';

/** JSON writes the first character of both marks in this way only. */
const WRITTEN_NUL = '"\\u0000';

/** Parses JSON so that whole numbers beyond 2^53 become bigints instead of losing digits; every text stays as it is. */
export function parseExactJson(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const marked = text.replace(TOKEN, (token, isKey?: string) => {
    if (isKey !== undefined) return token;
    if (token.startsWith('"')) return token.startsWith(WRITTEN_NUL) ? mark(TEXT, JSON.parse(token)) : token;
    return Number.isSafeInteger(Number(token)) ? token : mark(NUMBER, token);
  });
  return JSON.parse(marked, (_key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (value.startsWith(NUMBER)) return BigInt(value.slice(NUMBER.length));
    return value.startsWith(TEXT) ? value.slice(TEXT.length) : value;
  });
}

const mark = (as: string, value: string): string => JSON.stringify(as + value);
