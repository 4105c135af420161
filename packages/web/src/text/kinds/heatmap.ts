/** Texts of heatmaps. */
export const scrolls = ({ name }: { readonly name: string }): string => `${name}, scrolls`;
export const arrowKeys = ({ name }: { readonly name: string }): string => `${name}. Arrow keys move between cells.`;
export const cell = ({
  row,
  step,
  value,
}: {
  readonly row: string;
  readonly step: string;
  readonly value: string;
}): string => `${row}, ${step}: ${value}`;
export const range = 'Range';
export const few = 'few';
export const before = 'The period before';
export const rowOnly = ({ row, grain }: { readonly row: string; readonly grain: string }): string =>
  `${row} in this ${grain}`;
export const orLess = ({ value }: { readonly value: string }): string => `${value} or less`;
export const orMore = ({ value }: { readonly value: string }): string => `${value} or more`;
export const fewOutputs = 'fewer than 50 outputs';
export const notReported = 'nothing reported, not zero';

export const titleBy = ({ title, dimension }: { readonly title: string; readonly dimension: string }): string =>
  `${title} by ${dimension}`;
export const rows = 'Rows';
export const rate = 'Rate';
export const byCount = 'By count';
export const byLines = 'By lines';
export const numbers = 'Numbers';
export const value = 'Value';
export const change = 'Change';
export const more = ({ count, plural }: { readonly count: number; readonly plural: string }): string =>
  `${count} more ${plural} with less; open large for all. `;
export const rowsWord = 'rows';
export const newestFirst = ({ grain }: { readonly grain: string }): string =>
  `Newest ${grain}s first seen; swipe for earlier ones`;
export const noChange = 'no change';
export const ofAll = ({ value }: { readonly value: string }): string => `${value} all`;
export const noData = ({ range }: { readonly range: string }): string => `${range}. No data.`;
export const extremes = ({
  range,
  rows,
  high,
  low,
}: {
  readonly range: string;
  readonly rows: number;
  readonly high: string;
  readonly low: string;
}): string => `${range}, ${rows} rows. Highest ${high}, lowest ${low}.`;
