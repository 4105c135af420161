import { InputError, type Unit } from '@flightdeck/catalog';

/** A number as somebody read it off a screen. */
export interface Shown {
  /** A percentage is a ratio 0–1. */
  readonly value: number;
  /** What its last digit is worth: it may stand for any number within half of that. */
  readonly roundedTo: number;
}

const SUFFIXES: Readonly<Record<string, number>> = { '': 1, '%': 0.01, k: 1e3, K: 1e3, m: 1e6, M: 1e6, B: 1e9 };

/** Digits in groups, as they are written in English, German, French or Swiss. */
const GROUPED = /^\d{1,3}(?:[,_'’\s]\d{2,3})*[,_'’\s]\d{3}$/;

/**
 * `31.2 %`, `1.2k`, `12,345`, `0.312`: the number and how far it is rounded. A comma with one or two digits after it is
 * a decimal comma: `35,4 %`.
 * @throws InputError `bad_number`.
 */
export function parseShown(text: string): Shown {
  const suffix = (text.trim().at(-1) ?? '').replace(/[^%kKmMB]/, '');
  const body = text.trim().slice(0, suffix === '' ? undefined : -1);
  const match = /^([+\-−]?)([\d,_'’\s]+)(?:\.(\d+))?$/.exec(body.trimEnd());
  const unit = SUFFIXES[suffix];
  const parts = match && partsOf(match[2] ?? '', match[3]);
  if (!match || !parts || unit === undefined)
    throw new InputError(`"${text}" is not a number.`, {
      code: 'bad_number',
      hint: 'Write it as it is shown: 12,345 or 31.2 % or 1.2k.',
    });
  const sign = match[1] === '' || match[1] === '+' ? '' : '-';
  // Written out and divided, because 31.2 × 0.01 is not 0.312 to a computer.
  const exponent = Math.round(Math.log10(unit)) - parts.digits.length;
  return {
    value: Number(`${sign}${parts.whole}${parts.digits}e${exponent}`),
    roundedTo: Number(`1e${exponent}`),
  };
}

/** Digits before and after the decimal mark; null where they are grouped like no number. */
function partsOf(
  before: string,
  after: string | undefined,
): { readonly whole: string; readonly digits: string } | null {
  if (/^\d+$/.test(before)) return { whole: before, digits: after ?? '' };
  const [, whole, digits] = /^(\d+),(\d{1,2})$|^(0),(\d+)$/.exec(before)?.filter((part) => part !== undefined) ?? [];
  if (after === undefined && whole !== undefined && digits !== undefined) return { whole, digits };
  return GROUPED.test(before) ? { whole: before.replace(/\D/g, ''), digits: after ?? '' } : null;
}

/**
 * Refuses what cannot be the number of a unit: a percentage of something that is counted, or a rate above 200 % that
 * lacks its percent sign.
 * @throws InputError `bad_number`.
 */
export function checkShown(text: string, { value }: Shown, unit: Unit, label: string): void {
  const isPercent = text.trim().endsWith('%');
  if (unit !== 'ratio' && isPercent)
    throw new InputError(`${label} counts ${unit}, and "${text}" is a share.`, {
      code: 'bad_number',
      hint: "Write the count as it is shown: 12,345 or 1.2k. For one value's share of the whole, ask for the share.",
    });
  if (unit === 'ratio' && !isPercent && value > 2)
    throw new InputError(`${label} is a rate, and "${text}" would be ${value * 100} %.`, {
      code: 'bad_number',
      hint: `Write ${text.trim()} % if that is what is shown.`,
    });
}
