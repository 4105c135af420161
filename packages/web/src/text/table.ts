/** Texts of tables and lists. */
export const csvFailed = 'The CSV could not be made; the server did not answer.';
export const csv = 'CSV';
export const showMore = 'Show more';
export const rows = ({ shown, all }: { readonly shown: string; readonly all: string }): string =>
  `Rows 1–${shown} of ${all}`;
export const rowsLoading = ({ shown, all }: { readonly shown: string; readonly all: string }): string =>
  `Rows 1–${shown} of ${all}, loaded as you scroll`;
export const tableOf = ({ name }: { readonly name: string }): string => `${name}, table`;
export const noData = 'no data';
