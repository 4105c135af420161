import { breakdowns } from './breakdowns.ts';
import { column, DISTINCT_USE_COUNTERS, SEVEN_COUNTERS } from './columns.ts';
import { named, plain, totals } from './define.ts';
import type { Column, Fact } from './fact.ts';
import { USER_ID, USER_LOGIN } from './keys.ts';

const USER_DAY_COLUMNS: readonly Column[] = [
  USER_ID,
  USER_LOGIN,
  ...SEVEN_COUNTERS,
  column('ai_credits_used', 'decimal', 'AI credits of the person that day; not an invoice figure.', {
    unit: 'credits',
    since: '2026-06-19',
  }),
  column('used_agent', 'flag', 'Agent mode in an editor.'),
  column('used_chat', 'flag', 'Chat in an editor.'),
  column('used_cli', 'flag', 'Copilot CLI.', { since: '2026-03-05' }),
  column('used_copilot_app', 'flag', 'Copilot app.', { since: '2026-07-28' }),
  column('used_copilot_cloud_agent', 'flag', 'Cloud agent; the old name coding agent is read too.', {
    since: '2026-03-25',
  }),
  column(
    'used_copilot_code_review_active',
    'flag',
    'Asked for a review or applied a suggestion; null without a signal.',
    { since: '2026-04-06' },
  ),
  column('used_copilot_code_review_passive', 'flag', 'Review assigned automatically only; null without a signal.', {
    since: '2026-04-06',
  }),
  column('used_vscode_agent', 'flag', 'VS Code Agents window; null without data.', { since: '2026-09-11' }),
  column('ai_adoption_phase_number', 'count', 'Adoption phase 0–3.', { since: '2026-05-29' }),
  column('ai_adoption_phase', 'text', "GitHub's name of the phase.", { since: '2026-05-29' }),
  column('ai_adoption_phase_version', 'text', 'Version of the phase definition.', { since: '2026-05-29' }),
  ...DISTINCT_USE_COUNTERS,
];

const USER_DAY_PATHS: Readonly<Record<string, readonly string[]>> = {
  ...named(USER_DAY_COLUMNS),
  ...totals(SEVEN_COUNTERS),
  used_copilot_cloud_agent: ['used_copilot_cloud_agent', 'used_copilot_coding_agent'],
  ai_adoption_phase_number: ['ai_adoption_phase.phase_number'],
  ai_adoption_phase: ['ai_adoption_phase.phase'],
  ai_adoption_phase_version: ['ai_adoption_phase.version'],
};

/** Only rows moved in from a dashboard have it: GitHub's own come with the teams of the day instead. */
const GRANTING_TEAM = column(
  'granting_team',
  'text',
  'Team the seat was granted through, as a moved dashboard kept it beside the row; null in the rows of GitHub.',
);

/** What people did. */
export const USER_FACTS: readonly Fact[] = [
  {
    name: 'user_day',
    grain: ['scope', 'day', 'user_id'],
    report: 'users-1-day',
    columns: [...USER_DAY_COLUMNS, GRANTING_TEAM],
    sources: plain('users-1-day', '', { ...USER_DAY_PATHS, granting_team: ['granting_team'] }),
    says: 'What one person did on one day.',
    attributes: ['granting_team'],
  },
  ...breakdowns('user_day', 'users-1-day'),
  {
    name: 'user_window',
    grain: ['scope', 'day', 'user_id'],
    report: 'users-28-day',
    columns: [...USER_DAY_COLUMNS, column('report_start_day', 'day', 'First day of the window; `day` is its last.')],
    sources: plain('users-28-day', '', { ...USER_DAY_PATHS, report_start_day: ['report_start_day'] }),
    says: 'What one person did over 28 days, where GitHub gives one row a person; only for checking.',
  },
  {
    name: 'user_team_day',
    grain: ['scope', 'day', 'user_id', 'team_id'],
    report: 'user-teams-1-day',
    columns: [
      USER_ID,
      column('team_id', 'id', "GitHub's id of the team; survives a rename.", { since: '2026-05-14' }),
      column('team_slug', 'text', 'Slug of the team on that day.', { since: '2026-05-14' }),
      USER_LOGIN,
    ],
    sources: plain('user-teams-1-day', '', {
      user_id: ['user_id'],
      team_id: ['team_id'],
      team_slug: ['slug'],
      user_login: ['user_login'],
    }),
    says: 'Who was in which team on that day. Teams under five seats are missing.',
  },
];
