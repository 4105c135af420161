import { describe, expect, it } from 'vitest';
import { bucketsOf, compareRange, grainOf, rangeOf, shiftRange } from './range.ts';
import { addFilter, DEFAULT_VIEW, formatView, parseView, setFilter } from './view.ts';

describe('the view in the URL', () => {
  it('is the default for an empty search, and writes nothing back', () => {
    expect(parseView('')).toEqual(DEFAULT_VIEW);
    expect(formatView(DEFAULT_VIEW)).toBe('');
  });

  it('reads filters that are and are not', () => {
    const view = parseView('?language=typescript,go&team!=sre&scope=org:acme&by=week&vs=off&range=90d');
    expect(view).toMatchObject({ scope: 'org:acme', grain: 'week', compare: 'off', range: '90d' });
    expect(view.filters).toEqual([
      { dimension: 'team', is: 'not_in', values: ['sre'] },
      { dimension: 'language', is: 'in', values: ['typescript', 'go'] },
    ]);
  });

  it('reads the variables of a Grafana dashboard, each value by itself', () => {
    const view = parseView(
      'from=2026-10-01&to=2026-10-28&by=week&var-organization=acme&var-team=a%2Cb&var-team=c&var-language=c%2B%2B&var-model=$__all&var-grain=week',
    );
    expect(view).toMatchObject({ scope: 'org:acme', grain: 'week', range: { from: '2026-10-01', to: '2026-10-28' } });
    expect(view.filters).toEqual([
      { dimension: 'team', is: 'in', values: ['a,b', 'c'] },
      { dimension: 'language', is: 'in', values: ['c++'] },
    ]);
    expect(parseView('var-organization=acme&var-organization=other').scope).toBeNull();
    expect(parseView('var-enterprise=big&var-organization=$__all').scope).toBe('enterprise:big');
  });

  it('keeps which outputs and days count, and writes only what a page does not begin with', () => {
    const view = parseView('?outputs=all&active=activity&days=all');
    expect(view).toMatchObject({ outputs: 'all', active: { by: 'activity', days: 'all' } });
    expect(formatView(view)).toBe('outputs=all&active=activity&days=all');
    expect(formatView(parseView('outputs=completions&active=prompt&days=working'))).toBe('outputs=completions');
    expect(parseView('outputs=some&active=never&days=none')).toEqual(DEFAULT_VIEW);
  });

  it('writes one stable order whatever order was read', () => {
    const stable = 'scope=org:acme&from=2026-10-01&to=2026-10-09&team!=sre&language=c%23,go&.tile=accepted';
    expect(
      formatView(parseView(`.tile=accepted&language=go,c%23&to=2026-10-09&team!=sre&from=2026-10-01&scope=org:acme`)),
    ).toBe(stable);
    expect(formatView(parseView(stable))).toBe(stable);
  });

  it('keeps a comma inside a value apart from the comma between values', () => {
    const view = addFilter(DEFAULT_VIEW, 'model', 'a,b & c');
    expect(parseView(formatView(view)).filters).toEqual([{ dimension: 'model', is: 'in', values: ['a,b & c'] }]);
  });

  it('falls back to the default for values it does not know', () => {
    expect(parseView('range=5d&by=hour&vs=x&from=2026-13-01&to=y&colour=red')).toEqual(DEFAULT_VIEW);
  });

  it('turns a range written backwards round', () => {
    expect(parseView('from=2026-10-09&to=2026-10-01').range).toEqual({ from: '2026-10-01', to: '2026-10-09' });
  });

  it('moves a value from "is" to "is not" when it is excluded', () => {
    const chosen = addFilter(addFilter(DEFAULT_VIEW, 'team', 'sre'), 'team', 'ops');
    expect(addFilter(chosen, 'team', 'sre', 'not_in').filters).toEqual([
      { dimension: 'team', is: 'in', values: ['ops'] },
      { dimension: 'team', is: 'not_in', values: ['sre'] },
    ]);
    expect(setFilter(chosen, { dimension: 'team', is: 'in', values: [] }).filters).toEqual([]);
  });
});

describe('ranges', () => {
  const extent = { first: '2025-12-12', last: '2026-11-21' };

  it('end at the last day there is', () => {
    expect(rangeOf('28d', extent)).toEqual({ from: '2026-10-25', to: '2026-11-21' });
    expect(rangeOf('quarter', extent)).toEqual({ from: '2026-10-01', to: '2026-11-21' });
    expect(rangeOf('year', extent)).toEqual({ from: '2025-12-12', to: '2026-11-21' });
    expect(rangeOf('all', extent)).toEqual({ from: '2025-12-12', to: '2026-11-21' });
  });

  it('choose a grain that keeps the marks countable', () => {
    expect(grainOf('auto', rangeOf('28d', extent))).toBe('day');
    expect(grainOf('auto', rangeOf('90d', extent))).toBe('week');
    expect(grainOf('auto', { from: '2024-01-01', to: '2026-01-01' })).toBe('month');
    expect(grainOf('month', rangeOf('28d', extent))).toBe('month');
  });

  it('compare with the same weekdays before, also when the range is not whole weeks', () => {
    const range = { from: '2026-11-12', to: '2026-11-21' };
    expect(compareRange('previous', range)).toEqual({ from: '2026-10-29', to: '2026-11-07' });
    expect(compareRange('year', range)).toEqual({ from: '2025-11-13', to: '2025-11-22' });
    expect(compareRange('off', range)).toBeNull();
    expect(shiftRange(range, -1)).toEqual({ from: '2026-11-02', to: '2026-11-11' });
  });

  it('are cut into weeks and months that say when they are not whole', () => {
    expect(bucketsOf({ from: '2026-11-01', to: '2026-11-10' }, 'week')).toEqual([
      { key: '2026-10-26', from: '2026-11-01', to: '2026-11-01', part: true },
      { key: '2026-11-02', from: '2026-11-02', to: '2026-11-08', part: false },
      { key: '2026-11-09', from: '2026-11-09', to: '2026-11-10', part: true },
    ]);
    expect(bucketsOf({ from: '2026-10-01', to: '2026-11-30' }, 'month').map((b) => b.part)).toEqual([false, false]);
  });
});
