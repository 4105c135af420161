import type { Source } from './source.ts';

/** What GitHub bills. @source github/docs: `ai_credits_used` of the reports is explicitly not a billed total. */
export const BILLING: Source = {
  name: 'billing',
  label: 'AI usage report (CSV)',
  says: 'AI credits as billed, from imported AI usage reports; credits without a person are in it.',
  needs: [],
  make({ metric, definition }, given) {
    if (metric !== 'ai_credits_used' || definition.over.kind !== 'sum') return null;
    const window = given.window ?? definition.window;
    const made = { ...definition, window, ...given.adjust };
    const over = { ...definition.over, metric: 'billed_credits' };
    return {
      definition: made,
      value: { of: { ...made, over } },
      notes: ['What the usage reports tell of credits has the origin of the bill, but is no billed total.'],
    };
  },
};
