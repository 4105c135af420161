/** Texts of the list under Ctrl+K and of the list of keys. */
export const goTo = 'Go to anything';
export const searchAll = 'Search pages, panels, metrics, values, people and commands';
export const examples = 'Page, panel, metric, team, language, person, command';
export const esc = 'Esc';
export const results = 'Results';
export const nothing = ({ wanted }: { readonly wanted: string }): string =>
  `Nothing is called “${wanted}”. Search looks at pages, panels, metrics, values and logins.`;

/** Groups of the list. */
export const groups = Object.freeze({
  pages: 'Pages',
  do: 'Do',
  people: 'People',
  filter: 'Filter',
  panels: 'Panels',
  metrics: 'Metrics',
});
export const keyOf = ({ key }: { readonly key: string }): string => `G ${key}`;
export const range = 'range';
export const compare = 'compare';
export const grain = 'grain';
export const comparePrevious = 'Compare with the previous period';
export const compareYear = 'Compare with a year ago';
export const compareNothing = 'Compare with nothing';
export const byDay = 'By day';
export const byWeek = 'By week';
export const byMonth = 'By month';
export const clearFilters = 'Clear filters';
export const changeTheme = 'Change theme';
export const themes = 'light, dark';
export const copyLink = 'Copy link to this view';
export const print = 'Print this page';
export const printAside = 'paper, PDF';
export const keys = 'Keys';
export const signOut = 'Sign out';
export const signOutAside = 'here and where you signed in';
export const isValue = ({ dimension }: { readonly dimension: string }): string => `${dimension} is`;
export const person = 'person';

/** The list of keys. */
export const singleKeys = 'Single keys on this device';
export const alwaysWork = 'Ctrl+K, arrows, Enter and Esc always work.';
export const goKeys = ({ keys }: { readonly keys: readonly string[] }): string => `G then ${keys.join(' ')}`;
export const keysBeforeGo: readonly (readonly [string, string])[] = Object.freeze([
  ['Ctrl K', 'Everything by name'],
  ['/', 'Search in the table'],
  ['F', 'Add a filter'],
  ['1 2 3', '7, 28, 90 days'],
  ['Q', 'This quarter'],
  ['Y', 'Last year'],
  ['A', 'All days'],
  ['[ ]', 'Period before, after'],
  ['C', 'Compare: previous period, a year ago, off'],
  ['V', 'Grain: auto, day, week, month'],
  ['X', 'Clear filters'],
  ['S', 'Copy link'],
]);
export const keysAfterGo: readonly (readonly [string, string])[] = Object.freeze([
  ['← →', 'Points of a focused chart'],
  ['↑ ↓', 'Series of a focused chart'],
  ['Enter', 'Filter by the chosen point or series'],
  ['T E P', 'Table, CSV, PNG of the focused panel'],
  ['H O', 'How it is computed, open large'],
  ['Esc', 'Back'],
]);
