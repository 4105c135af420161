/** Texts of what is chosen in the bar, as other places repeat it. */
export const presets = Object.freeze({
  '7d': 'Last 7 days',
  '28d': 'Last 28 days',
  '90d': 'Last 90 days',
  quarter: 'This quarter',
  year: 'Last year',
  all: 'All days',
});
export const andMore = ({ first, more }: { readonly first: string; readonly more: number }): string =>
  `${first} and ${more} more`;
export const isValues = ({ dimension, values }: { readonly dimension: string; readonly values: string }): string =>
  `${dimension} is ${values}`;
export const isNotValues = ({ dimension, values }: { readonly dimension: string; readonly values: string }): string =>
  `${dimension} is not ${values}`;
export const grains = Object.freeze({ day: 'by day', week: 'by week', month: 'by month' });
export const against = ({ range }: { readonly range: string }): string => `against ${range}`;
export const asKnownOn = ({ minute }: { readonly minute: string }): string => `as known on ${minute}`;
export const demo = 'demo data';

export const finalTo = ({ day }: { readonly day: string }): string => `Final to ${day}`;
export const notAllFinal = 'Not all days are final';
export const noneFinal = 'No day is final yet';
export const noReport = ({ days }: { readonly days: string }): string => `No report for ${days}.`;
export const noReportMore = ({ days, more }: { readonly days: string; readonly more: string }): string =>
  `No report for ${days} and ${more}.`;
export const moreDay = 'more day';
