/** Texts of the surfaces Copilot is used on. */
export const none = 'GitHub reported no use outside editors in these days.';
export const surfaceWith = ({ surface, value }: { readonly surface: string; readonly value: string }): string =>
  `${surface}: ${value}`;
export const notReported = '– : not reported by GitHub for this surface, which is not 0';
export const githubCounts = 'GitHub’s own count is of one organization or the enterprise, on the last day that has it';
export const surface = 'Surface';
export const overTime = 'People over time';
export const githubOwn = 'GitHub’s own';
export const githubOwnSays = 'As GitHub counts them; only its longest window is shown';
export const githubOwnPeople = "GitHub's own count of people";
export const sessions = ({ count }: { readonly count: string }): string => `${count} sessions`;
export const prompts = ({ count }: { readonly count: string }): string => `${count} prompts`;
export const peopleOnly = 'people only';
/** Heads of the CSV before and after the metrics. */
export const csv: { readonly first: readonly string[]; readonly last: readonly string[] } = Object.freeze({
  first: ['Surface', 'People'],
  last: ['Starts', 'Messages', githubOwnPeople, 'Window of the count'],
});
