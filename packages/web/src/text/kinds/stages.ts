/** Texts of the stages of a review. */
export const none =
  'GitHub times reviews that people gave pull requests of people, by repository, since 25 Sep 2026; there were none in these days.';
export const oneAbove = 'Above: the last day that has one; points: medians of single days';
export const oneDotEach = ({ repositories }: { readonly repositories: string }): string =>
  `One dot a repository, ${repositories}`;
export const timed = ({ count }: { readonly count: string }): string => `${count} merged pull requests of people timed`;
export const stagesOf = ({ repository }: { readonly repository: string }): string => `Review stages of ${repository}`;
export const to = 'to';
export const only = ({ repository }: { readonly repository: string }): string => `Only ${repository}`;
export const fromTo = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from} to ${to}`;
export const median = ({ time }: { readonly time: string }): string => `median ${time}`;
export const medianAndP90 = ({ time, p90 }: { readonly time: string; readonly p90: string }): string =>
  `median ${time}, nine of ten under ${p90}`;
export const readyToFirst = 'Ready to first review';
export const firstToFinal = 'First to final review';
export const finalToMerge = 'Final review to merge';
/** Minutes with a label on the axis. */
export const ticks: readonly (readonly [minutes: number, label: string])[] = Object.freeze([
  [1, '1 min'],
  [5, '5 min'],
  [15, '15 min'],
  [30, '30 min'],
  [60, '1 h'],
  [120, '2 h'],
  [240, '4 h'],
  [720, '12 h'],
  [1440, '1 day'],
  [2880, '2 days'],
  [5760, '4 days'],
  [10080, '1 week'],
  [20160, '2 weeks'],
]);
export const repository = 'Repository';
export const medianOf = ({ stage }: { readonly stage: string }): string => `${stage}, median`;
export const p90Of = ({ stage }: { readonly stage: string }): string => `${stage}, p90`;
