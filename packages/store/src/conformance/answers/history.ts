import { expect, it } from 'vitest';
import type { Store } from '../../port.ts';
import { ask, IN_ACME } from '../fixtures/ask.ts';
import type { FixtureFact } from '../fixtures/fixture-fact.ts';

const COMPLETIONS = ['suggestions', 'acceptances', 'lines_suggested', 'lines_accepted'] as const;
const CHAT = ['chat_turns', 'chat_insertions', 'chat_copies', 'chat_accepted'] as const;
const MONEY = ['quantity', 'unit_type', 'gross_amount', 'discount_amount', 'net_amount'] as const;

const REVIEWER = 'dynamic/agents/copilot-pull-request-reviewer';

/**
 * What older APIs and billing reports have of acme: two days of totals and one of breakdowns, a team of it, and lines
 * of three bills. Nothing of it is in any other fact.
 */
export const HISTORY: readonly FixtureFact[] = [
  {
    scope: 'org:acme',
    fact: 'legacy_total_day',
    columns: [
      'day',
      'active_users',
      'engaged_users',
      'completion_users',
      'chat_users',
      'dotcom_chat_users',
      'pull_request_users',
      ...COMPLETIONS,
      ...CHAT,
      'pull_request_summaries',
    ],
    rows: [
      ['2026-10-30', 24, 20, 19, 13, 14, 12, 100, 40, 200, 60, 50, 5, 10, 15, 3],
      ['2026-11-01', 10, null, 9, 4, null, null, 60, 20, 100, 20, 30, null, null, 6, null],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'legacy_completion_day',
    columns: ['day', 'ide', 'model', 'language', ...COMPLETIONS, 'engaged_users'],
    rows: [
      ['2026-10-30', 'vscode', 'default', 'python', 70, 30, 150, 50, 12],
      ['2026-10-30', 'neovim', 'default', 'go', 25, 10, 50, 10, 7],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'legacy_chat_day',
    columns: ['day', 'ide', 'model', ...CHAT, 'engaged_users'],
    rows: [['2026-10-30', 'vscode', 'default', 50, 5, 10, 15, 9]],
  },
  {
    scope: 'org:acme',
    fact: 'legacy_dotcom_chat_day',
    columns: ['day', 'model', 'dotcom_chat_turns'],
    rows: [
      ['2026-10-30', 'default', 38],
      ['2026-10-30', 'custom', 2],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'legacy_pull_request_day',
    columns: ['day', 'repository_name', 'model', 'pull_request_summaries', 'engaged_users'],
    rows: [
      ['2026-10-30', 'acme/web', 'default', 2, 3],
      ['2026-10-30', 'acme/api', 'default', 1, 2],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'legacy_team_total_day',
    columns: ['day', 'team', 'active_users', ...COMPLETIONS],
    rows: [
      ['2026-10-30', 'web', 6, 30, 12, 60, 20],
      ['2026-10-30', 'data', 5, 10, 1, 20, 2],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'legacy_team_completion_day',
    columns: ['day', 'team', 'ide', 'model', 'language', ...COMPLETIONS],
    rows: [['2026-10-30', 'web', 'vscode', 'default', 'python', 30, 12, 60, 20]],
  },
  {
    scope: 'org:acme',
    fact: 'credit_usage',
    columns: [
      'day',
      'line',
      'billed_login',
      'sku',
      'model',
      ...MONEY,
      'input_tokens',
      'output_tokens',
      'cache_read_tokens',
      'cache_write_tokens',
      'billed_model',
      'repository_name',
      'monthly_quota',
    ],
    rows: [
      [
        ...['2026-10-30', 1, 'ada', 'copilot_ai_credit', 'gpt-5.2', 10.5, 'ai-credits', 0.105, 0.1, 0.005],
        ...[900, 90, 40, 4, 'Auto: GPT-5.2', null, 1900],
      ],
      [
        ...['2026-10-30', 2, null, 'copilot_ai_credit', 'gpt-5.2', 2, 'ai-credits', 0.02, 0, 0.02],
        ...[null, null, null, null, 'GPT-5.2', 'acme/web', null],
      ],
      [
        ...['2026-11-01', 1, 'ada', 'spark_ai_credit', 'o5', 0.25, 'ai-credits', 0.0025, 0.0025, 0],
        ...[100, 10, 0, 0, 'o5', null, 1900],
      ],
      [
        ...['2026-11-01', 2, 'bob', 'copilot_for_business', null, 1, 'user-months', 19, 0, 19],
        ...[null, null, null, null, null, null, 3900.5],
      ],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'premium_request_usage',
    columns: ['day', 'line', 'billed_login', 'model', ...MONEY, 'exceeds_quota', 'monthly_quota'],
    rows: [
      ['2026-10-30', 1, 'ada', 'gpt-5.2', 2, 'requests', 0.08, 0.08, 0, 'False', 300],
      ['2026-10-30', 2, 'bob', 'gpt-5.2', 0.5, 'requests', 0.02, 0, 0.02, 'True', 1500],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'billing_usage',
    columns: ['day', 'line', 'product', ...MONEY, 'repository_name', 'workflow_path'],
    rows: [
      ['2026-10-30', 1, 'copilot', 3, 'user-months', 57, 7, 50, null, null],
      ['2026-10-30', 2, 'actions', 100, 'minutes', 0.8, 0.8, 0, 'acme/web', REVIEWER],
    ],
  },
];

/** Every metric of history for acme over all five days, calculated by hand. */
export const HISTORY_ANSWERS: Readonly<Record<string, number | null>> = {
  // GitHub's own counts of people: the last day that has one.
  legacy_active_users: 10,
  legacy_engaged_users: 20,
  legacy_completion_users: 9,
  legacy_chat_users: 4,
  legacy_dotcom_chat_users: 14,
  legacy_pull_request_users: 12,
  // Two rows of completions and of chat on github.com, two repositories: none of them stands for all.
  legacy_completion_part_users: null,
  legacy_chat_part_users: 9,
  legacy_dotcom_chat_part_users: null,
  legacy_pull_request_part_users: null,
  legacy_completions_generated: 160,
  legacy_completions_accepted: 60,
  legacy_completion_acceptance_rate: 60 / 160,
  legacy_lines_suggested: 300,
  legacy_lines_accepted: 80,
  legacy_lines_acceptance_rate: 80 / 300,
  legacy_chat_prompts: 80,
  legacy_chat_insertions: 5,
  legacy_chat_copies: 10,
  legacy_chat_accepted: 21,
  legacy_chat_acceptance_rate: 21 / 80,
  legacy_dotcom_chat_prompts: 40,
  legacy_pull_request_summaries: 3,
  billed_credits: 12.75,
  billed_credits_gross: 0.1275,
  billed_credits_discount: 0.1025,
  billed_credits_net: 0.025,
  billed_tokens_input: 1000,
  billed_tokens_output: 100,
  billed_tokens_cache_read: 40,
  billed_tokens_cache_write: 4,
  premium_requests: 2.5,
  premium_requests_gross: 0.1,
  premium_requests_discount: 0.08,
  premium_requests_net: 0.02,
  billed_credits_quota: 1900,
  premium_requests_quota: 300,
  billed_minutes: 100,
  billed_gross: 57.8,
  billed_discount: 7.8,
  billed_net: 50,
};

/** What a store must answer about history. */
export function historyTests(open: () => Store): void {
  it('answers for older APIs with the totals they reported, and by editor with the parts they reported', async () => {
    const metrics = ['legacy_completions_generated', 'legacy_completion_acceptance_rate'];
    expect((await ask(open(), { metrics, by: ['day'], where: [...IN_ACME] })).rows).toEqual([
      { day: '2026-10-30', legacy_completions_generated: 100, legacy_completion_acceptance_rate: 0.4 },
      { day: '2026-11-01', legacy_completions_generated: 60, legacy_completion_acceptance_rate: 1 / 3 },
    ]);
    expect((await ask(open(), { metrics, by: ['ide'], where: [...IN_ACME] })).rows).toEqual([
      { ide: 'neovim', legacy_completions_generated: 25, legacy_completion_acceptance_rate: 0.4 },
      { ide: 'vscode', legacy_completions_generated: 70, legacy_completion_acceptance_rate: 3 / 7 },
    ]);
  });

  it('keeps teams of older APIs apart from their organization and from the teams of today', async () => {
    const metrics = ['legacy_completions_accepted', 'legacy_active_users'];
    expect((await ask(open(), { metrics, by: ['legacy_team'], where: [...IN_ACME] })).rows).toEqual([
      { legacy_team: 'data', legacy_completions_accepted: 1, legacy_active_users: 5 },
      { legacy_team: 'web', legacy_completions_accepted: 12, legacy_active_users: 6 },
    ]);
    const where = [...IN_ACME, { dimension: 'legacy_team', values: ['web'] }];
    expect((await ask(open(), { metrics, by: ['language'], where })).rows).toEqual([
      { language: 'python', legacy_completions_accepted: 12, legacy_active_users: null },
    ]);
    expect((await ask(open(), { metrics, by: ['team'], where: [...IN_ACME] })).notes.map(({ code }) => code)).toEqual([
      'not_joined',
      'not_joined',
    ]);
  });

  it('adds money up exactly, by person and by SKU', async () => {
    const metrics = ['billed_credits', 'billed_credits_net'];
    expect((await ask(open(), { metrics, by: ['billed_user'], where: [...IN_ACME] })).rows).toEqual([
      { billed_user: 'ada', billed_credits: 10.75, billed_credits_net: 0.005 },
      { billed_user: 'bob', billed_credits: null, billed_credits_net: null },
      { billed_user: null, billed_credits: 2, billed_credits_net: 0.02 },
    ]);
    expect((await ask(open(), { metrics: ['billed_net'], by: ['product'], where: [...IN_ACME] })).rows).toEqual([
      { product: 'actions', billed_net: 0 },
      { product: 'copilot', billed_net: 50 },
    ]);
  });
}
