import type { MetricName } from '../names.ts';

/** A place Copilot works in besides the completions and chat of editors. */
export interface Surface {
  readonly name: string;
  readonly label: string;
  /** Its value of the dimension `surface`; null where GitHub reports no sessions, requests or tokens for it. */
  readonly value: string | null;
  /** Metric of its people. */
  readonly people: MetricName;
  /** Metric that stands for its prompts where they are not called so, with the word for them. */
  readonly instead?: { readonly metric: MetricName; readonly word: string };
  /** GitHub's own count of its people over the longest window there is, and the window in words. */
  readonly github: { readonly metric: MetricName; readonly window: string } | null;
  /** In which totals it is, since when. @source github/docs "Copilot usage metrics" reference, GitHub changelog. */
  readonly within: string;
}

/** Surfaces in reading order. */
export const SURFACES: readonly Surface[] = Object.freeze([
  {
    name: 'cli',
    label: 'CLI',
    value: 'cli',
    people: 'cli_users',
    github: { metric: 'github_daily_cli_users', window: 'in a day' },
    within:
      'By person since 5 Mar 2026. In all totals and in features since 10 Apr 2026, never in an editor. Agent work of editors on the Copilot SDK was counted as CLI from mid 2026 until VS Code 1.139.',
  },
  {
    name: 'app',
    label: 'Copilot app',
    value: 'copilot_app',
    people: 'app_users',
    github: { metric: 'github_daily_app_users', window: 'in a day' },
    within:
      'Separate from everything else since 17 Jul 2026. In all totals, features and active users since 28 Jul 2026.',
  },
  {
    name: 'cloud_agent',
    label: 'Cloud agent',
    value: null,
    people: 'cloud_agent_users',
    github: { metric: 'github_monthly_cloud_agent_users', window: 'in 28 days' },
    within: 'People since 25 Mar 2026. In no count of prompts or outputs; what it opened is under pull requests.',
  },
  {
    name: 'code_review_active',
    label: 'Code review, asked for',
    value: null,
    people: 'code_review_active_users',
    github: { metric: 'github_monthly_code_review_active_users', window: 'in 28 days' },
    within: 'People since 6 Apr 2026. In no count of prompts; what it suggested is under pull requests.',
  },
  {
    name: 'code_review_passive',
    label: 'Code review, assigned',
    value: null,
    people: 'code_review_passive_users',
    github: { metric: 'github_monthly_code_review_passive_users', window: 'in 28 days' },
    within: 'The same, for people whose pull requests were reviewed without their request. On one day a request wins.',
  },
  {
    name: 'agent_apps',
    label: 'Agent apps',
    value: null,
    people: 'agent_app_users',
    instead: { metric: 'agent_app_starts', word: 'starts' },
    github: null,
    within:
      "Since 7 Aug 2026. Their people are in GitHub's active users; their starts are not prompts. Agents GitHub cannot identify are left out.",
  },
  {
    name: 'agent_window',
    label: 'Agents window of VS Code',
    value: 'vscode_agent',
    people: 'agent_window_users',
    instead: { metric: 'agent_window_messages', word: 'messages' },
    github: { metric: 'github_monthly_agent_window_users', window: 'this month' },
    within: "Since 11 Sep 2026. In no other total, flag or phase; GitHub's weeks and months of it are to date.",
  },
] satisfies readonly Surface[]);
