import { defineReport, lineOf, since } from './manifest.ts';

/** @source github/docs "Billing reports reference". */
export const AI_CREDIT_USAGE = defineReport({
  kind: 'ai-credit-usage',
  window: 'history',
  origin: 'bill',
  firstDay: since('2026-06-01'),
  says: 'lines of the AI usage report of billing',
  ...lineOf('ai_credit'),
});
