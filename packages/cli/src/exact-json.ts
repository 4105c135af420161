const TOKEN = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;
const MARK = '\u0000bigint:';

/** Parses JSON so that whole numbers beyond 2^53 become bigints instead of losing digits. */
export function parseExactJson(text: string): unknown {
  const marked = text.replace(TOKEN, (token) => {
    if (token.startsWith('"') || Number.isSafeInteger(Number(token))) return token;
    return JSON.stringify(`${MARK}${token}`);
  });
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(MARK.length)) : value,
  );
}
