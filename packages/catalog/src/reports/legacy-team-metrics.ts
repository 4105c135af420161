import { DAY_KEY, defineReport, since } from './manifest.ts';

/** Lines our importer writes of answers about one team; the answer stands under `metrics` or `usage`. */
export const LEGACY_TEAM_METRICS = defineReport({
  kind: 'legacy-team-metrics',
  window: 'history',
  origin: 'older API',
  firstDay: since('2023-10-01'),
  lastDay: '2026-04-02',
  says: 'one day of the older APIs for teams',
  record: { required: ['day', 'team'], grain: ['day', 'team'], dayKey: 'day' },
  identity: DAY_KEY,
  marks: [
    ['day', 'team', 'metrics'],
    ['day', 'team', 'usage'],
  ],
  written: true,
});
