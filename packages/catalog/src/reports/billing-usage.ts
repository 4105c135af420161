import { defineReport, lineOf, since } from './manifest.ts';

/** @source github/docs "Billing reports reference". */
export const BILLING_USAGE = defineReport({
  kind: 'billing-usage',
  window: 'history',
  origin: 'bill',
  firstDay: since('2025-06-18'),
  says: 'lines of the detailed or summarized usage report of billing',
  ...lineOf('billing_line'),
});
