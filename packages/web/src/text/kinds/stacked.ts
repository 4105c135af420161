/** Texts of parts of a whole over time. */
export const showAs = 'Show as';
export const share = 'Share';
export const count = 'Count';
export const other = 'All smaller ones';
export const parts = 'parts';
export const largest = ({
  count,
  plural,
  metric,
}: {
  readonly count: number;
  readonly plural: string;
  readonly metric: string;
}): string => `The ${count} largest ${plural} by ${metric}; the smaller ones together`;
export const reportedSince = ({ metric, day }: { readonly metric: string; readonly day: string }): string =>
  `GitHub reports ${metric} since ${day}; earlier days are not 0`;
export const noData = 'No data.';
export const partsOfAll = ({ parts }: { readonly parts: string }): string => `Parts of all: ${parts}.`;
