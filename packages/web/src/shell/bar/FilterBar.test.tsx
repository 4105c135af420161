// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { Status } from '../../data/status/status.ts';
import { draw } from '../../testing.tsx';
import { DEFAULT_VIEW, type View } from '../../view/view.ts';
import { pageOf } from '../pages.ts';
import { FilterBar } from './FilterBar.tsx';

const DAYS = { from: '2026-04-16', to: '2026-06-14' };
const scopeOf = (label: string) => ({ scope: `org:${label}`, label, kind: 'org', host: 'api.github.com' }) as const;
const STATUS = {
  scopes: [scopeOf('aurora-works'), scopeOf('aurora-labs')],
  hosts: [],
  range: DAYS,
  slots: [],
  spans: ['org:aurora-works', 'org:aurora-labs'].map((scope) => ({
    scope,
    report: 'users-1-day',
    ...DAYS,
    state: 'present',
    code: null,
    message: null,
  })),
} as unknown as Status;

/** The bar of a page; the views it asked for, in order. */
async function open(path: string, view: Partial<View> = {}): Promise<View[]> {
  const views: View[] = [];
  function Bar() {
    const [now, setNow] = useState<View>({ ...DEFAULT_VIEW, ...view });
    const [filterOpen, setFilterOpen] = useState(false);
    const change = (next: View): void => {
      views.push(next);
      setNow(next);
    };
    return (
      <FilterBar
        page={pageOf(path)}
        view={now}
        status={STATUS}
        onChange={change}
        onShare={share}
        filterOpen={filterOpen}
        onFilterOpen={setFilterOpen}
      />
    );
  }
  await draw(<Bar />, {
    '/api/v1/status': () => STATUS,
    '/api/v1/query': () => ANSWER,
    '/api/v1/query/batch': () => ({ results: [{ result: ANSWER }, { result: ANSWER }, { result: ANSWER }] }),
  });
  return views;
}

const share = vi.fn();
const ANSWER = {
  query: { scopes: ['aurora-works'], by: ['team'], metrics: ['reported_users'] },
  rows: [
    { team: 'backend', reported_users: 14 },
    { team: 'frontend', reported_users: 1 },
  ],
  rowCount: 2,
  total: { reported_users: 15 },
  comparison: null,
  notes: [],
};

/** Opens the menu of a button and chooses from it. */
async function choose(button: RegExp, menu: string, choice: RegExp): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name: button }));
  const box = await screen.findByRole('dialog', { name: menu });
  fireEvent.click(within(box).getByRole('button', { name: choice }));
}

describe('the filter bar', () => {
  it('offers on a page only what the page can honour', async () => {
    await open('/data-health');
    const names = screen.getAllByRole('button').map(({ textContent }) => textContent);
    expect(names.some((name) => /Filter/.test(name ?? ''))).toBe(false);
    expect(names.some((name) => /^(by|vs) /.test(name ?? ''))).toBe(false);
    expect(names.some((name) => /Last 28 days/.test(name ?? ''))).toBe(true);
  });

  it('says what is chosen', async () => {
    await open('/', {
      filters: [{ dimension: 'team', is: 'not_in', values: ['backend', 'payments'] }],
      compare: 'off',
    });
    const bar = screen.getByRole('region', { name: 'Filters' });
    expect(within(bar).getByRole('button', { name: /^Team is not backend, payments$/ })).toBeTruthy();
    expect(within(bar).getByRole('button', { name: /^by day/ })).toBeTruthy();
    expect(within(bar).getByRole('button', { name: /^vs off/ })).toBeTruthy();
    expect(within(bar).getByRole('button', { name: /18 May – 14 Jun/ })).toBeTruthy();
  });

  it('changes one thing and keeps the others', async () => {
    const filters = [{ dimension: 'team', is: 'in', values: ['backend'] }] as const;
    const views = await open('/', { filters });
    await choose(/^by day/, 'Grain', /^Week/);
    await choose(/^vs /, 'Compare with', /^Off/);
    await choose(/All organizations/, 'Scope', /aurora-labs/);
    expect(views).toEqual([
      { ...DEFAULT_VIEW, filters, grain: 'week' },
      { ...DEFAULT_VIEW, filters, grain: 'week', compare: 'off' },
      { ...DEFAULT_VIEW, filters, grain: 'week', compare: 'off', scope: 'org:aurora-labs' },
    ]);
  });

  it('takes a filter away by its cross, and no other', async () => {
    const [team, model] = [
      { dimension: 'team', is: 'in', values: ['backend'] },
      { dimension: 'model', is: 'in', values: ['gpt-5.2'] },
    ] as const;
    const views = await open('/', { filters: [team, model] });
    fireEvent.click(screen.getByRole('button', { name: 'Remove filter Team' }));
    expect(views.map(({ filters }) => filters)).toEqual([[model]]);
  });

  it('adds a filter: a dimension, its values with the people behind them, is or is not', async () => {
    const views = await open('/');
    fireEvent.click(screen.getByRole('button', { name: 'Filter' }));
    const box = await screen.findByRole('dialog', { name: 'Add a filter' });
    fireEvent.click(within(box).getByRole('button', { name: 'Team' }));
    const one = await within(box).findByRole('checkbox', { name: /^frontend\s*1 person$/ });
    expect(within(box).getByRole('checkbox', { name: /^backend\s*14 people$/ })).toBeTruthy();
    fireEvent.click(one);
    fireEvent.click(within(box).getByRole('button', { name: 'is not' }));
    fireEvent.click(await within(box).findByRole('button', { name: /^(Show|Apply)/ }));
    expect(views.map(({ filters }) => filters)).toEqual([[{ dimension: 'team', is: 'not_in', values: ['frontend'] }]]);
  });

  it('shares the view by its button', async () => {
    await open('/');
    fireEvent.click(screen.getByRole('button', { name: 'Copy link to this view' }));
    expect(share).toHaveBeenCalledTimes(1);
  });
});
