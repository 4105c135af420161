import { type KeyKind, type ReportPlace, ROLE_KEYS, type ScanSchema } from '../schema.ts';

/** Key kinds as small numbers, for typed arrays; FREE is a key not known at its place, ANY one left out on purpose. */
export const FREE = 0;
export const ANY = 1;
export const COUNT = 2;
export const DECIMAL = 3;
export const FLAG = 4;
export const TEXT = 5;
export const ID = 6;
export const DAY = 7;
export const OBJECT = 8;
export const LIST = 9;
export const INSTANT = 10;

/** The number of each kind. */
export const NUMBER_OF: Readonly<Record<KeyKind, number>> = {
  any: ANY,
  count: COUNT,
  decimal: DECIMAL,
  flag: FLAG,
  text: TEXT,
  id: ID,
  day: DAY,
  instant: INSTANT,
  object: OBJECT,
  list: LIST,
};

const QUOTE = 34;
const COLON = 58;
const MAX_NAMES = 4096;
const MAX_NAME_BYTES = 128;
const SLOTS = 16_384;
/** Two characters or more, so that four bytes stand there with quote and colon; none of them escaped. */
const COMPARABLE = /^[!#-[\]-~]{2,}$/;

/**
 * Names seen in records, found by their bytes without making strings. Holds the schema's names from the start and
 * learns unknown ones, up to 4,096 in all; what does not fit is `-1` and the caller's to remember.
 */
export class KeyTable {
  /** 1-based position in ROLE_KEYS (0 for none), and place and number of the name's bytes, by name id. */
  readonly roles = new Uint8Array(MAX_NAMES);
  readonly offsets = new Uint32Array(MAX_NAMES);
  readonly lengths = new Uint16Array(MAX_NAMES);
  /** 1 when eight bytes of the name may be compared as a floating point number: ASCII is never NaN. */
  readonly comparable = new Uint8Array(MAX_NAMES);
  /** Every name as it stands in a record: its bytes, the closing quote and the colon. */
  readonly bytes = new Uint8Array(MAX_NAMES * (MAX_NAME_BYTES + 2));
  /** The bytes, to be read several at a time. */
  readonly view = new DataView(this.bytes.buffer);
  readonly names: string[] = [];
  readonly maxNames = MAX_NAMES;
  #end = 0;
  readonly #slots = new Int32Array(SLOTS).fill(-1);

  /** @throws Error when the schema has more names, or longer ones, than there is room for: a fault of the schema. */
  constructor(schema: ScanSchema) {
    for (const root of Object.values(schema)) this.#addPlace(root);
    ROLE_KEYS.forEach((name, index) => {
      this.roles[this.#addText(name)] = index + 1;
    });
  }

  /** Id of the name standing in `buffer[start, end)`, learning it when new; −1 when the table is full. */
  find(buffer: Uint8Array, start: number, end: number): number {
    const length = end - start;
    let slot = hash(buffer, start, end);
    for (;;) {
      const id = this.#slots[slot] as number;
      if (id < 0) return this.#add(buffer, start, end, slot);
      if (this.lengths[id] === length && this.#equal(id, buffer, start)) return id;
      slot = (slot + 1) % SLOTS;
    }
  }

  #equal(id: number, buffer: Uint8Array, start: number): boolean {
    const offset = this.offsets[id] as number;
    const length = this.lengths[id] as number;
    for (let index = 0; index < length; index++) {
      if (this.bytes[offset + index] !== buffer[start + index]) return false;
    }
    return true;
  }

  #add(buffer: Uint8Array, start: number, end: number, slot: number): number {
    const id = this.names.length;
    if (id >= MAX_NAMES || end - start > MAX_NAME_BYTES) return -1;
    this.bytes.set(buffer.subarray(start, end), this.#end);
    this.offsets[id] = this.#end;
    this.lengths[id] = end - start;
    this.#end += end - start;
    this.bytes[this.#end++] = QUOTE;
    this.bytes[this.#end++] = COLON;
    this.#slots[slot] = id;
    const name = Buffer.from(buffer.subarray(start, end)).toString('utf8');
    this.comparable[id] = COMPARABLE.test(name) ? 1 : 0;
    this.names.push(name);
    return id;
  }

  #addPlace({ keys }: ReportPlace): void {
    for (const [name, { below }] of keys) {
      this.#addText(name);
      if (below !== null) this.#addPlace(below);
    }
  }

  #addText(name: string): number {
    const bytes = Buffer.from(name);
    const id = this.find(bytes, 0, bytes.length);
    if (id < 0)
      throw new Error(`"${name}" has no room: a schema has at most ${MAX_NAMES} names of ${MAX_NAME_BYTES} bytes`);
    return id;
  }
}

function hash(buffer: Uint8Array, start: number, end: number): number {
  let value = end - start;
  for (let index = start; index < end; index++) value = (Math.imul(value, 31) + (buffer[index] as number)) | 0;
  return (value ^ (value >>> 15)) & (SLOTS - 1);
}
