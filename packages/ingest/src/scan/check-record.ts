import { type Checked, checkCount, checkDecimal, checkId } from './check-number.ts';
import type { LineCode } from './codes.ts';
import type { DayVerdict } from './day-check.ts';
import { type ExactValue, Lexeme } from './exact.ts';
import type { KeyKind, ScanSchema } from './schema.ts';

/** A fault at a place in the record. */
export interface Fault {
  readonly code: LineCode;
  readonly path: string;
}

/** What the exact reading found: the first fault, or whether values had to be rewritten in place, and the keys nobody knows. */
export interface RecordCheck {
  readonly fault: Fault | null;
  readonly changed: boolean;
  readonly unknown: readonly { readonly path: string; readonly value: ExactValue }[];
}

interface Context {
  readonly schema: ScanSchema;
  readonly judgeDay: (day: string) => DayVerdict;
  readonly unknown: { path: string; value: ExactValue }[];
  changed: boolean;
}

/** Holds every known key of the record against its kind, deciding each tolerance; rewrites tolerated values in place. */
export function checkRecord(
  record: Map<string, ExactValue>,
  schema: ScanSchema,
  judgeDay: (day: string) => DayVerdict,
): RecordCheck {
  const context: Context = { schema, judgeDay, unknown: [], changed: false };
  const fault = checkObject(record, '', '', context);
  return { fault, changed: context.changed, unknown: context.unknown };
}

function checkObject(object: Map<string, ExactValue>, path: string, generic: string, context: Context): Fault | null {
  for (const [key, value] of object) {
    const kind = context.schema.keys.get(key);
    const here = path === '' ? key : `${path}.${key}`;
    const named = generic === '' ? key : `${generic}.${key}`;
    if (kind === undefined) {
      if (holdsNotANumber(value)) return { code: 'json_syntax', path: here };
      context.unknown.push({ path: named, value });
      continue;
    }
    if (value === null) continue;
    if (kind === 'object' || kind === 'list') {
      const fault = checkContainer(value, kind, here, named, context);
      if (fault !== null) return fault;
      continue;
    }
    const checked = checkScalar(value, kind, context.judgeDay);
    if ('code' in checked) return { code: checked.code, path: here };
    if (checked.value !== value) {
      object.set(key, checked.value);
      context.changed = true;
    }
  }
  return null;
}

function checkContainer(
  value: ExactValue,
  kind: 'object' | 'list',
  path: string,
  generic: string,
  context: Context,
): Fault | null {
  if (kind === 'object') {
    return value instanceof Map ? checkObject(value, path, generic, context) : { code: 'wrong_type', path };
  }
  if (!Array.isArray(value)) return { code: 'wrong_type', path };
  for (const [index, item] of value.entries()) {
    const here = `${path}[${index}]`;
    if (!(item instanceof Map)) return { code: 'wrong_type', path: here };
    const fault = checkObject(item, here, `${generic}[]`, context);
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
      return typeof value === 'boolean' ? { value } : { code: 'wrong_type' };
    case 'text':
      return checkText(value);
    default:
      return checkDay(value, judgeDay);
  }
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
