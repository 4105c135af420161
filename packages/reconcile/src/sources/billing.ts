import { type Answerers, keyOf, readSlice } from '../measure/read.ts';
import { slicesOf } from '../measure/slices.ts';
import type { Made, Source } from './source.ts';

/** What GitHub bills. @source github/docs: `ai_credits_used` of the reports is explicitly not a billed total. */
export const BILLING: Source = {
  name: 'billing',
  label: 'AI usage report (CSV)',
  says: 'AI credits as billed, from imported AI usage reports, including credits without a person.',
  needs: [],
  make({ metric, definition }, given) {
    if (metric !== 'ai_credits_used' || definition.over.kind !== 'sum') return null;
    const window = given.window ?? definition.window;
    const made = { ...definition, window, ...given.adjust };
    const over = { ...definition.over, metric: 'billed_credits' as const };
    return {
      definition: made,
      value: { of: { ...made, over } },
      notes: ['The credits of the usage reports have the same origin as the bill, but are not a billed total.'],
    };
  },
  learn: learnPersonless,
};

/** Credits that the bill charges to nobody: lines without a login. */
async function learnPersonless(made: Made, answerers: Answerers): Promise<Made> {
  const billed = made.value?.of;
  if (billed?.over.kind !== 'sum') return made;
  const { over } = billed;
  const asked = { metrics: [over.metric], by: ['billed_user'] };
  const reads = await Promise.all(slicesOf(billed).map((slice) => readSlice(billed, over, slice, asked, answerers)));
  const rows = reads.flatMap((read) => read.rows).filter((row) => isNobody(keyOf(row, 'billed_user')));
  const amount = -rows.reduce((sum, row) => sum + Number(row[over.metric] ?? 0), 0);
  return { ...made, aside: { cause: 'billed_without_person', amount } };
}

const isNobody = (login: string): boolean => login === '' || login === 'unknown';
