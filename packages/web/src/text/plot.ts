/** Texts of charts: axes, legends, and the box beside a point. */
import { pluralOf } from '@flightdeck/catalog';

export const daysMissing = ({ days }: { readonly days: number }): string => `${days} ${pluralOf(days, 'day')} missing`;
export const missing = 'missing';
export const provisional = 'provisional';
export const soFar = 'provisional, so far';
export const ofSevenDays = ({ days }: { readonly days: number }): string => `${days} of 7 days`;
export const daysOfMonth = ({ days }: { readonly days: number }): string => `${days} days of the month`;

export const thisPeriod = 'This period';
export const isProvisional = 'Provisional';
export const provisionalOrPart = ({ grain }: { readonly grain: string }): string => `Provisional or part ${grain}`;
export const lowVolume = 'Low volume, off the line';
export const hideOrShow = 'Click to hide or show, double-click for this alone';
export const pick = 'Click to filter, Shift and click to leave out';

export const partOf = ({ part, whole }: { readonly part: string; readonly whole: string }): string =>
  `${part} of ${whole}`;
export const seriesBefore = ({ series, before }: { readonly series: string; readonly before: string }): string =>
  `${series}, ${before}`;
export const before = 'before';
export const valueBefore = ({ value }: { readonly value: string }): string => `${value} before`;
export const change = 'Change';
export const none = 'none';
export const andMore = ({ count }: { readonly count: number }): string => `and ${count} more`;
/** What a click does: the deed by itself is the name of a button, on screens that are touched. */
export const click = ({ deed }: { readonly deed: string }): string => `Click: ${deed}`;
export const clickOrShift = ({ deed }: { readonly deed: string }): string => `Click: ${deed}; Shift: leave out`;
export const filterBy = ({ series }: { readonly series: string }): string => `filter by ${series}`;
export const thisOnly = ({ grain }: { readonly grain: string }): string => `this ${grain} only`;

export const target = ({ value }: { readonly value: string }): string => `target ${value}`;
export const arrowKeys = ({ name }: { readonly name: string }): string => `${name}. Arrow keys move between points.`;
export const arrowKeysEnter = ({ name }: { readonly name: string }): string =>
  `${name}. Arrow keys move between points and series, Enter filters.`;
export const olderApi = 'older API';
