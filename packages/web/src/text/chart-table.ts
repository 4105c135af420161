/** Texts of the table behind a chart over time. */
export const grains = Object.freeze({ day: 'Day', week: 'Week', month: 'Month' });
export const before = ({ series }: { readonly series: string }): string => `${series}, before`;
export const state = 'State';
