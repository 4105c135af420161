import type { Measure } from '../measure-type.ts';
import { sum } from './define.ts';

/** CLI tokens and credits. */
export const SURFACE_MEASURES: readonly Measure[] = [
  sum('ai_credits_used', 'ai_credits_used', ['user_day']),
  sum(
    'cli_tokens_input',
    'prompt_tokens_sum',
    ['user_day_surface'],
    [{ column: 'surface', op: 'in', values: ['cli'] }],
  ),
  sum(
    'cli_tokens_output',
    'output_tokens_sum',
    ['user_day_surface'],
    [{ column: 'surface', op: 'in', values: ['cli'] }],
  ),
];
