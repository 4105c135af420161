import type { MetricName } from '@flightdeck/catalog';
import type { QueryResult, ResultRow } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, RATE } from '../testing.ts';
import { prepareRanked } from './prepare.ts';

describe('a ranking', () => {
  const rows: ResultRow[] = [
    { language: 'go', completions_generated: 100, completions_accepted: 40, completion_acceptance_rate: 0.4 },
    { language: 'typescript', completions_generated: 200, completions_accepted: 60, completion_acceptance_rate: 0.3 },
    { language: 'unknown', completions_generated: 100, completions_accepted: 90, completion_acceptance_rate: 0.9 },
    { language: 'c#', completions_generated: 0, completions_accepted: 0, completion_acceptance_rate: null },
  ];
  const by = {
    label: '',
    whole: 'completions_generated',
    part: 'completions_accepted',
    aside: 'completion_acceptance_rate',
    sort: 'completions_accepted',
  } as const;

  it('orders by the number shown, leaves Unknown out and states its share', () => {
    const ranked = prepareRanked({ rows }, 'language', by, { columns: [], limit: 8, withUnknown: false });
    expect(ranked.rows.map((row) => [row.label, row.number, row.share, row.partShare])).toEqual([
      ['TypeScript', '60', 1, 0.3],
      ['Go', '40', 0.5, 0.2],
    ]);
    expect(ranked.unknown).toBe('25.0\u00a0% Unknown');
  });

  it('shows Unknown last when asked', () => {
    expect(
      prepareRanked({ rows }, 'language', by, { columns: [], limit: 1, withUnknown: true }).rows.map(
        (row) => row.label,
      ),
    ).toEqual(['TypeScript', 'Unknown']);
  });
});

describe('a feature that names an unknown', () => {
  const features = {
    rows: [
      { feature: 'chat_panel_ask_mode', chat_prompts: 60 },
      { feature: 'Chat_Panel_Unknown_Mode', chat_prompts: 30 },
      { feature: 'unknown', chat_prompts: 10 },
    ],
    total: null,
    comparison: null,
  } as unknown as QueryResult;
  const ranked = (withUnknown: boolean) =>
    prepareRanked(
      features,
      'feature',
      { label: '', whole: 'chat_prompts', part: 'chat_prompts', aside: null, sort: 'chat_prompts' },
      { columns: [], limit: 8, withUnknown },
    );

  it('is in the share of Unknown, and ranked only where Unknown is shown', () => {
    expect(ranked(false).unknown).toBe('40.0\u00a0% Unknown');
    expect(ranked(false).rows.map(({ label }) => label)).toEqual(['Ask']);
    expect(ranked(true).rows.map(({ label }) => label)).toEqual(['Ask', 'Chat, mode unknown', 'Unknown']);
  });
});

describe('a ranking', () => {
  it('can go by what was suggested, with what was before', () => {
    const { rows, head } = prepareRanked(
      LANGUAGES,
      'language',
      {
        label: 'Suggested',
        whole: 'completions_generated',
        part: 'completions_accepted',
        aside: RATE,
        sort: 'completions_generated',
      },
      { columns: [], limit: 2, withUnknown: false },
    );
    expect(rows.map(({ label, number, beforeShare }) => [label, number, beforeShare])).toEqual([
      ['Python', '2,000', 1],
      ['Go', '1,000', 0.5],
    ]);
    expect(head).toEqual(['Completions suggested', 'Acceptance rate of completions']);
  });
});

describe('the heads of a ranking', () => {
  const heads = (sort: MetricName, aside: MetricName) =>
    prepareRanked(
      { rows: [] },
      'repository',
      { label: '', whole: sort, part: sort, aside, sort },
      { columns: [], limit: 1, withUnknown: false },
    );

  it('are the names of the metrics', () => {
    expect(heads('pull_requests_merged', 'copilot_merged_share').head).toEqual([
      'Pull requests merged',
      'Share merged by Copilot',
    ]);
    expect(heads('legacy_completions_accepted', 'legacy_completion_acceptance_rate').head).toEqual([
      'Completions accepted (older API)',
      'Acceptance rate of completions (older API)',
    ]);
  });
});

describe('a ranking of repositories', () => {
  const MERGED = 'pull_requests_merged';
  const row = (repository: string, pull_requests_merged: number) => ({ repository, pull_requests_merged });
  const labels = (...rows: ReturnType<typeof row>[]) =>
    prepareRanked(
      { rows },
      'repository',
      { label: '', whole: MERGED, part: MERGED, aside: MERGED, sort: MERGED },
      {
        columns: [],
        limit: 5,
        withUnknown: false,
      },
    ).rows.map(({ label, value }) => [label, value]);

  it('leaves out the owner they share, and only then', () => {
    expect(labels(row('acme/web', 3), row('acme/api', 2))).toEqual([
      ['web', 'acme/web'],
      ['api', 'acme/api'],
    ]);
    expect(labels(row('acme/web', 3), row('globex/api', 2)).map(([label]) => label)).toEqual([
      'acme/web',
      'globex/api',
    ]);
  });
});
