import { describe, expect, it } from 'vitest';
import { DEFAULT_VIEW } from '../view/view.ts';
import { extentOf, toAsked } from './hooks.ts';
import type { Status } from './status/status.ts';

const span = (scope: string, from: string, to = from) => ({
  scope,
  report: 'users-1-day' as const,
  from,
  to,
  state: 'present' as const,
  code: null,
  message: null,
});
const status = {
  scopes: [
    { scope: 'org:acme', label: 'acme', kind: 'org' },
    { scope: 'org:new', label: 'new', kind: 'org' },
  ],
  range: { from: '2026-09-01', to: '2026-11-21' },
  spans: [span('org:acme', '2026-09-01', '2026-11-21'), span('org:new', '2026-11-10')],
} as unknown as Status;

describe('what a view asks', () => {
  it('ends at the last day of the chosen scope', () => {
    expect(extentOf(status, 'org:new')).toEqual({ first: '2026-11-10', last: '2026-11-10' });
    expect(toAsked({ ...DEFAULT_VIEW, scope: 'org:acme' }, status)).toMatchObject({
      range: { from: '2026-10-25', to: '2026-11-21' },
      grain: 'day',
      compare: 'previous',
      where: [{ dimension: 'organization', is: 'in', values: ['acme'] }],
    });
  });

  it('leaves a comparison out when its days are not all loaded', () => {
    expect(toAsked({ ...DEFAULT_VIEW, range: '90d' }, status)).toMatchObject({ compare: null, compareAbsent: true });
  });

  it('leaves it out too while some of its days are still on their way', () => {
    const spans = [span('org:acme', '2026-09-01', '2026-10-09'), span('org:acme', '2026-10-11', '2026-11-21')];
    expect(toAsked({ ...DEFAULT_VIEW, scope: 'org:acme' }, { ...status, spans })).toMatchObject({
      compare: null,
      compareAbsent: true,
    });
  });

  it('has the days of what there is: history or snapshots of a scope that has no daily report', () => {
    const of = (report: string, from: string, to: string) => ({ ...span('org:new', from, to), report });
    const seats = of('seats', '2026-11-28', '2026-11-28');
    const history = of('legacy-metrics', '2024-06-24', '2024-07-01');
    const only = (...spans: object[]) => ({ ...status, range: null, spans }) as unknown as Status;
    expect(extentOf(only(seats), 'org:new')).toEqual({ first: '2026-11-28', last: '2026-11-28' });
    expect(extentOf(only(seats, history), 'org:new')).toEqual({ first: '2024-06-24', last: '2024-07-01' });
  });

  it('is nothing before the first day has landed', () => {
    expect(toAsked(DEFAULT_VIEW, { ...status, range: null })).toBeNull();
  });
});
