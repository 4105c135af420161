// @vitest-environment happy-dom
import type { ResultRow } from '@flightdeck/query';
import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { draw } from '../testing.tsx';
import { VirtualTable } from './VirtualTable.tsx';

const ROWS: readonly ResultRow[] = Array.from({ length: 200 }, (_, index) => ({ repository: `acme/repo-${index}` }));

function open(order = { key: 'merged', descending: false }) {
  const calls = { onOrder: vi.fn(), more: vi.fn() };
  return draw(
    <VirtualTable
      name="Repositories"
      heads={[
        { key: 'repository', label: 'Repository', isText: true },
        { key: 'merged', label: 'Merged', title: 'Pull requests merged' },
        { key: null, label: 'Over time' },
      ]}
      rows={ROWS}
      order={order}
      maxHeight={340}
      total={
        <tr>
          <th scope="row">All</th>
        </tr>
      }
      rowOf={(row) => (
        <tr key={String(row.repository)}>
          <th scope="row">{String(row.repository)}</th>
        </tr>
      )}
      {...calls}
    />,
  ).then(() => calls);
}

describe('a long table', () => {
  // No browser lays anything out here: every element is as high as ten rows.
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(340);
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
  });

  it('draws the total and the rows in sight, and says how many there are', async () => {
    await open();
    const names = screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
    expect(names.slice(0, 3)).toEqual(['All', 'acme/repo-0', 'acme/repo-1']);
    expect(names.length).toBeGreaterThan(10);
    expect(names.length).toBeLessThan(40);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('201');
  });

  it('asks for no more rows before its end is near', async () => {
    const { more } = await open();
    expect(more).not.toHaveBeenCalled();
  });

  it('sorts by the columns that can be sorted by, and marks the one it is sorted by', async () => {
    const { onOrder } = await open();
    const heads = screen.getAllByRole('columnheader');
    expect(heads.map((head) => [head.textContent, head.getAttribute('aria-sort')])).toEqual([
      ['Repository', null],
      ['Merged ↑', 'ascending'],
      ['Over time', null],
    ]);
    for (const button of screen.getAllByRole('button')) fireEvent.click(button);
    expect(onOrder.mock.calls).toEqual([['repository'], ['merged']]);
  });
});
