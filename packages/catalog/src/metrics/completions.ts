import { COMPLETIONS, sum, WITH_FEATURE } from '../measures/define.ts';
import type { Measure } from '../measures/measure-type.ts';
import { define, measure, ratio, users } from './define.ts';
import type { Metric } from './metric.ts';

/** Counters of inline completions. */
export const COMPLETION_MEASURES: readonly Measure[] = [
  sum('completions_generated', 'code_generation_activity_count', WITH_FEATURE, COMPLETIONS),
  sum('completions_accepted', 'code_acceptance_activity_count', WITH_FEATURE, COMPLETIONS),
  sum('completions_lines_suggested', 'loc_suggested_to_add_sum', WITH_FEATURE, COMPLETIONS),
  sum('completions_lines_accepted', 'loc_added_sum', WITH_FEATURE, COMPLETIONS),
];

/** Inline completions. */
export const COMPLETION_METRICS: readonly Metric[] = [
  define(
    'completions_generated',
    'Completions suggested',
    'outputs',
    'suggested',
    measure('completions_generated'),
    'Inline completions shown.',
    users('totals_by_feature[code_completion].code_generation_activity_count'),
    { caveats: ['GitHub reports no editor × feature cross.'] },
  ),
  define(
    'completions_accepted',
    'Completions accepted',
    'acceptances',
    'accepted',
    measure('completions_accepted'),
    'Inline completions accepted.',
    users('totals_by_feature[code_completion].code_acceptance_activity_count'),
    { caveats: ['GitHub reports no editor × feature cross.'] },
  ),
  define(
    'completion_acceptance_rate',
    'Acceptance rate of completions',
    'ratio',
    'accepted',
    ratio('completions_accepted', 'completions_generated'),
    'Completions accepted ÷ completions suggested.',
    users('totals_by_feature[code_completion]'),
    { mark: 'by count', better: 'up', caveats: ['Σ ÷ Σ over the selection, never a mean of rates.'] },
  ),
  define(
    'completions_lines_suggested',
    'Completion lines suggested',
    'lines',
    'suggested',
    measure('completions_lines_suggested'),
    'Lines of inline completions shown.',
    users('totals_by_feature[code_completion].loc_suggested_to_add_sum'),
  ),
  define(
    'completions_lines_accepted',
    'Completion lines accepted',
    'lines',
    'accepted',
    measure('completions_lines_accepted'),
    'Lines of inline completions that reached files.',
    users('totals_by_feature[code_completion].loc_added_sum'),
    { caveats: ['Agent edits are counted separately.'] },
  ),
  define(
    'lines_acceptance_rate',
    'Acceptance rate of completion lines',
    'ratio',
    'lines',
    ratio('completions_lines_accepted', 'completions_lines_suggested'),
    'Lines of completions accepted ÷ lines of completions suggested.',
    users('totals_by_feature[code_completion]'),
    {
      mark: 'by lines',
      better: 'up',
      caveats: ['Completions only: agent edits add lines that were never suggested.'],
    },
  ),
];
