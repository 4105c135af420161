/** Slots at first; always a power of two. */
const FIRST_SLOTS = 1024;
const FULLEST = 0.75;
/** 32-bit numbers that a grain is kept as. */
const WORDS = 3;

/**
 * Remembers where each grain was met. Keeps 96-bit sums instead of texts: 20 bytes a slot, any number of rows, and
 * nothing for the garbage collector to walk. Different grains of one sum (one file of 20 million rows in 10^12) are taken
 * for a repeat; the rows are compared then and the file is refused, so no row is ever lost to it.
 */
export class GrainTable {
  #slots = FIRST_SLOTS;
  #sums = new Int32Array(FIRST_SLOTS * WORDS);
  /** −1 = free. */
  #places = new Float64Array(FIRST_SLOTS).fill(-1);
  #size = 0;

  /** The place the grain was noted at before; null when this is the first time, and `place` is kept. */
  note(grain: string, place: number): number | null {
    let a = 0x3c6ef372;
    let b = 0x510e527f;
    let c = 0x1f83d9ab;
    for (let index = 0; index < grain.length; index++) {
      const unit = grain.charCodeAt(index);
      a = Math.imul(a ^ unit, 0x9e3779b1);
      b = Math.imul(b ^ unit, 0x85ebca77);
      c = Math.imul(c ^ unit, 0xc2b2ae3d);
      // A product's low bits know nothing of the factors' high ones.
      a ^= a >>> 15;
      b ^= b >>> 13;
      c ^= c >>> 16;
    }
    const slot = this.#find(a, b, c);
    const known = this.#places[slot] as number;
    if (known >= 0) return known;
    this.#put(slot, a, b, c, place);
    this.#size++;
    if (this.#size > this.#slots * FULLEST) this.#grow();
    return null;
  }

  /** The slot of the sum, or the free one where it belongs. */
  #find(a: number, b: number, c: number): number {
    const last = this.#slots - 1;
    const [sums, places] = [this.#sums, this.#places];
    for (let slot = a & last; ; slot = (slot + 1) & last) {
      if ((places[slot] as number) < 0) return slot;
      const at = slot * WORDS;
      if (sums[at] === a && sums[at + 1] === b && sums[at + 2] === c) return slot;
    }
  }

  #put(slot: number, a: number, b: number, c: number, place: number): void {
    this.#sums[slot * WORDS] = a;
    this.#sums[slot * WORDS + 1] = b;
    this.#sums[slot * WORDS + 2] = c;
    this.#places[slot] = place;
  }

  #grow(): void {
    const [sums, places] = [this.#sums, this.#places];
    this.#slots *= 2;
    this.#sums = new Int32Array(this.#slots * WORDS);
    this.#places = new Float64Array(this.#slots).fill(-1);
    for (let slot = 0; slot < places.length; slot++) {
      const place = places[slot] as number;
      if (place < 0) continue;
      const at = slot * WORDS;
      const [a, b, c] = [sums[at] as number, sums[at + 1] as number, sums[at + 2] as number];
      this.#put(this.#find(a, b, c), a, b, c, place);
    }
  }
}
