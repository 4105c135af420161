/** Of sums over teams. */
export const TEAMS_ADDED =
  'There the documents of all teams were added, and nested or shared people with them; here each person counts once.';

/** Of rates. */
export const RATE = 'Σ ÷ Σ over the selection on both sides; there over documents of teams.';

/** Of counts of people. */
export const DISTINCT = 'There counts of teams and days were added; here people are distinct.';

/** Of rates as a pie. */
export const PIE = 'There a pie of rates; here ranked, with the least volume a rate needs.';

/** Of completions by editor. */
export const EDITOR_OUTPUTS =
  'GitHub reports no completions by editor today, so all features count; completions are in history.';

/** Of lines by editor. */
export const EDITOR_LINES =
  'Today agent edits add lines nobody suggested, so lines have no rate by editor; legacy_lines_acceptance_rate has it where history does.';

/** Of seats in a billing cycle. */
export const CYCLE = "GitHub's own figure of the last snapshot, which restarts with each billing cycle.";
