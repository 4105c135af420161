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
