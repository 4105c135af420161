import type { LineCode } from '../codes.ts';
import { type ExactValue, Lexeme } from './exact.ts';

const MAX_COUNT = 9_223_372_036_854_775_807n;
const MAX_ID = 9_007_199_254_740_991n;
const MAX_DECIMAL = 1e18;
/** Longer digits are not worth reading: no kind of value reaches that far. */
const MAX_DIGITS = 25;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WHOLE = /^(-?\d+)(?:\.0+)?$/;

/** The value as it should stand in the line, or why it cannot. */
export type Checked = { readonly value: ExactValue } | { readonly code: LineCode };

/** Counts: whole numbers 0…2^63−1, exact; text that is such a number is taken as one. */
export function checkCount(value: ExactValue): Checked {
  const text = numberText(value);
  if (text === null) {
    return { code: value instanceof Map || Array.isArray(value) ? 'wrong_type' : 'not_integer' };
  }
  if (!NUMBER.test(text)) return { code: 'overflow' };
  const whole = WHOLE.exec(text)?.[1] ?? wholeOfExponent(text);
  if (whole === null) return { code: isTooLarge(Number(text)) ? 'overflow' : 'not_integer' };
  if (whole.length > MAX_DIGITS) return { code: whole.startsWith('-') ? 'negative' : 'overflow' };
  const exact = BigInt(whole);
  if (exact < 0n) return { code: 'negative' };
  return exact > MAX_COUNT ? { code: 'overflow' } : asNumber(value, exact);
}

/** Ids: 1…2^53−1; `"42"` and `42.0` are 42, anything with an exponent is not an id. */
export function checkId(value: ExactValue): Checked {
  const text = numberText(value);
  const whole = text === null ? null : (WHOLE.exec(text)?.[1] ?? null);
  if (whole === null || whole.length > MAX_DIGITS) return { code: 'bad_id' };
  const exact = BigInt(whole);
  return exact < 1n || exact > MAX_ID ? { code: 'bad_id' } : asNumber(value, exact);
}

/** Decimals: any number up to 10^18, digits kept as written. */
export function checkDecimal(value: ExactValue): Checked {
  const text = numberText(value);
  if (text === null) return { code: 'wrong_type' };
  if (!NUMBER.test(text) || Math.abs(Number(text)) > MAX_DECIMAL) return { code: 'overflow' };
  return { value: value instanceof Lexeme ? value : new Lexeme(text.replace(/^(-?)0+(?=\d)/, '$1')) };
}

function isTooLarge(value: number): boolean {
  return !Number.isFinite(value) || (Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER);
}

function numberText(value: ExactValue): string | null {
  if (value instanceof Lexeme) return value.text;
  return typeof value === 'string' && NUMBER.test(value) && value.length <= 40 ? value : null;
}

/** `1e3` → `1000`; null when not whole. Only numbers JavaScript holds exactly. */
function wholeOfExponent(text: string): string | null {
  const value = Number(text);
  return Number.isSafeInteger(value) && /[eE]/.test(text) ? String(value) : null;
}

/** The value itself when it already is written that way, so that an untouched line stays byte-identical. */
function asNumber(value: ExactValue, exact: bigint): Checked {
  const text = exact.toString();
  return { value: value instanceof Lexeme && value.text === text ? value : new Lexeme(text) };
}
