/** Texts of tables of a dimension's values. */
export const overTime = ({ value }: { readonly value: string }): string => `Show ${value} over time`;
export const weeks = '12 weeks';
export const weeksSays = 'Accepted, the last twelve whole weeks';
export const changeAgainst = ({ says, range }: { readonly says: string; readonly range: string }): string =>
  `${says}; change is against ${range}`;
export const allOnce = ({ plural }: { readonly plural: string }): string => `All ${plural}, each person once`;
export const rowsOf = ({ shown, all }: { readonly shown: string; readonly all: string }): string =>
  `${shown} of ${all} rows`;
export const smallTeams = 'Teams under five seats are not reported; their people are in the total';
export const accepted = ({ accepted, suggested }: { readonly accepted: string; readonly suggested: string }): string =>
  `${accepted} of ${suggested} accepted`;

/** The table of repositories. */
export const latest = '* median, or p90 of the first review, of its last day that has one; days cannot be put together';
export const whereSearched = 'Search looks at owner and name.';
export const merged = ({ count }: { readonly count: string }): string => `${count} merged`;
export const applied = ({ applied, made }: { readonly applied: string; readonly made: string }): string =>
  `${applied} of ${made} suggestions applied`;
