import type { LineScanner } from '../json/line-scanner.ts';
import { type ReportPlace, ROLE_BITS, ROLE_KEYS, type RoleKey } from '../schema.ts';
import { type ExactValue, Lexeme } from './exact.ts';

/** The remembered top-level values of one sound record. */
export interface Row {
  /** True when a key at the top is not known there: the record may be of another kind than it was read as. */
  readonly strange: boolean;
  /** Keys at the top that have a value; a key whose value is null says nothing. */
  names(): ReadonlySet<string>;
  /** Text or digits of a scalar; null when absent, null, or a list or object. */
  text(key: RoleKey): string | null;
  /** True when the key is there and not null. */
  has(key: RoleKey): boolean;
  /** Days of `day_totals[]`, for the 28-day aggregate. */
  totalsDays(): readonly string[];
}

/** Position of each role key in ROLE_KEYS. */
const INDEX_OF: ReadonlyMap<RoleKey, number> = new Map(ROLE_KEYS.map((key, index) => [key, index]));

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const OPEN = 123;
const NULL = 110;

/** The row the fast scanner stands on; one object for all lines, moved to each with `moveTo`. */
export class FastRow implements Row {
  readonly #scanner: LineScanner;
  readonly #expandDay: (compact: number) => string;
  #buffer: Buffer = Buffer.alloc(0);
  /** Texts as they stood in the line before: rows of one report name the same days and scopes, and a string costs more to make. */
  readonly #texts: string[] = ROLE_KEYS.map(() => '');

  /** The keys of the line before and their names: rows of one report have the same. */
  #top = new Int32Array(0);
  #names: ReadonlySet<string> = new Set();

  constructor(scanner: LineScanner, expandDay: (compact: number) => string) {
    this.#scanner = scanner;
    this.#expandDay = expandDay;
  }

  /** This row, now of the line scanned last, which stands in the buffer. */
  moveTo(buffer: Buffer): Row {
    this.#buffer = buffer;
    return this;
  }

  get strange(): boolean {
    return this.#scanner.strange;
  }

  names(): ReadonlySet<string> {
    const { top, topCount, keys } = this.#scanner;
    if (this.#isTopAsBefore(top, topCount)) return this.#names;
    this.#top = top.slice(0, topCount);
    const names = new Set<string>();
    for (let index = 0; index < topCount; index++) {
      const key = top[index] as number;
      if (key >= 0) names.add(keys.names[key] ?? `key ${index}`);
    }
    this.#names = names;
    return names;
  }

  #isTopAsBefore(top: Int32Array, count: number): boolean {
    const before = this.#top;
    if (before.length !== count) return false;
    for (let index = 0; index < count; index++) if (before[index] !== top[index]) return false;
    return true;
  }

  text(key: RoleKey): string | null {
    const { present, roleStart, roleEnd } = this.#scanner;
    if ((present & ROLE_BITS[key]) === 0) return null;
    const index = INDEX_OF.get(key) ?? 0;
    const start = roleStart[index + 1] as number;
    const end = roleEnd[index + 1] as number;
    const first = this.#buffer[start];
    if (first === NULL || first === OPEN || first === OPEN_LIST) return null;
    if (first !== QUOTE) return this.#buffer.toString('latin1', start, end);
    const before = this.#texts[index] as string;
    if (standsAt(before, this.#buffer, start + 1, end - 1)) return before;
    for (let at = start + 1; at < end; at++) {
      if (this.#buffer[at] === BACKSLASH) return JSON.parse(this.#buffer.toString('utf8', start, end)) as string;
    }
    const text = this.#buffer.toString('utf8', start + 1, end - 1);
    this.#texts[index] = text;
    return text;
  }

  has(key: RoleKey): boolean {
    const bit = ROLE_BITS[key];
    return (this.#scanner.present & bit) !== 0 && (this.#scanner.nulls & bit) === 0;
  }

  totalsDays(): readonly string[] {
    return this.#scanner.totalsDays.map(this.#expandDay);
  }
}

/** True when the bytes are exactly the characters of the text, all of them ASCII. */
function standsAt(text: string, buffer: Buffer, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 127 || unit !== buffer[start + index]) return false;
  }
  return true;
}

/** The row of an exactly read record; `place` is what its kind knows. */
export function exactRow(record: ReadonlyMap<string, ExactValue>, place: ReportPlace | null): Row {
  const value = (key: RoleKey): ExactValue => record.get(key) ?? null;
  return {
    strange: place === null || [...record.keys()].some((key) => !place.keys.has(key)),
    names: () => new Set([...record].flatMap(([key, held]) => (held === null ? [] : [key]))),
    text: (key) => {
      const found = value(key);
      if (found instanceof Lexeme) return found.text;
      return typeof found === 'string' ? found : null;
    },
    has: (key) => value(key) !== null,
    totalsDays: () => {
      const totals = value('day_totals');
      if (!Array.isArray(totals)) return [];
      return totals.flatMap((item) => {
        const day = item instanceof Map ? item.get('day') : null;
        return typeof day === 'string' ? [day] : [];
      });
    },
  };
}
