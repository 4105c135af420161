import { column } from './columns.ts';

/** Keys of breakdowns. */
export const TEXT_KEY = {
  ide: column('ide', 'text', 'Editor, lower case; an open set.', { folded: true }),
  feature: column('feature', 'text', 'Feature or chat mode.', { folded: true }),
  language: column('language', 'text', 'Language, lower case; `unknown` when the editor did not recognise it.', {
    folded: true,
  }),
  model: column('model', 'text', 'Model; `auto` where GitHub could not resolve it. Chat-like work only.', {
    folded: true,
  }),
  surface: column('surface', 'text', 'cli, copilot_app or vscode_agent.', { folded: true }),
  agentId: column('agent_id', 'text', 'Stable key of the agent app.', { since: '2026-08-07' }),
  kind: column('kind', 'text', 'skill, custom_agent, mcp, slash_cmd or plugin.', { since: '2026-09-17' }),
  name: column('name', 'text', 'Name in the top five; customer names are hidden by GitHub.', { since: '2026-09-17' }),
  phase: column('phase_number', 'count', '0 No Cohort, 1 code first, 2 agent first, 3 multi-agent.', {
    since: '2026-05-29',
  }),
  comment: column('comment_type', 'text', 'What the review comment was about.', { since: '2026-05-08', folded: true }),
} as const;

/** The person. */
export const USER_ID = column('user_id', 'id', "GitHub's id of the person; survives a change of login.");
/** The person's name on that day. */
export const USER_LOGIN = column('user_login', 'text', 'Login on that day.');
