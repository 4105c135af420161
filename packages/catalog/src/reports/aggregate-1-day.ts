import { DAY_KEY, defineReport, SCOPE_KEYS } from './manifest.ts';

/** @source github/docs "Copilot usage metrics"; OpenAPI: the path carries the name of the scope's kind. */
export const AGGREGATE_1_DAY = defineReport({
  kind: 'aggregate-1-day',
  window: '1-day',
  firstDay: { enterprise: '2025-10-10', org: '2025-12-12' },
  says: "GitHub's own totals of one day",
  endpoint: { enterprise: 'enterprise-1-day', org: 'organization-1-day' },
  record: { required: ['day'], grain: ['day'], dayKey: 'day' },
  identity: { ...DAY_KEY, ...SCOPE_KEYS },
  marks: [['daily_active_users'], ['monthly_active_users'], ['day', 'pull_requests']],
  turn: 3,
});
