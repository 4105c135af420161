import { DIMENSION_PAGES, findMetric, PANELS, type Panel } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { ratedRows } from '../../data/rated-rows.ts';
import { prepareFigure } from '../figure/prepare.ts';
import { prepareMultiples } from '../multiples/prepare.ts';
import { prepareRanked } from '../ranked/prepare.ts';
import { prepareBreakdown } from './prepare.ts';

const RATE = 'completion_acceptance_rate';
const row = (language: string, generated: number, accepted: number) => ({
  language,
  completions_generated: generated,
  completions_accepted: accepted,
  [RATE]: accepted / generated,
});
const result = {
  rows: [row('go', 1000, 300), row('python', 2000, 500), row('rust', 10, 9), row('unknown', 990, 100)],
  total: { ...row('', 4000, 909), language: null, generating_users: 12 },
  comparison: {
    range: { from: '2026-10-25', to: '2026-10-31' },
    rows: [row('go', 1000, 200), row('python', 2000, 600)],
    total: { ...row('', 3000, 800), language: null },
  },
} as unknown as QueryResult;

describe('rates of a dimension', () => {
  it('rank only what has enough outputs, and say how many have not', () => {
    const { rows, leftOut } = ratedRows(result, 'language', RATE, 500);
    expect(rows.map(({ label, now, before }) => [label, now, before])).toEqual([
      ['Go', 0.3, 0.2],
      ['Python', 0.25, 0.3],
    ]);
    expect(leftOut).toBe(1);
  });

  it('name the highest, the biggest rise and the share without a name', () => {
    const panel = (figure: string) => {
      const found = PANELS.find(
        (item) => item.page === 'languages' && item.chart === 'figure' && item.figure === figure,
      );
      if (found?.chart !== 'figure') throw new Error(figure);
      return prepareFigure(found, result);
    };
    expect(panel('highest')).toMatchObject({ value: '30.0', unit: '%', aside: 'Go' });
    expect(panel('rise')).toMatchObject({ value: '+10.0', unit: 'pt', aside: 'Go' });
    expect(panel('number')).toMatchObject({ value: '3', aside: '1 under 500 suggested' });
    expect(panel('unknown')).toMatchObject({ value: '24.8', unit: '%' });
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

describe('the breakdown table', () => {
  const table = (key: string, descending: boolean, search = '') =>
    prepareBreakdown(
      result,
      'language',
      ['completions_accepted', RATE],
      { key, descending },
      search,
      'All languages, each person once',
    );

  it('sorts by any column, Unknown always last, the total apart', () => {
    expect(table(RATE, true).rows.map(({ label }) => label)).toEqual(['Rust', 'Go', 'Python', 'Unknown']);
    expect(table('name', true).rows.map(({ label }) => label)).toEqual(['Rust', 'Python', 'Go', 'Unknown']);
    expect(table('name', false).total).toMatchObject({ label: 'All languages, each person once', value: null });
  });

  it('finds by name and shows the change in points', () => {
    const { rows, all } = table(RATE, true, 'GO');
    expect(all).toBe(4);
    expect(rows.map(({ cells }) => cells[1]?.change?.text)).toEqual(['+10.0\u00a0pt']);
  });
});

describe('a ranking', () => {
  it('can go by what was suggested, with what was before', () => {
    const { rows, head } = prepareRanked(
      result,
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
    expect(head).toEqual(['suggested', 'rate']);
  });
});

describe('small charts', () => {
  it('pass over days of few outputs, and add the parts to one grey line', () => {
    const day = (at: string, language: string, generated: number, accepted: number) => ({
      ...row(language, generated, accepted),
      day: at,
    });
    const multiples = prepareMultiples({
      result: {
        rows: [
          day('2026-11-02', 'go', 100, 30),
          day('2026-11-03', 'go', 2, 2),
          day('2026-11-04', 'go', 100, 20),
          day('2026-11-02', 'python', 100, 10),
        ],
        coverage: { finalTo: '2026-11-03', provisional: ['2026-11-04'], missing: [], noReport: [] },
      },
      whole: null,
      dimension: 'language',
      metric: RATE,
      grain: 'day',
      range: { from: '2026-11-02', to: '2026-11-04' },
      limit: 1,
    });
    expect(multiples.smalls).toMatchObject([
      { label: 'Go', points: [0.3, null, 0.2], passed: [false, true, false], summary: '25.7\u00a0%' },
    ]);
    expect(multiples.all).toEqual([0.2, null, 0.2]);
    expect(multiples.provisionalFrom).toBe(2);
    expect(multiples.total).toBe(2);
  });
});

describe('pages of a dimension', () => {
  it('rank only metrics their query asks for', () => {
    const ranked = PANELS.flatMap((panel): readonly { readonly panel: Panel; readonly names: readonly string[] }[] =>
      panel.chart === 'ranked'
        ? panel.measures.map(({ whole, part, aside, sort }) => ({
            panel,
            names: [whole, part, sort, ...(aside ? [aside] : [])],
          }))
        : panel.chart === 'dots'
          ? panel.measures.map(({ rate, under }) => ({ panel, names: [rate, under] }))
          : [],
    );
    expect(ranked.length).toBeGreaterThanOrEqual(DIMENSION_PAGES.length * 2);
    for (const { panel, names } of ranked)
      for (const name of names) {
        expect(findMetric(name), name).toBeDefined();
        expect(panel.metrics).toContain(name);
      }
  });
});
