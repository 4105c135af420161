import type { Unit } from '@flightdeck/catalog';
import { formatDigits, formatExact, formatPercent, formatValue, MINUS, NBSP } from './number.ts';

/** `+12`, `−0.4`: what `write` makes of the size, with its sign; `none` in front where there is no difference. */
export function signed(amount: number, write: (size: number) => string, none = ''): string {
  return `${amount > 0 ? '+' : amount < 0 ? MINUS : none}${write(Math.abs(amount))}`;
}

/** The size of a difference of ratios in percentage points: `0.4 pt`; as many digits as it takes not to read zero. */
export function formatPoints(amount: number): string {
  const points = Math.abs(amount) * 100;
  const most = points >= 0.05 || points < 0.0005 ? 1 : 3;
  return `${formatDigits(points, most, 1)}${NBSP}pt`;
}

/** The size of a difference: `79`, of rates in points. */
export const formatSize = (size: number, unit: Unit): string =>
  unit === 'ratio' ? formatPoints(size) : formatExact(Math.abs(size), unit);

/** A difference with its sign: `+19`, `−0.4 pt`, `±0`. */
export const formatChange = (amount: number, unit: Unit): string =>
  signed(amount, (size) => formatSize(size, unit), '±');

/** A share of a whole that is a difference, with its sign: `+2.5 %`. */
export const formatShareChange = (share: number): string => signed(share, (size) => formatPercent(size));

/** How a value moved: `pt` for ratios, `%` else; direction 0 and "no change" below rounding. */
export interface Change {
  readonly direction: -1 | 0 | 1;
  readonly text: string;
  readonly from: string;
}

/** The change from `before` to `now`; null where either is unknown, or where nothing can be divided by. */
export function changeOf(now: number | null | undefined, before: number | null | undefined, unit: Unit): Change | null {
  if (now === null || now === undefined || before === null || before === undefined) return null;
  const from = formatValue(before, unit);
  if (unit !== 'ratio' && before === 0) return now === 0 ? { direction: 0, text: 'no change', from } : null;
  const amount = unit === 'ratio' ? (now - before) * 100 : ((now - before) / before) * 100;
  const rounded = Math.round(amount * 10) / 10;
  if (rounded === 0) return { direction: 0, text: 'no change', from };
  const sign = unit === 'ratio' ? 'pt' : '%';
  return {
    direction: rounded > 0 ? 1 : -1,
    text: signed(rounded, (size) => `${formatDigits(size, 1, 1)}${NBSP}${sign}`),
    from,
  };
}
