import type { Day } from '../base/day.ts';
import type { MetricName } from '../names.ts';

/** A day on which GitHub changed what it counts; charts flag it. */
export interface MeasurementBreak {
  readonly day: Day;
  readonly says: string;
  /** Metrics whose level moves; empty = many. */
  readonly metrics: readonly MetricName[];
  /** What to leave out to count as before; absent where no reported column shows it. */
  readonly undo?: 'cli' | 'app' | 'server_side';
}

/** Known measurement breaks. @source GitHub changelog of the days named. */
export const MEASUREMENT_BREAKS: readonly MeasurementBreak[] = Object.freeze([
  { day: '2026-03-20', says: 'Auto splits into the real models', metrics: [] },
  {
    day: '2026-04-02',
    says: 'GitHub closes its older API; what it counted ends here',
    metrics: [
      'legacy_active_users',
      'legacy_engaged_users',
      'legacy_completions_generated',
      'legacy_completions_accepted',
      'legacy_completion_acceptance_rate',
      'legacy_lines_suggested',
      'legacy_lines_accepted',
      'legacy_chat_prompts',
      'legacy_chat_accepted',
      'legacy_chat_insertions',
      'legacy_chat_copies',
    ],
  },
  {
    day: '2026-04-10',
    says: 'CLI activity enters totals',
    metrics: ['generated', 'accepted', 'acceptance_rate', 'interactions', 'active_users', 'loc_added'],
    undo: 'cli',
  },
  {
    day: '2026-06-15',
    says: 'People seen only by the server enter active counts',
    metrics: [
      'reported_users',
      'github_daily_active_users',
      'github_weekly_active_users',
      'github_monthly_active_users',
    ],
    undo: 'server_side',
  },
  {
    day: '2026-07-02',
    says: 'CLI suggested lines and more credits are counted',
    metrics: ['loc_suggested_to_add', 'loc_suggested_to_delete', 'ai_credits_used'],
  },
  {
    day: '2026-07-28',
    says: 'Copilot app activity enters totals',
    metrics: [
      'generated',
      'accepted',
      'acceptance_rate',
      'interactions',
      'active_users',
      'reported_users',
      'github_daily_active_users',
      'loc_added',
    ],
    undo: 'app',
  },
  {
    day: '2026-10-06',
    says: 'VS Code 1.139 counts agent work as such again; since mid-2026 some was lost or counted as CLI',
    metrics: [
      'agent_users',
      'agent_share',
      'agent_days',
      'agent_lines_added',
      'agent_lines_deleted',
      'cli_users',
      'cli_days',
      'cli_tokens_input',
      'cli_tokens_output',
    ],
  },
  {
    day: '2026-10-08',
    says: 'Code review can be billed to the organization of the repository instead of a person',
    metrics: ['ai_credits_used', 'billed_credits'],
  },
]);
