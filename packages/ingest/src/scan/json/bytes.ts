/** Index of the first byte at or behind `from` that is not a blank, tab or carriage return. */
export function skipBlank(buffer: Uint8Array, from: number): number {
  let at = from;
  let byte = buffer[at];
  while (byte === 32 || byte === 9 || byte === 13) byte = buffer[++at];
  return at;
}

/** True when the ASCII word stands at `at`. */
export function matches(buffer: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index++) {
    if (buffer[at + index] !== word.charCodeAt(index)) return false;
  }
  return true;
}

/** True when the line stops inside `true`, `false` or `null`. */
export function isCutWord(buffer: Uint8Array, at: number, end: number): boolean {
  const length = end - at;
  if (length > 4) return false;
  return ['true', 'false', 'null'].some((word) => matches(buffer, at, word.slice(0, length)));
}

/** `2026-05-07` in the buffer → 20260507, or −1 when the ten bytes are not of that form. */
export function compactDay(buffer: Uint8Array, at: number): number {
  let value = 0;
  for (let index = 0; index < 10; index++) {
    const byte = buffer[at + index] as number;
    if (index === 4 || index === 7) {
      if (byte !== 45) return -1;
    } else {
      if (byte < 48 || byte > 57) return -1;
      value = value * 10 + byte - 48;
    }
  }
  return value;
}

/** True for `2026-05-07T12:00:00Z` or with `+02:00` at the end, of a day every month has; others want the exact reading. */
export function isPlainInstant(buffer: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length !== 20 && length !== 25) return false;
  const compact = compactDay(buffer, start);
  const [month, day] = [Math.trunc(compact / 100) % 100, compact % 100];
  if (compact < 10_101 || month < 1 || month > 12 || day < 1 || day > 28) return false;
  if (buffer[start + 10] !== 84 || !isClock(buffer, start + 11, 23) || buffer[start + 16] !== 58) return false;
  if (!isPair(buffer, start + 17, 59)) return false;
  const zone = buffer[start + 19];
  if (length === 20) return zone === 90;
  return (zone === 43 || zone === 45) && isClock(buffer, start + 20, 15);
}

/** `12:59` with at most so many hours. */
function isClock(buffer: Uint8Array, at: number, mostHours: number): boolean {
  return isPair(buffer, at, mostHours) && buffer[at + 2] === 58 && isPair(buffer, at + 3, 59);
}

function isPair(buffer: Uint8Array, at: number, most: number): boolean {
  const tens = (buffer[at] as number) - 48;
  const ones = (buffer[at + 1] as number) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 && tens * 10 + ones <= most;
}
