/** Texts that several kinds of panels share, and those of tiles and of charts over time. */
import { pluralOf } from '@flightdeck/catalog';

export const noData = 'no data';
export const pick = 'Click to filter, Shift and click to leave out';
export const nothingReported = 'Nothing was reported for these days and filters.';
export const noneReported = ({ plural }: { readonly plural: string }): string =>
  `No ${plural} were reported for these days and filters.`;
export const all = ({ plural }: { readonly plural: string }): string => `All ${plural}`;
export const allCounted = ({
  count,
  one,
  plural,
}: {
  readonly count: number;
  readonly one: string;
  readonly plural: string;
}): string => pluralOf(count, `The only ${one}`, `All ${count} ${plural}`);
export const change = 'change';
export const unknown = 'Unknown';
export const fromBefore = ({ value }: { readonly value: string }): string => `from ${value}`;
export const perGrain = ({ says, grain }: { readonly says: string; readonly grain: string }): string =>
  `${says}, per ${grain}`;

/** Tiles and figures. */
export const upAndDown = ({
  up,
  down,
  people,
}: {
  readonly up: string;
  readonly down: string;
  readonly people: string;
}): string => `${up} up, ${down} down of ${people}`;
export const underMinimum = ({ count, minimum }: { readonly count: string; readonly minimum: number }): string =>
  `${count} under ${minimum} suggested`;
export const workingDay = 'working day';
export const ofDays = ({ days }: { readonly days: string }): string => `of ${days}`;
export const oneOrganization = 'for one organization at a time';
export const onDay = ({ day }: { readonly day: string }): string => `on ${day}`;
export const inDaysTo = ({ day }: { readonly day: string }): string => `in the days to ${day}`;
export const changeFrom = ({ change, before }: { readonly change: string; readonly before: string }): string =>
  ` ${change} from ${before}`;
export const shareOf = ({ share, whole }: { readonly share: string; readonly whole: string }): string =>
  `· ${share} of ${whole}`;
export const ofWhole = ({ value, whole }: { readonly value: string; readonly whole: string }): string =>
  `of ${value} ${whole}`;

/** Charts over time. */
export const split = 'Split';
export const total = 'Total';
export const by = ({ dimension }: { readonly dimension: string }): string => `By ${dimension}`;
export const everyone = 'Everyone GitHub reports';
export const breakOf = ({ day, says }: { readonly day: string; readonly says: string }): string => `${day}: ${says}`;
export const lineWithout = ({ line }: { readonly line: string }): string => `${line}: no data.`;
export const line = ({
  line,
  first,
  last,
  high,
  low,
}: {
  readonly line: string;
  readonly first: string;
  readonly last: string;
  /** With the step it was at. */
  readonly high: string;
  readonly low: string;
}): string => `${line}: first ${first}, last ${last}, highest ${high}, lowest ${low}.`;
