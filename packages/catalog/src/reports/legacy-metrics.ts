import { defineReport, since } from './manifest.ts';

/** @source github/docs as of March 2026: GET copilot/metrics, closed 2 April 2026. */
export const LEGACY_METRICS_REPORT = defineReport({
  kind: 'legacy-metrics',
  window: 'history',
  origin: 'older API',
  firstDay: since('2024-06-01'),
  lastDay: '2026-04-02',
  says: 'one day of the older API copilot/metrics, closed 2 Apr 2026',
  rank: 3,
  record: { required: ['date'], grain: ['date'], dayKey: 'date' },
  identity: { date: 'day' },
  marks: [['copilot_ide_code_completions'], ['date', 'total_engaged_users']],
});
