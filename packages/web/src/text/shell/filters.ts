/** Texts of the filter bar. */
export const filters = 'Filters';
export const copyLink = 'Copy link to this view';
export const scope = 'Scope';
export const organization = 'Organization';
export const enterprise = 'Enterprise';
export const noOrganization = 'No organization yet';
export const filterBy = ({ dimension }: { readonly dimension: string }): string => `Filter ${dimension}`;
export const remove = ({ dimension }: { readonly dimension: string }): string => `Remove filter ${dimension}`;
export const grain = 'Grain';
export const by = 'by';
export const grains = Object.freeze({ auto: 'Auto', day: 'Day', week: 'Week', month: 'Month' });
export const compareWith = 'Compare with';
export const previous = 'Previous period';
export const previousAside = 'weekdays aligned';
export const year = 'A year ago';
export const yearAside = '52 weeks';
export const off = 'Off';
export const compares = Object.freeze({ previous: 'previous period', year: 'a year ago', off: 'off' });
export const versus = 'vs';
export const notLoaded = '· not loaded';
export const lightTheme = 'Light theme';
export const darkTheme = 'Dark theme';

export const add = 'Add a filter';
export const filter = 'Filter';
export const searchIn = ({ plural }: { readonly plural: string }): string => `Search ${plural}`;
export const searchOf = ({ count, plural }: { readonly count: number; readonly plural: string }): string =>
  `Search ${count} ${plural}`;
export const noneInRange = 'none in range';
export const noMatch = ({ plural }: { readonly plural: string }): string => `No ${plural} match.`;
export const loading = ({ plural }: { readonly plural: string }): string => `Loading ${plural}`;
export const isOrNot = 'Is or is not';
export const is = 'is';
export const isNot = 'is not';
export const clear = 'Clear';
export const apply = 'Apply';
export const show = ({ count }: { readonly count: string }): string => `Show ${count}`;

export const days = 'Days';
export const firstDay = 'First day';
export const lastDay = 'Last day';
export const monthBefore = 'Month before';
export const monthAfter = 'Month after';
export const weekdays: readonly string[] = Object.freeze(['M', 'T', 'W', 'T', 'F', 'S', 'S']);
export const dayWithoutData = ({ day }: { readonly day: string }): string => `${day}, no data`;
export const asKnownOn = 'As known on (UTC)';
export const showIt = 'Show';
export const now = 'Now';
