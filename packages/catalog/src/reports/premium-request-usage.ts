import { defineReport, lineOf, since } from './manifest.ts';

/** @source github/docs "Billing reports reference". */
export const PREMIUM_REQUEST_USAGE = defineReport({
  kind: 'premium-request-usage',
  window: 'history',
  origin: 'bill',
  firstDay: since('2025-06-18'),
  says: 'lines of the premium request report of billing',
  ...lineOf('premium_request'),
});
