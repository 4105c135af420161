import { describe, expect, it } from 'vitest';
import { LANGUAGES, RATE } from '../testing.ts';
import { prepareBreakdown } from './prepare.ts';

describe('the breakdown table', () => {
  const table = (key: string, descending: boolean, search = '') =>
    prepareBreakdown(
      LANGUAGES,
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

  it('has a dash and not 0.0 % where no action accepts anything', () => {
    const row = (feature: string, accepted: number) => ({
      feature,
      accepted,
      generated: 100,
      acceptance_rate: accepted / 100,
    });
    const result = { rows: [row('agent_edit', 0), row('copilot_app', 7)], total: null, comparison: null };
    const { rows } = prepareBreakdown(
      result,
      'feature',
      ['accepted', 'acceptance_rate'],
      { key: 'name', descending: false },
      '',
      '',
    );
    expect(rows.map(({ label, cells }) => [label, ...cells.map(({ text }) => text)])).toEqual([
      ['Agent edits', '0', '–'],
      ['Copilot app', '7', '7.0\u00a0%'],
    ]);
  });
});
