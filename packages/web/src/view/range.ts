import { addDays, type Day, type DayRange, dayCount, monthOf, weekOf } from '@flightdeck/catalog';
import * as words from '../text/view.ts';
import type { CompareChoice, GrainChoice, Preset, View } from './view.ts';

export type Grain = 'day' | 'week' | 'month';

/** The days a store holds for the chosen scope. */
export interface Extent {
  readonly first: Day;
  readonly last: Day;
}

const PRESET_DAYS: Readonly<Record<'7d' | '28d' | '90d' | 'year', number>> = {
  '7d': 7,
  '28d': 28,
  '90d': 90,
  year: 365,
};

/** What a preset is called in the bar. */
export const PRESET_LABELS: Readonly<Record<Preset, string>> = words.presets;

function quarterOf(day: Day): Day {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}

/** The inclusive days meant by the view's range; presets end at the last day there is and start at the first or later. */
export function rangeOf(range: View['range'], extent: Extent): DayRange {
  if (typeof range === 'object') return range;
  if (range === 'all') return { from: extent.first, to: extent.last };
  const from = range === 'quarter' ? quarterOf(extent.last) : addDays(extent.last, 1 - PRESET_DAYS[range]);
  return { from: from < extent.first ? extent.first : from, to: extent.last };
}

/** Day up to 45 days, week up to 400, else month, unless chosen. */
export function grainOf(choice: GrainChoice, range: DayRange): Grain {
  if (choice !== 'auto') return choice;
  const days = dayCount(range);
  return days <= 45 ? 'day' : days <= 400 ? 'week' : 'month';
}

/** The days compared with, or null; the previous period starts on the same weekday as the range. */
export function compareRange(choice: CompareChoice, range: DayRange): DayRange | null {
  if (choice === 'off') return null;
  const days = dayCount(range);
  const back = choice === 'previous' ? Math.ceil(days / 7) * 7 : 364;
  return { from: addDays(range.from, -back), to: addDays(range.to, -back) };
}

/** The same number of days earlier (-1) or later (+1). */
export function shiftRange(range: DayRange, direction: -1 | 1): DayRange {
  const days = dayCount(range) * direction;
  return { from: addDays(range.from, days), to: addDays(range.to, days) };
}

function nextOf(start: Day, grain: Grain): Day {
  if (grain === 'day') return addDays(start, 1);
  return grain === 'week' ? addDays(start, 7) : monthOf(addDays(start, 31));
}

/** One step of a time axis; `from` and `to` are cut by the range, `key` names the whole day, week or month. */
export interface Bucket {
  readonly key: Day;
  readonly from: Day;
  readonly to: Day;
  /** True when the range cuts the week or month. */
  readonly part: boolean;
}

/** Every day, ISO week or month that the range touches, in order. */
export function bucketsOf(range: DayRange, grain: Grain): Bucket[] {
  const buckets: Bucket[] = [];
  let key = grain === 'day' ? range.from : grain === 'week' ? weekOf(range.from) : monthOf(range.from);
  while (key <= range.to) {
    const next = nextOf(key, grain);
    const end = addDays(next, -1);
    const from = key < range.from ? range.from : key;
    const to = end > range.to ? range.to : end;
    buckets.push({ key, from, to, part: from !== key || to !== end });
    key = next;
  }
  return buckets;
}
