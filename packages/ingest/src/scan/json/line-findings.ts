import { DUPLICATE, SURROGATE, SYNTAX } from '../record/verdict.ts';
import { ROLE_KEYS, type ScanSchema } from '../schema.ts';
import { KeyTable } from './key-table.ts';
import { PathTrie } from './path-trie.ts';
import { PlaceTable } from './place-table.ts';

/** Most different names in one line. */
export const MAX_FIELDS = 5000;

const BACKSLASH = 92;

/** An unknown key met in the line: where it hangs, its name id (−1: see `name`), where its value starts, and if it stands in a new field. */
export interface UnknownKey {
  readonly inNew: boolean;
  readonly node: number;
  readonly key: number;
  readonly name: string | null;
  readonly valueStart: number;
}

/** What the last line scanned was found to have, and where it went wrong. */
export class LineFindings {
  readonly keys: KeyTable;
  readonly places: PlaceTable;
  readonly paths = new PathTrie();
  /** Where an error was met; equal to the line's end when the line stops too early. */
  errorAt = 0;
  /** Path node and name id of a duplicate key. */
  errorNode = 0;
  errorKey = -1;
  /** Bits of ROLE_KEYS standing at the top, and of those that are null. */
  present = 0;
  nulls = 0;
  /** Some key is written with an escape, so its meaning is for the exact reading to say. */
  escapedKeys = false;
  unknown: UnknownKey[] = [];
  /** True when a key at the top is not known there: the record may be of another kind. */
  strange = false;
  /** Name ids of the keys at the top, in order; of one whose value is null −1 − id, beyond the table `maxNames`. */
  readonly top = new Int32Array(MAX_FIELDS + 1);
  topCount = 0;
  /** Days of `day_totals[].day`, as YYYYMMDD. */
  totalsDays: number[] = [];
  readonly roleStart = new Float64Array(ROLE_KEYS.length + 1);
  readonly roleEnd = new Float64Array(ROLE_KEYS.length + 1);

  constructor(schema: ScanSchema) {
    this.keys = new KeyTable(schema);
    this.places = new PlaceTable(schema, this.keys);
  }

  /** Path of the duplicate key that ended the last scan. */
  errorPath(): string | null {
    if (this.errorKey < 0) return null;
    return this.paths.render(this.errorNode, this.keys.names, this.keys.names[this.errorKey] ?? '');
  }

  protected forget(node: number, key: number): void {
    const last = this.unknown.at(-1);
    if (last !== undefined && last.key === key && last.node === this.paths.parentOf(node)) this.unknown.pop();
  }

  protected fail(code: number, at: number): number {
    this.errorAt = at;
    this.errorKey = -1;
    return code;
  }

  protected failEscape(reason: number, buffer: Uint8Array, at: number, end: number): number {
    const cut = end - at <= 6 || (reason === -2 && buffer[at + 6] === BACKSLASH && end - at < 12);
    return this.fail(reason === -2 ? SURROGATE : SYNTAX, cut ? end : at);
  }

  protected duplicate(node: number, key: number, at: number): number {
    this.errorAt = at;
    this.errorNode = node;
    this.errorKey = key;
    return DUPLICATE;
  }
}
