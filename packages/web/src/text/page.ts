/** Texts that pages of panels share. */
import { pluralOf } from '@flightdeck/catalog';

export const numbers = 'Numbers';
export const drivingNumbers = 'Numbers; the chosen one drives the main chart';
export const couldNotLoad = 'could not load';
export const tryAgain = 'Try again';

export const noReport = ({
  reports,
  days,
  scopes,
}: {
  readonly reports: string;
  readonly days: string;
  readonly scopes: string;
}): string => `No ${reports} report for ${days} of ${scopes}.`;
export const andMore = ({ days, more }: { readonly days: string; readonly more: string }): string =>
  `${days} and ${more}`;
export const moreDay = 'more day';
export const leftOut = ({ days }: { readonly days: number }): string =>
  `The numbers below leave ${pluralOf(days, 'it', 'them')} out.`;
export const dataHealth = 'Data health';

/** What a click did. */
export const filteredBy = ({ name }: { readonly name: string }): string => `Filtered by ${name}`;
export const leftOutBy = ({ name }: { readonly name: string }): string => `Left out ${name}`;
export const filtersRemoved = ({ count }: { readonly count: number }): string =>
  pluralOf(count, 'Filter removed', 'Filters removed');
export const only = ({ range }: { readonly range: string }): string => `Only ${range}`;
export const onlyValue = ({ name, range }: { readonly name: string; readonly range: string }): string =>
  `Only ${name}, ${range}`;

/** Switches of a whole page. */
export const outputsThatCount = 'Outputs that count';
export const populations = Object.freeze({ completions: 'Completions', all: 'All features' });
export const activeDay = 'Active day';
export const activeBy = Object.freeze({ prompt: 'With a prompt', activity: 'Any activity' });
export const daysThatCount = 'Days that count';
export const daysCounted = Object.freeze({ working: 'Working days', all: 'All days' });
