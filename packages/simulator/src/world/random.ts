/** A well-mixed unsigned 32-bit number that depends on every argument; the same arguments give the same number for ever. */
export function mix(a: number, b: number, c = 0, d = 0): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul((h ^ (h >>> 13) ^ b) + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul((h ^ (h >>> 16) ^ c) + 0x165667b1, 0x27d4eb2f);
  h = Math.imul((h ^ (h >>> 15) ^ d) + 0x2545f491, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** `mix` as a number in 0 ≤ n < 1. */
export function chance(a: number, b: number, c = 0, d = 0): number {
  return mix(a, b, c, d) / 4_294_967_296;
}

/** An unsigned 32-bit number that depends on every character of the text. */
export function mixText(text: string): number {
  let h = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) h = Math.imul(h ^ text.charCodeAt(index), 0x01000193);
  return mix(h, text.length);
}

/** A stream of pseudo-random numbers, repeatable from its seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** 0 ≤ n < 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number between `low` and `high`, both possible. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** A whole number ≥ 0 around `mean`, up to about three times it. */
  around(mean: number): number {
    const spread = this.next() + this.next() + this.next();
    return Math.max(0, Math.round(mean * (0.2 + spread * spread * 0.32)));
  }

  /** One of the values, the earlier the likelier when `lean` > 1. @throws Error for an empty list. */
  pick<T>(values: readonly T[], lean = 1): T {
    const value = values[Math.floor(this.next() ** lean * values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  }
}
