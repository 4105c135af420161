import { DEEP, FIELDS, NOT_OBJECT, OK, SLOW, SYNTAX, TRAILING } from '../record/verdict.ts';
import type { ScanSchema } from '../schema.ts';
import { compactDay, isCutWord, isPlainInstant, matches, skipBlank } from './bytes.ts';
import { Containers, MAX_DEPTH } from './containers.ts';
import { ANY, COUNT, DAY, DECIMAL, FLAG, FREE, ID, INSTANT, LIST, OBJECT, TEXT } from './key-table.ts';
import { LineFindings, MAX_FIELDS } from './line-findings.ts';
import { NOWHERE } from './place-table.ts';
import { endOfEscape, isPlain } from './strings.ts';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN = 123;
const CLOSE = 125;

/**
 * Reads one line at a time out of a buffer, in one pass without making strings: JSON syntax, depth, duplicate keys,
 * and whether every value is plainly of its key's kind. The method `scan` is long on purpose: split up, it loses half its speed.
 */
export class LineScanner extends LineFindings {
  readonly #goodDay: (compact: number) => boolean;
  readonly #predict: Int32Array;
  readonly #seen: Uint32Array;
  readonly #lineSeen: Uint32Array;
  #viewed: Uint8Array = new Uint8Array(0);
  #view = new DataView(this.#viewed.buffer);
  #serial = 0;
  #lineSerial = 0;
  readonly #containers = new Containers();
  readonly #dayTotals: number;
  readonly #day: number;
  #inDayTotals = false;

  constructor(schema: ScanSchema, goodDay: (compact: number) => boolean) {
    super(schema);
    this.#goodDay = goodDay;
    this.#predict = new Int32Array(this.keys.maxNames * 2 + 2).fill(-1);
    this.#seen = new Uint32Array(this.keys.maxNames * (MAX_DEPTH + 1));
    this.#lineSeen = new Uint32Array(this.keys.maxNames);
    this.#dayTotals = this.keys.names.indexOf('day_totals');
    this.#day = this.keys.names.indexOf('day');
  }

  /**
   * Judges `buffer[start, end)` as a record whose keys stand at the place `root`; at `NOWHERE` only its syntax.
   * `buffer[end]` must be a line feed; none may stand before it. A line with more keys than different names are allowed is
   * read again with `countNames`.
   */
  scan(buffer: Uint8Array, start: number, end: number, root: number, countNames = false): number {
    const { roles, offsets, lengths, comparable, view: names, maxNames } = this.keys;
    const { kinds, names: placed } = this.places;
    const top = this.top;
    if (this.#viewed !== buffer) {
      this.#viewed = buffer;
      this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
    }
    const view = this.#view;
    const containers = this.#containers;
    const { wasList, places: placesAt, nodes, serials, previous: previousAt, keys: keysAt } = containers;
    const predict = this.#predict;
    const seen = this.#seen;
    const lineSeen = this.#lineSeen;
    if (this.#serial > 4_000_000_000) {
      seen.fill(0);
      this.#serial = 0;
    }
    if (++this.#lineSerial > 4_000_000_000) {
      lineSeen.fill(0);
      this.#lineSerial = 1;
    }
    const lineSerial = this.#lineSerial;
    this.present = 0;
    this.nulls = 0;
    this.escapedKeys = false;
    this.strange = false;
    let topCount = 0;
    if (this.unknown.length > 0) this.unknown = [];
    if (this.totalsDays.length > 0) this.totalsDays = [];
    let overflowNames: Set<string> | null = null;
    let overflowSeen: Set<string> | null = null;

    let at = start;
    let slow = false;
    let fields = 0;
    let depth = 0;
    let expectKey = false;
    // The container being read, and its kept state per depth.
    let inList = false;
    let place = root;
    let node = 0;
    let serial = 0;
    let previous = 0;
    let key = -1;
    let kind = OBJECT;

    at = skipBlank(buffer, at);
    const isObject = buffer[at] === OPEN;
    for (;;) {
      if (expectKey) {
        if (buffer[at] !== QUOTE) return this.fail(SYNTAX, at);
        const keyStart = ++at;
        // Rows repeat the same names in the same order, and most of a row is names: try the one that followed last time,
        // with its quote and colon, eight bytes at a time, the last eight overlapping.
        key = predict[previous] as number;
        if (key >= 0) {
          const offset = offsets[key] as number;
          const length = (lengths[key] as number) + 2;
          if (at + length > end) key = -1;
          else if (length < 8) {
            const last = length - 4;
            if (
              view.getUint32(at, true) !== names.getUint32(offset, true) ||
              view.getUint32(at + last, true) !== names.getUint32(offset + last, true)
            ) {
              key = -1;
            } else at += length;
          } else {
            const last = length - 8;
            let index = 0;
            while (index < last && view.getFloat64(at + index, true) === names.getFloat64(offset + index, true))
              index += 8;
            if (index < last || view.getFloat64(at + last, true) !== names.getFloat64(offset + last, true)) key = -1;
            else at += length;
          }
        }
        const predicted = key >= 0;
        if (!predicted) {
          let escaped = false;
          for (;;) {
            while (isPlain[buffer[at] as number] === 1) at++;
            if (buffer[at] === QUOTE) break;
            if (buffer[at] !== BACKSLASH) return this.fail(SYNTAX, at);
            escaped = true;
            const next = endOfEscape(buffer, at);
            if (next < 0) return this.failEscape(next, buffer, at, end);
            at = next;
          }
          if (escaped) {
            this.escapedKeys = true;
            slow = true;
          }
          key = this.keys.find(buffer, keyStart, at);
          if (key >= 0 && comparable[key] === 1) predict[previous] = key;
        }
        let name: string | null = null;
        if (key >= 0) {
          if (seen[depth * maxNames + key] === serial) return this.duplicate(node, key, keyStart);
          seen[depth * maxNames + key] = serial;
          if (countNames && lineSeen[key] !== lineSerial) {
            lineSeen[key] = lineSerial;
            fields++;
          }
          previous = key;
          kind = key < placed ? (kinds[place + key] as number) : FREE;
        } else {
          name = Buffer.from(buffer.buffer, buffer.byteOffset + keyStart, at - keyStart).toString('utf8');
          overflowSeen ??= new Set();
          const place = `${serial}:${name}`;
          if (overflowSeen.has(place)) return this.duplicate(node, -1, keyStart);
          overflowSeen.add(place);
          overflowNames ??= new Set();
          if (countNames && !overflowNames.has(name)) {
            overflowNames.add(name);
            fields++;
          }
          kind = FREE;
        }
        if (countNames) {
          if (fields > MAX_FIELDS) return this.fail(FIELDS, keyStart);
        } else if (++fields > MAX_FIELDS) return this.scan(buffer, start, end, root, true);
        if (depth === 1) top[topCount++] = key >= 0 ? key : maxNames;
        if (predicted) {
          // The same goes for most values: a short whole number and the next name.
          if (kind === COUNT && roles[key] === 0) {
            const digits = at;
            let byte = buffer[at] as number;
            while (byte >= 48 && byte <= 57) byte = buffer[++at] as number;
            const length = at - digits;
            const plain = length > 0 && length <= 15 && (length === 1 || buffer[digits] !== 48);
            if (plain && byte === COMMA && buffer[at + 1] === QUOTE) {
              at++;
              continue;
            }
            at = digits;
          }
        } else {
          at = skipBlank(buffer, at + 1);
          if (buffer[at] !== COLON) return this.fail(SYNTAX, at);
          at++;
        }
        at = skipBlank(buffer, at);
        if (kind === FREE && place !== NOWHERE && !this.places.isOpen(place)) {
          this.unknown.push({ node, key, name, valueStart: at, inNew: place === placed });
          if (depth === 1) this.strange = true;
        }
        if (depth === 1 && key >= 0 && roles[key] !== 0) {
          const role = roles[key] as number;
          this.present |= 1 << (role - 1);
          this.roleStart[role] = at;
        }
        expectKey = false;
      }

      const valueStart = at;
      const first = buffer[at] as number;
      let opened = false;
      if (first === QUOTE) {
        at++;
        for (;;) {
          while (isPlain[buffer[at] as number] === 1) at++;
          if (buffer[at] === QUOTE) break;
          if (buffer[at] !== BACKSLASH) return this.fail(SYNTAX, at);
          const next = endOfEscape(buffer, at);
          if (next < 0) return this.failEscape(next, buffer, at, end);
          at = next;
        }
        at++;
        if (kind === DAY) {
          const compact = at - valueStart === 12 ? compactDay(buffer, valueStart + 1) : -1;
          if (compact < 0 || !this.#goodDay(compact)) slow = true;
          else if (depth === 3 && key === this.#day && this.#inDayTotals) this.totalsDays.push(compact);
        } else if (kind === INSTANT) {
          if (!isPlainInstant(buffer, valueStart + 1, at - 1)) slow = true;
        } else if (kind !== TEXT && kind > ANY) slow = true;
      } else if ((first >= 48 && first <= 57) || first === 45) {
        if (first === 45) at++;
        const digits = at;
        if (buffer[at] === 48) at++;
        else while ((buffer[at] as number) >= 48 && (buffer[at] as number) <= 57) at++;
        if (at === digits) {
          // Python writes -Infinity.
          if (first !== 45 || !matches(buffer, at, 'Infinity')) return this.fail(SYNTAX, at);
          at += 8;
          if (kind <= ANY) return this.fail(SYNTAX, valueStart);
          slow = true;
        }
        let plain = true;
        if (buffer[at] === 46) {
          plain = kind === DECIMAL;
          const fraction = ++at;
          while ((buffer[at] as number) >= 48 && (buffer[at] as number) <= 57) at++;
          if (at === fraction) return this.fail(SYNTAX, at);
        }
        if (((buffer[at] as number) | 32) === 101) {
          plain = false;
          at++;
          if (buffer[at] === 43 || buffer[at] === 45) at++;
          const exponent = at;
          while ((buffer[at] as number) >= 48 && (buffer[at] as number) <= 57) at++;
          if (at === exponent) return this.fail(SYNTAX, at);
        }
        if (kind === COUNT) {
          if (!plain || first === 45 || at - valueStart > 15) slow = true;
        } else if (kind === ID) {
          if (!plain || first === 45 || first === 48 || at - valueStart > 15) slow = true;
        } else if (kind === DECIMAL) {
          if (!plain || at - valueStart > 17) slow = true;
        } else if (kind > ANY) slow = true;
      } else if (first === OPEN || first === OPEN_LIST) {
        if (depth >= MAX_DEPTH) return this.fail(DEEP, at);
        if (kind > ANY && kind !== (first === OPEN ? OBJECT : LIST) && depth > 0) slow = true;
        const wasInList = inList;
        containers.push(depth, inList, place, node, serial, previous, key);
        if (depth > 0) {
          if (!wasInList) {
            if (place !== NOWHERE || root === NOWHERE) node = this.paths.child(node, key, first === OPEN_LIST);
            place = this.places.placeBelow(place, key);
          }
        }
        depth++;
        inList = first === OPEN_LIST;
        at = skipBlank(buffer, at + 1);
        opened = true;
        if (inList) {
          if (depth === 2) this.#inDayTotals = key === this.#dayTotals;
          kind = place <= placed ? FREE : OBJECT;
          if (buffer[at] !== CLOSE_LIST) continue;
        } else {
          serial = ++this.#serial;
          previous = key < 0 ? 0 : maxNames + key + 1;
          if (buffer[at] !== CLOSE) {
            expectKey = true;
            // Of a new object what stands in it is listed instead.
            if (place === placed) this.forget(node, key);
            continue;
          }
        }
      } else if (first === 110 && matches(buffer, at, 'null')) {
        at += 4;
        if (inList && kind === OBJECT) slow = true;
        if (depth === 1 && topCount > 0) top[topCount - 1] = -1 - (top[topCount - 1] as number);
        if (depth === 1 && key >= 0 && roles[key] !== 0) this.nulls |= 1 << ((roles[key] as number) - 1);
      } else if (first === 116 && matches(buffer, at, 'true')) {
        at += 4;
        if (kind !== FLAG && kind > ANY) slow = true;
      } else if (first === 102 && matches(buffer, at, 'false')) {
        at += 5;
        if (kind !== FLAG && kind > ANY) slow = true;
      } else if (kind > ANY && depth > 0 && (matches(buffer, at, 'NaN') || matches(buffer, at, 'Infinity'))) {
        at += first === 78 ? 3 : 8;
        slow = true;
      } else return this.fail(SYNTAX, isCutWord(buffer, at, end) ? end : at);

      if (depth === 1 && !opened && !inList && key >= 0 && roles[key] !== 0) this.roleEnd[roles[key] as number] = at;

      for (;;) {
        if (!opened) at = skipBlank(buffer, at);
        opened = false;
        if (depth === 0) {
          this.topCount = topCount;
          if (at < end) return this.fail(isObject ? TRAILING : SYNTAX, at);
          return isObject ? (slow ? SLOW : OK) : NOT_OBJECT;
        }
        const next = buffer[at] as number;
        if (next === COMMA) {
          at = skipBlank(buffer, at + 1);
          if (inList) kind = place <= placed ? FREE : OBJECT;
          else expectKey = true;
          break;
        }
        if (next !== (inList ? CLOSE_LIST : CLOSE)) return this.fail(SYNTAX, at);
        at++;
        depth--;
        inList = wasList[depth] === 1;
        place = placesAt[depth] as number;
        node = nodes[depth] as number;
        serial = serials[depth] as number;
        previous = previousAt[depth] as number;
        key = keysAt[depth] as number;
        if (depth === 1 && !inList && key >= 0 && roles[key] !== 0) this.roleEnd[roles[key] as number] = at;
      }
    }
  }
}
