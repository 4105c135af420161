import type { Metric } from '../metric.ts';
import { define, measure, PEOPLE_ONCE, users } from './define.ts';

/** CLI and the other places Copilot works in besides editors; credits. */
export const SURFACE_METRICS: readonly Metric[] = [
  define(
    'cli_users',
    'CLI users',
    'people',
    'cli',
    measure('cli_people'),
    'Distinct people who used the Copilot CLI.',
    users('used_cli'),
    { better: 'up', population: PEOPLE_ONCE, caveats: ['Reported since 5 Mar 2026.'] },
  ),
  define(
    'ai_credits_used',
    'AI credits',
    'credits',
    'credits',
    measure('ai_credits_used'),
    'AI credits people used.',
    users('ai_credits_used'),
    { caveats: ['Not an invoice figure.', 'Reported since 19 Jun 2026.'] },
  ),
  define(
    'cli_tokens_input',
    'CLI tokens in',
    'tokens',
    'cli',
    measure('cli_tokens_input'),
    'Tokens the CLI sent to models.',
    users('totals_by_cli.token_usage.prompt_tokens_sum'),
  ),
  define(
    'cli_tokens_output',
    'CLI tokens out',
    'tokens',
    'cli',
    measure('cli_tokens_output'),
    'Tokens models answered the CLI with.',
    users('totals_by_cli.token_usage.output_tokens_sum'),
  ),
];
