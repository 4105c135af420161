/** Texts of the frame of every panel. */
export const csvFailed = 'The CSV could not be made; the server did not answer.';
export const linkCopied = 'Link copied';
export const copyThis = ({ link }: { readonly link: string }): string => `Copy this link: ${link}`;
export const flightdeck = 'Flightdeck';
export const fromSource = ({ source }: { readonly source: string }): string => `from ${source}`;
export const readAt = ({ minute }: { readonly minute: string }): string => `read ${minute}`;
export const noPicture = 'This browser cannot make the picture. The table and the CSV have its numbers.';
export const showChart = 'Show chart';
export const showTable = 'Show table';
export const downloadCsv = 'Download CSV';
export const downloadPng = 'Download PNG';
export const copyLink = 'Copy link';
export const openLarge = 'Open large';
export const cannotApply = ({ filter }: { readonly filter: string }): string =>
  `“${filter}” cannot apply here. Click to remove the filter.`;
export const moreFor = ({ title }: { readonly title: string }): string => `More for ${title}`;
export const measuredBy = 'Measured by';

export const notAnswered = ({
  who,
  metrics,
  by,
  more,
}: {
  /** `GitHub does not report` or `Flightdeck does not answer`. */
  readonly who: string;
  readonly metrics: readonly string[];
  readonly by: string;
  /** What to ask instead, with the mark before it. */
  readonly more: string;
}): string =>
  `${who} ${[metrics.slice(0, -1).join(', '), ...metrics.slice(-1)].filter(Boolean).join(' or ')} by ${by}${more}`;

/** Imported history. */
export const historyOf = 'There is history of';
export const historyDays = ({ range }: { readonly range: string }): string => `History of ${range}`;
export const showHistory = 'Show it';
