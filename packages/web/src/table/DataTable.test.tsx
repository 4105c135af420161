// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { draw, textsOf } from '../testing.tsx';
import type { Column, Order } from './column.ts';
import { DataTable } from './DataTable.tsx';

interface Repository {
  readonly name: string;
  readonly merged: number | null;
}

const onPress = vi.fn();
const COLUMNS: readonly Column<Repository>[] = [
  {
    key: 'name',
    head: 'Repository',
    sort: 'ascending',
    cell: ({ name }) => ({
      content: (
        <button type="button" onClick={() => onPress(name)}>
          {name}
        </button>
      ),
    }),
  },
  {
    key: 'merged',
    head: 'Merged',
    says: 'Pull requests merged',
    sort: 'descending',
    cell: ({ merged }) => (merged === null ? null : String(merged)),
  },
  { key: 'state', head: 'State', isText: true, cell: () => 'open' },
];
const ROWS: readonly Repository[] = [
  { name: 'api', merged: 12 },
  { name: 'app', merged: 0 },
  { name: 'docs', merged: null },
];
type Props = Parameters<typeof DataTable<Repository>>[0];

const open = (changes: Partial<Props> = {}) =>
  draw(<DataTable name="Repositories" columns={COLUMNS} rows={ROWS} keyOf={({ name }) => name} {...changes} />);

const focused = (): string | null | undefined => document.activeElement?.textContent;

describe('a table', () => {
  it('has its cells under their heads, and a dash, not 0, where a number is not reported', async () => {
    await open();
    expect(textsOf(screen.getByRole('table'))).toEqual([
      ['Repository', 'Merged', 'State'],
      ['api', '12', 'open'],
      ['app', '0', 'open'],
      ['docs', '–', 'open'],
    ]);
    expect(screen.getByRole('cell', { name: '–' }).dataset.none).toBe('true');
    expect(screen.getByRole('cell', { name: '0' }).dataset.none).toBe('false');
  });

  it('is a region with a name that can be reached by keyboard; heads and names of rows are marked as such', async () => {
    await open();
    const region = screen.getByRole('region', { name: 'Repositories, table' });
    expect(region.tabIndex).toBe(0);
    expect(
      within(region)
        .getAllByRole('columnheader')
        .map(({ title }) => title),
    ).toEqual(['', 'Pull requests merged', '']);
    expect(
      within(region)
        .getAllByRole('rowheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['api', 'app', 'docs']);
  });

  it('has no names of rows where the first column is one of the others', async () => {
    await open({ isNamed: false });
    expect(screen.queryAllByRole('rowheader')).toEqual([]);
    expect(screen.getAllByRole('cell')).toHaveLength(9);
  });

  it.each([
    [{ label: 'All', row: { name: '', merged: 12 } }, ['All', 'api', 'app', 'docs']],
    [{ label: 'All', row: { name: '', merged: 12 }, at: 'last' }, ['api', 'app', 'docs', 'All']],
  ] as const)('shows all rows together before the others, or last', async (total, names) => {
    await open({ total });
    expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual(names);
    expect(within(screen.getByRole('row', { name: 'All 12 open' })).queryByRole('button')).toBeNull();
  });

  it('can be sorted by the columns that say so: first the way they say, then the other way round', async () => {
    const asked: Order[] = [];
    function Sorted() {
      const [order, setOrder] = useState<Order>({ key: 'merged', descending: false });
      const onOrder = (next: Order): void => {
        asked.push(next);
        setOrder(next);
      };
      return <DataTable name="Repositories" columns={COLUMNS} rows={ROWS} order={order} onOrder={onOrder} />;
    }
    await draw(<Sorted />);
    const heads = () =>
      screen.getAllByRole('columnheader').map((head) => [head.textContent, head.getAttribute('aria-sort')]);
    expect(heads()).toEqual([
      ['Repository', null],
      ['Merged ↑', 'ascending'],
      ['State', null],
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Repository' }));
    fireEvent.click(screen.getByRole('button', { name: 'Repository ↑' }));
    fireEvent.click(screen.getByRole('button', { name: 'Merged' }));
    fireEvent.click(screen.getByRole('button', { name: 'Merged ↓' }));
    fireEvent.click(screen.getByRole('button', { name: 'Merged ↑' }));
    expect(asked).toEqual([
      { key: 'name', descending: false },
      { key: 'name', descending: true },
      { key: 'merged', descending: true },
      { key: 'merged', descending: false },
      { key: 'merged', descending: true },
    ]);
    expect(heads()[1]).toEqual(['Merged ↓', 'descending']);
    expect(screen.queryByRole('button', { name: /State/ })).toBeNull();
  });

  it('is as wide as its columns say, if they do', async () => {
    await open({ columns: COLUMNS.map((column, place) => ({ ...column, width: 100 + place })) });
    const table = screen.getByRole('table');
    expect([...table.querySelectorAll('col')].map(({ style }) => style.width)).toEqual(['100px', '101px', '102px']);
    expect(table.style.minWidth).toBe('303px');
  });
});

describe('the rows of a table', () => {
  it('can be pressed, with Shift to be left out; all together cannot', async () => {
    const onRow = vi.fn();
    await open({ onRow, total: { label: 'All', row: { name: '', merged: 12 } } });
    fireEvent.click(screen.getByRole('button', { name: 'app' }));
    fireEvent.click(screen.getByRole('cell', { name: '–' }), { shiftKey: true });
    fireEvent.click(screen.getByRole('rowheader', { name: 'All' }));
    expect(onRow.mock.calls.map(([{ name }, exclude]) => [name, exclude])).toEqual([
      ['app', false],
      ['docs', true],
    ]);
  });

  it('can be ticked without being pressed, up to as many as there is room for', async () => {
    const [onRow, onTick] = [vi.fn(), vi.fn()];
    await open({
      onRow,
      ticks: {
        ticked: ['api'],
        most: 1,
        valueOf: ({ name }) => (name === 'docs' ? null : name),
        labelOf: ({ name }) => `Show ${name}`,
        colorOf: () => '--teal',
        onTick,
      },
    });
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
    expect(boxes.map((box) => [box.getAttribute('aria-label'), box.checked, box.disabled])).toEqual([
      ['Show api', true, false],
      ['Show app', false, true],
    ]);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Show api' }));
    expect(onTick.mock.calls).toEqual([['api']]);
    expect(onRow).not.toHaveBeenCalled();
  });

  it('are reached by arrow keys from what can be pressed in one to the same in the next', async () => {
    await open({
      ticks: {
        ticked: [],
        most: 4,
        valueOf: ({ name }) => (name === 'app' ? null : name),
        labelOf: ({ name }) => `Show ${name}`,
        colorOf: () => undefined,
        onTick: () => undefined,
      },
    });
    const press = (key: string, keys = {}): boolean =>
      fireEvent.keyDown(document.activeElement ?? document, { key, ...keys });
    screen.getByRole('button', { name: 'Merged' }).focus();
    expect(press('ArrowLeft')).toBe(false);
    expect(focused()).toBe('Repository');
    press('ArrowDown');
    expect(focused()).toBe('api');
    press('ArrowDown');
    expect(focused()).toBe('app');
    press('ArrowDown');
    expect(focused()).toBe('docs');
    // Nothing is below, and a chord is the browser's.
    expect(press('ArrowDown')).toBe(true);
    expect(press('ArrowUp', { altKey: true })).toBe(true);
    expect(focused()).toBe('docs');
    screen.getByRole('checkbox', { name: 'Show docs' }).focus();
    press('ArrowUp');
    expect(focused()).toBe('app');
  });
});

describe('a long table', () => {
  const LONG: readonly Repository[] = Array.from({ length: 200 }, (_, at) => ({ name: `repo-${at}`, merged: at }));
  const total = { label: 'All', row: { name: '', merged: 12 } };

  // No browser lays anything out here: every element is as high as ten rows.
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(340);
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
  });

  it('draws the total and the rows in sight, and says how many there are and which these are', async () => {
    await open({ rows: LONG, total, more: () => undefined });
    const names = screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
    expect(names.slice(0, 3)).toEqual(['All', 'repo-0', 'repo-1']);
    expect(names.length).toBeGreaterThan(10);
    expect(names.length).toBeLessThan(40);
    // The head and all together are rows too.
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('202');
    expect(screen.getByRole('row', { name: 'repo-0 0 open' }).getAttribute('aria-rowindex')).toBe('3');
  });

  it.each([
    [200, 0],
    [30, 1],
  ])('of %i rows asks %i times for more: when its end is near', async (count, calls) => {
    const more = vi.fn();
    await open({ rows: LONG.slice(0, count), more });
    expect(more.mock.calls.length > 0).toBe(calls > 0);
  });

  it('has the place of a row whose page is still loading, and says which rows are looked at', async () => {
    const onSight = vi.fn();
    const loaded = LONG.slice(0, 3);
    await open({ rows: { count: 5_000, at: (place) => loaded[place] ?? null }, onSight });
    const rows = screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
    expect(rows.slice(0, 5)).toEqual(['repo-0', 'repo-1', 'repo-2', '', '']);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('5001');
    expect(onSight.mock.calls.at(-1)).toEqual([{ first: 0, last: rows.length - 1, isResting: true }]);
  });

  it('draws other rows once it is scrolled', async () => {
    const onSight = vi.fn();
    await open({ rows: LONG, onSight });
    const region = screen.getByRole('region', { name: 'Repositories, table' });
    region.scrollTop = 3_400;
    await act(async () => {
      fireEvent.scroll(region);
    });
    expect(onSight.mock.calls.map(([{ first }]) => first)).toContain(92);
    expect(screen.queryByRole('rowheader', { name: 'repo-0' })).toBeNull();
    expect(screen.getByRole('rowheader', { name: 'repo-100' })).toBeDefined();
  });
});
