import { DAY_KEY, defineReport, since } from './manifest.ts';

/** Taken once a day; GitHub has the summary of organizations only. */
export const SEAT_SUMMARY = defineReport({
  kind: 'seat-summary',
  window: 'snapshot',
  origin: 'snapshot',
  firstDay: since('2025-10-10'),
  says: "GitHub's own seat counts and the Copilot policies of an organization on the day it was asked for",
  record: { required: ['day', 'billing'], grain: ['day'], dayKey: 'day' },
  identity: DAY_KEY,
  marks: [['day', 'billing']],
  written: true,
});
