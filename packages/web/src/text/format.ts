/** Texts inside dates and times. */
export const months: readonly string[] = Object.freeze([
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
]);
export const weekdays: readonly string[] = Object.freeze(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']);
export const justNow = 'just now';
export const minutesAgo = ({ minutes }: { readonly minutes: number }): string => `${minutes} min ago`;
export const hoursAgo = ({ hours }: { readonly hours: number }): string => `${hours} h ago`;
export const daysAgo = ({ days }: { readonly days: number }): string => `${days} days ago`;
export const andMore = ({ days, more }: { readonly days: string; readonly more: string }): string =>
  `${days} and ${more}`;
export const moreDay = 'more day';
export const unknown = 'Unknown';
