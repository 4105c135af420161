import { DAY_KEY, defineReport, since } from './manifest.ts';

/** @source github/docs as of February 2025: GET copilot/usage, closed 1 March 2025. */
export const LEGACY_USAGE = defineReport({
  kind: 'legacy-usage',
  window: 'history',
  origin: 'older API',
  firstDay: since('2023-10-01'),
  lastDay: '2025-03-01',
  says: 'one day of the oldest API copilot/usage, closed 1 Mar 2025',
  record: { required: ['day'], grain: ['day'], dayKey: 'day' },
  identity: DAY_KEY,
  marks: [['breakdown']],
});
