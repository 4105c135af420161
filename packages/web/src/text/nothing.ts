/** Texts that say why a panel shows nothing. */
export const notReported = 'Not reported';
export const withoutFilter = ({ names }: { readonly names: readonly string[] }): string =>
  `Without the ${names.join(' and ')} filter`;
export const oneOrganization = 'For one organization at a time';
export const chooseOrganization =
  'GitHub gives this figure for each organization by itself: people overlap, and medians cannot be put together. Choose one in the bar above.';
export const noData = 'No data';
export const clearFilters = 'Clear filters';
export const reportedSince = ({ day }: { readonly day: string }): string => `GitHub reports this since ${day}`;
export const fromDay = ({ day }: { readonly day: string }): string => `From ${day}`;
export const nothingEarlier = 'There is nothing earlier, not even as 0.';
