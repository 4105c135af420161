// @vitest-environment happy-dom
import type { ResultRow } from '@flightdeck/query';
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { draw, textsOf } from '../../testing.tsx';
import { BreakdownTable } from './BreakdownTable.tsx';
import { prepareBreakdown } from './prepare.ts';

const METRICS = ['completions_generated', 'completions_accepted', 'completion_acceptance_rate'];
const row = (language: string, generated: number | null, accepted: number | null, rate: number | null): ResultRow => ({
  language,
  completions_generated: generated,
  completions_accepted: accepted,
  completion_acceptance_rate: rate,
});
const RESULT = {
  rows: [row('java', 4_000, 1_229, 0.307_25), row('sql', 120, 0, 0), row('go', null, null, null)],
  total: row('', 4_120, 1_229, 0.298_3),
  comparison: {
    range: { from: '2026-04-20', to: '2026-05-17' },
    rows: [row('java', 3_900, 1_000, 0.256_4)],
    total: null,
  },
};

function open(changes: Partial<Parameters<typeof BreakdownTable>[0]> = {}) {
  const calls = { onOrder: vi.fn(), onPick: vi.fn(), onTick: vi.fn() };
  const order = { key: 'completions_accepted', descending: true };
  return draw(
    <BreakdownTable
      table={prepareBreakdown(RESULT, 'language', METRICS, order, '', 'All languages')}
      name="Languages"
      first="Language"
      dimension="language"
      order={order}
      maxHeight={400}
      ticked={['java']}
      weeksOf={() => null}
      {...calls}
      {...changes}
    />,
  ).then(() => calls);
}

describe('the table of a dimension', () => {
  it('shows all together first, each value with its change, and what is missing as a dash, not as 0', async () => {
    await open();
    expect(textsOf(screen.getByRole('table'))).toEqual([
      [
        'Language',
        'Completions suggested',
        'Completions accepted ↓',
        'change',
        'Acceptance rate of completions',
        'change',
        '12 weeks',
      ],
      ['All languages', '4,120', '1,229', '', '29.8\u00a0%', '', ''],
      ['Java', '4,000', '1,229', '+22.9\u00a0%', '30.7\u00a0%', '+5.1\u00a0pt', ''],
      ['SQL', '120', '0', '', '0.0\u00a0%', '', ''],
      ['Go', '–', '–', '', '–', '', ''],
    ]);
  });

  it('says which column it is sorted by, and asks for another order by a click on its head', async () => {
    const { onOrder } = await open();
    expect(screen.getByRole('columnheader', { name: 'Completions accepted ↓' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    expect(
      screen.getByRole('columnheader', { name: 'Acceptance rate of completions' }).getAttribute('aria-sort'),
    ).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Acceptance rate of completions' }));
    expect(onOrder.mock.calls).toEqual([[{ key: 'completion_acceptance_rate', descending: true }]]);
  });

  it('filters by a click on a row, and leaves the value out with Shift', async () => {
    const { onPick } = await open();
    const name = screen.getByRole('button', { name: 'SQL' });
    fireEvent.click(name);
    fireEvent.click(name, { shiftKey: true });
    expect(onPick.mock.calls.map(([{ value }, exclude]) => [value, exclude])).toEqual([
      ['sql', false],
      ['sql', true],
    ]);
  });

  it('ticks a value without filtering by it, and no more values than there is room for', async () => {
    const { onPick, onTick } = await open({ ticked: ['java', 'python', 'xml', 'yaml'] });
    const java = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Show Java over time' });
    const sql = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Show SQL over time' });
    expect([java.checked, java.disabled, sql.checked, sql.disabled]).toEqual([true, false, false, true]);
    fireEvent.click(java);
    expect(onTick.mock.calls).toEqual([['java']]);
    expect(onPick).not.toHaveBeenCalled();
  });

  it('can be reached and named without a mouse', async () => {
    await open();
    const region = screen.getByRole('region', { name: 'Languages, table' });
    expect(region.tabIndex).toBe(0);
    expect(within(region).getAllByRole('rowheader')).toHaveLength(4);
  });
});
