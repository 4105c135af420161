import { createRequire } from 'node:module';
import { addDays, type Day, type DayRange, isDay, type WorkCalendar } from '@flightdeck/catalog';
import type { Setting } from '../setting.ts';
import { badSetting, splitList } from '../setting-values.ts';

const require = createRequire(import.meta.url);

/** The days people work on, by the settings. */
export interface WorkDays {
  /** 1 for Monday to 7 for Sunday, in order. */
  readonly weekdays: readonly number[];
  /** Country, state and region, as `date-holidays` names them; null: public holidays are working days. */
  readonly country: readonly string[] | null;
  /** `YYYY-MM-DD`, or `MM-DD` for every year. */
  readonly dates: readonly string[];
}

const WEEKDAYS: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Days of the week, 1 for Monday to 7 for Sunday. @throws InputError `bad_setting`. */
export function readWeekdays(setting: Setting, text: string): readonly number[] {
  const found = splitList(text.toLowerCase()).map((word) => WEEKDAYS.indexOf(word.slice(0, 3)) + 1);
  if (found.length > 0 && !found.includes(0)) return [...new Set(found)].sort();
  throw badSetting(setting, text, `Write ${setting.name}=${setting.default}, days of the week separated by commas.`);
}

/** Days (`YYYY-MM-DD` or `MM-DD`), each once. @throws InputError `bad_setting`. */
export function readDates(setting: Setting, text: string): readonly string[] {
  const words = splitList(text);
  // 2024 has every day a year can have.
  const bad = words.find((word) => !isDay(/^\d\d-\d\d$/.test(word) ? `2024-${word}` : word));
  if (bad === undefined && words.length <= MOST_DATES) return [...new Set(words)].sort();
  const why = bad === undefined ? `At most ${MOST_DATES} days.` : `"${bad}" is not a day.`;
  throw badSetting(
    setting,
    text,
    `${why} Write ${setting.name}=2026-12-24,12-31: days, or months and days of every year.`,
  );
}

const MOST_DATES = 1000;

/** Country, state and region, checked. @throws InputError `bad_setting` if they have no holidays of their own. */
export function readCountry(setting: Setting, text: string): readonly string[] {
  const all = new (holidays())();
  const [country = '', state, region] = text.split('-', 3).map((word) => word.trim());
  const example = `Write ${setting.name}=DE, or with a state or region DE-BY, US-CA.`;
  const found = keyIn(all.getCountries(), country);
  if (found === null) throw badSetting(setting, text, `"${country}" is not the code of a country. ${example}`);
  if (state === undefined) return [found];
  const states = all.getStates(found);
  const ofCountry = keyIn(states, state);
  if (ofCountry === null) throw badSetting(setting, text, `${found} has ${namesIn(states)}. ${example}`);
  if (region === undefined) return [found, ofCountry];
  const regions = all.getRegions(found, ofCountry);
  const ofState = keyIn(regions, region);
  if (ofState === null) throw badSetting(setting, text, `${found}-${ofCountry} has ${namesIn(regions)}. ${example}`);
  return [found, ofCountry, ofState];
}

/** The part of `date-holidays` that is used. */
interface Holidays {
  getCountries(): Readonly<Record<string, string>>;
  getStates(country: string): Readonly<Record<string, string>> | undefined;
  getRegions(country: string, state: string): Readonly<Record<string, string>> | undefined;
  getHolidays(year: number): readonly {
    readonly date: string;
    readonly start: Date;
    readonly end: Date;
    readonly type: string;
  }[];
}

/** Loaded only if HOLIDAYS is set: reading the days of all countries takes a while. */
const holidays = (): (new (...place: string[]) => Holidays) => require('date-holidays');

type Names = Readonly<Record<string, string>> | undefined;

const keyIn = (names: Names, wanted: string): string | null =>
  Object.keys(names ?? {}).find((key) => key.toLowerCase() === wanted.toLowerCase()) ?? null;

const namesIn = (names: Names): string =>
  Object.keys(names ?? {}).length === 0 ? 'no parts with holidays of their own' : Object.keys(names ?? {}).join(', ');

/** Years whose days a query can have. */
const [FIRST_YEAR, LAST_YEAR] = [2015, 2100];

/** The calendar of the years a range touches. */
export function toCalendar({ weekdays, country, dates }: WorkDays, { from, to }: DayRange): WorkCalendar {
  const first = Math.max(FIRST_YEAR, Number(from.slice(0, 4)));
  const last = Math.min(LAST_YEAR, Number(to.slice(0, 4)));
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const own = years.flatMap((year) => dates.map((date) => (date.length === 5 ? `${year}-${date}` : date)));
  const off = new Set([...own.filter(isDay), ...years.flatMap((year) => publicHolidays(country, year))]);
  return { weekdays, off: [...off].filter((day) => day >= from && day <= to).sort() };
}

const known = new Map<string, readonly Day[]>();

/** Whole days: on half a holiday people work. A clock that is changed makes a day of 23 hours. */
const daysBetween = (start: Date, end: Date): number =>
  Math.floor((end.getTime() - start.getTime()) / 86_400_000 + 0.1);

/** The public holidays of a year; one that lasts longer counts with each of its days. */
function publicHolidays(country: readonly string[] | null, year: number): readonly Day[] {
  if (country === null) return [];
  const key = JSON.stringify([country, year]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const [code = '', ...parts] = country;
  const list = new (holidays())(code, ...parts).getHolidays(year);
  const days = list
    .filter(({ type, start, end }) => type === 'public' && daysBetween(start, end) >= 1)
    .flatMap(({ date, start, end }) => {
      const length = daysBetween(start, end);
      return Array.from({ length }, (_, index) => addDays(date.slice(0, 10), index));
    });
  known.set(key, days);
  return days;
}
