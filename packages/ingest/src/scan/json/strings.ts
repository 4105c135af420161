/** 1 for bytes that are themselves inside a JSON string: all but quote, backslash and control characters. */
export const isPlain = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 32 && byte !== 34 && byte !== 92 ? 1 : 0,
);

const SIMPLE = new Set(Array.from('"\\/bfnrt', (letter) => letter.charCodeAt(0)));
const LETTER_U = 117;

/** Index after the escape starting at the backslash; −1 when malformed, −2 when half of a surrogate pair stands alone. */
export function endOfEscape(buffer: Uint8Array, at: number): number {
  const letter = buffer[at + 1] as number;
  if (SIMPLE.has(letter)) return at + 2;
  if (letter !== LETTER_U) return -1;
  const unit = hex4(buffer, at + 2);
  if (unit < 0) return -1;
  if (unit < 0xd800 || unit > 0xdfff) return at + 6;
  if (unit > 0xdbff) return -2;
  if (buffer[at + 6] !== 92 || buffer[at + 7] !== LETTER_U) return -2;
  const low = hex4(buffer, at + 8);
  return low >= 0xdc00 && low <= 0xdfff ? at + 12 : -2;
}

function hex4(buffer: Uint8Array, at: number): number {
  let value = 0;
  for (let index = at; index < at + 4; index++) {
    const byte = buffer[index] as number;
    const lower = byte | 32;
    if (byte >= 48 && byte <= 57) value = value * 16 + byte - 48;
    else if (lower >= 97 && lower <= 102) value = value * 16 + lower - 87;
    else return -1;
  }
  return value;
}
