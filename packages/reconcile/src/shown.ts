import { InputError } from '@flightdeck/catalog';

/** A number as somebody read it off a screen. */
export interface Shown {
  /** A percentage is a ratio 0–1. */
  readonly value: number;
  /** What its last digit is worth; null for a whole number without a suffix, which is exact. */
  readonly roundedTo: number | null;
}

const SUFFIXES: Readonly<Record<string, number>> = { '': 1, '%': 0.01, k: 1e3, K: 1e3, m: 1e6, M: 1e6, B: 1e9 };

/**
 * `31.2 %`, `1.2k`, `12,345`, `0.312`: the number and how far it is rounded.
 * @throws InputError `bad_number`.
 */
export function parseShown(text: string): Shown {
  const match = /^([+-]?)(\d[\d,_\s]*)(?:\.(\d+))?\s*([%kKmMB]?)$/.exec(text.trim());
  const unit = SUFFIXES[match?.[4] ?? ''];
  if (!match || unit === undefined)
    throw new InputError(`"${text}" is not a number.`, {
      code: 'bad_number',
      hint: 'Write it as it is shown: 12,345 or 31.2 % or 1.2k.',
    });
  const [, sign = '', whole = '', digits = ''] = match;
  // Written out and divided, because 31.2 × 0.01 is not 0.312 to a computer.
  const exponent = Math.round(Math.log10(unit)) - digits.length;
  const number = Number(`${sign}${whole.replace(/[,_\s]/g, '')}${digits}`);
  const roundedTo = exponent === 0 ? null : Number(`1e${exponent}`);
  return { value: Number(`${number}e${exponent}`), roundedTo };
}
