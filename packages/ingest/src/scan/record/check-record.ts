import type { LineCode } from '../codes.ts';
import type { KeyKind, ReportPlace } from '../schema.ts';
import { checkInstant } from './check-instant.ts';
import { type Checked, checkCount, checkDecimal, checkId } from './check-number.ts';
import type { DayVerdict } from './day-check.ts';
import { type ExactValue, Lexeme } from './exact.ts';

/** A fault at a place in the record. */
export interface Fault {
  readonly code: LineCode;
  readonly path: string;
  /** What stands there and what kind of value was expected, where that is what is wrong. */
  readonly value?: ExactValue;
  readonly expected?: KeyKind | 'element';
}

/** What the exact reading found: the first fault, or whether values had to be rewritten in place, and the keys nobody knows. */
export interface RecordCheck {
  readonly fault: Fault | null;
  readonly changed: boolean;
  readonly unknown: readonly UnknownValue[];
}

/** A key nobody knows at its place; `inNew`: it stands in a new field. */
interface UnknownValue {
  readonly path: string;
  readonly value: ExactValue;
  readonly inNew: boolean;
}

/** What a value of the kind looks like, for a person whose file has another. */
export const EXPECTED: Readonly<Record<KeyKind | 'element', string>> = Object.freeze({
  any: 'any value',
  count: 'a whole number from 0 on',
  decimal: 'a number',
  flag: 'true or false',
  text: 'text',
  id: 'a whole number from 1 to 9007199254740991',
  day: 'a calendar day since 2021, written YYYY-MM-DD',
  instant: 'a point of time or a calendar day, written YYYY-MM-DDTHH:MM:SSZ or YYYY-MM-DD',
  object: 'an object',
  list: 'a list of objects',
  element: 'an object in each place of the list',
});

/** Faults that say nothing without what was expected. */
const NAMED: ReadonlySet<LineCode> = new Set(['wrong_type', 'not_integer', 'bad_id', 'bad_day', 'bad_time']);

interface Context {
  readonly judgeDay: (day: string) => DayVerdict;
  readonly unknown: UnknownValue[];
  changed: boolean;
}

/** Holds every key that is known at its place against its kind, deciding each tolerance; rewrites tolerated values in place. */
export function checkRecord(
  record: Map<string, ExactValue>,
  place: ReportPlace,
  judgeDay: (day: string) => DayVerdict,
): RecordCheck {
  const context: Context = { judgeDay, unknown: [], changed: false };
  const fault = checkObject(record, place, '', '', context);
  return { fault, changed: context.changed, unknown: context.unknown };
}

function checkObject(
  object: Map<string, ExactValue>,
  place: ReportPlace,
  path: string,
  generic: string,
  context: Context,
): Fault | null {
  for (const [key, value] of object) {
    const known = place.keys.get(key);
    const here = path === '' ? key : `${path}.${key}`;
    const named = generic === '' ? key : `${generic}.${key}`;
    if (known === undefined || known.kind === 'any') {
      if (holdsNotANumber(value)) return { code: 'json_syntax', path: here };
      if (known === undefined && !place.open) noteLeaves(named, value, false, context.unknown);
      continue;
    }
    if (value === null) continue;
    const { kind, below } = known;
    if (below !== null) {
      const fault = checkContainer(value, kind, below, here, named, context);
      if (fault !== null) return fault;
      continue;
    }
    const checked = checkScalar(value, kind, context.judgeDay);
    if ('code' in checked)
      return { code: checked.code, path: here, ...(NAMED.has(checked.code) && { value, expected: kind }) };
    if (checked.value !== value) {
      object.set(key, checked.value);
      context.changed = true;
    }
  }
  return null;
}

/** Notes a new field; of an object, or a list of objects, what stands in it. A line may hold more of them than a call takes arguments. */
function noteLeaves(path: string, value: ExactValue, inNew: boolean, into: UnknownValue[]): void {
  if (value instanceof Map && value.size > 0) {
    for (const [key, inner] of value) noteLeaves(`${path}.${key}`, inner, true, into);
    return;
  }
  const objects = Array.isArray(value) ? value.filter((item) => item instanceof Map && item.size > 0) : [];
  for (const item of objects) noteLeaves(`${path}[]`, item, true, into);
  if (objects.length === 0) into.push({ path, value, inNew });
}

function checkContainer(
  value: ExactValue,
  kind: KeyKind,
  place: ReportPlace,
  path: string,
  generic: string,
  context: Context,
): Fault | null {
  if (kind === 'object') {
    return value instanceof Map
      ? checkObject(value, place, path, generic, context)
      : { code: 'wrong_type', path, value, expected: kind };
  }
  if (!Array.isArray(value)) return { code: 'wrong_type', path, value, expected: kind };
  for (const [index, item] of value.entries()) {
    const here = `${path}[${index}]`;
    if (!(item instanceof Map)) return { code: 'wrong_type', path: here, value: item, expected: 'element' };
    const fault = checkObject(item, place, here, `${generic}[]`, context);
    if (fault !== null) return fault;
  }
  return null;
}

function checkScalar(value: ExactValue, kind: KeyKind, judgeDay: (day: string) => DayVerdict): Checked {
  if (value instanceof Map || Array.isArray(value)) return { code: 'wrong_type' };
  switch (kind) {
    case 'count':
      return checkCount(value);
    case 'id':
      return checkId(value);
    case 'decimal':
      return checkDecimal(value);
    case 'flag':
      return checkFlag(value);
    case 'instant':
      return checkInstant(value);
    case 'text':
      return checkText(value);
    default:
      return checkDay(value, judgeDay);
  }
}

/** What passed through a spreadsheet or a database writes flags as `1`, `"1"` or `"true"`. */
function checkFlag(value: ExactValue): Checked {
  if (typeof value === 'boolean') return { value };
  const text = value instanceof Lexeme ? value.text : typeof value === 'string' ? value.toLowerCase() : '';
  if (text === '1' || text === 'true') return { value: true };
  return text === '0' || text === 'false' ? { value: false } : { code: 'wrong_type' };
}

/** Entity ids are text to GitHub, but come as numbers too: `1` and `1.0` are the text `1`. */
function checkText(value: ExactValue): Checked {
  if (typeof value === 'string') return { value };
  if (!(value instanceof Lexeme)) return { code: 'wrong_type' };
  return /^-?\d/.test(value.text) ? { value: value.text.replace(/\.0+$/, '') } : { code: 'json_syntax' };
}

function checkDay(value: ExactValue, judgeDay: (day: string) => DayVerdict): Checked {
  if (typeof value !== 'string') return { code: 'bad_day' };
  const verdict = judgeDay(value);
  return verdict === 'ok' ? { value } : { code: verdict };
}

function holdsNotANumber(value: ExactValue): boolean {
  if (value instanceof Lexeme) return !/^-?\d/.test(value.text);
  if (Array.isArray(value)) return value.some(holdsNotANumber);
  return value instanceof Map && [...value.values()].some(holdsNotANumber);
}
