/** Texts of the table of adoption phases. */
export const phase = 'Phase';
export const phases = 'Phases';
export const allOnce = 'All, each person in one';
export const latest = '* on the last day that has it; medians as GitHub gives them';
export const notReported = '– : not reported by GitHub, which is not 0';
export const mergedSays = 'Merged, 28 days: pull requests per person in the phase';
export const clickForPeople = ({ says }: { readonly says: string }): string => `${says}; click for its people`;
export const workADay = ({ prompts, lines }: { readonly prompts: string; readonly lines: string }): string =>
  `${prompts} prompts, ${lines} lines a day`;
export const merged = ({ count }: { readonly count: string }): string => `${count} merged in 28 days`;

export const none = 'GitHub reported no adoption phases in these days.';
