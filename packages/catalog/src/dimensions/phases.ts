/** An adoption phase by GitHub's number, the least first. @source github/docs "Copilot usage metrics", adoption phases. */
export interface Phase {
  readonly value: string;
  readonly label: string;
  readonly says: string;
}

/** The phases there are. */
export const PHASES: readonly Phase[] = Object.freeze([
  { value: '0', label: 'Passive', says: 'No qualifying feature on two of 28 days (GitHub: No Cohort)' },
  { value: '1', label: 'Code first', says: 'Completions or agent edits' },
  { value: '2', label: 'Agent first', says: 'One of CLI, cloud agent and code review' },
  { value: '3', label: 'Multi-agent', says: 'Two of those, or the Copilot app' },
]);
