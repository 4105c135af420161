import { AGGREGATE_1_DAY } from './aggregate-1-day.ts';
import { defineReport, SCOPE_KEYS, WINDOW_KEYS } from './manifest.ts';

/** @source github/docs "Copilot usage metrics": one object whose `day_totals` are totals of single days. */
export const AGGREGATE_28_DAY = defineReport({
  kind: 'aggregate-28-day',
  window: '28-day',
  firstDay: { enterprise: '2025-10-10', org: '2025-12-12' },
  says: "GitHub's own totals of the trailing 28 days",
  endpoint: { enterprise: 'enterprise-28-day/latest', org: 'organization-28-day/latest' },
  record: {
    required: ['day_totals', 'report_start_day', 'report_end_day'],
    grain: ['report_end_day'],
    dayKey: 'day',
  },
  identity: { ...SCOPE_KEYS, ...WINDOW_KEYS },
  marks: [['day_totals']],
  contains: { at: 'day_totals[]', report: AGGREGATE_1_DAY.kind },
});
