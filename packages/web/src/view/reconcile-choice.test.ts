import { describe, expect, it } from 'vitest';
import type { Asked } from '../data/hooks.ts';
import type { Reconciliation } from '../data/reconcile.ts';
import type { Status } from '../data/status/status.ts';
import { lackOf, readChoice, toleranceOf, toRequest, viewOf, windowOf, writeChoice } from './reconcile-choice.ts';

const range = { from: '2026-10-25', to: '2026-11-21' };
const scope = (scope: string, kind: string) => ({ scope, label: scope.split(':')[1], kind, host: 'api.github.com' });
const status = {
  scopes: [scope('enterprise:big', 'enterprise'), scope('org:acme', 'org'), scope('org:lab', 'org')],
} as unknown as Status;
const asked = {
  range,
  where: [
    { dimension: 'organization', is: 'in', values: ['acme'] },
    { dimension: 'language', is: 'in', values: ['go'] },
  ],
} as unknown as Asked;

describe('what the Reconcile page is asked', () => {
  it('comes back from the URL as it was written, defaults left out', () => {
    const local = { metric: 'accepted', value: '31.2 %', read: '2026-11-18T14:20', days: 'month', tolerance: '0.1%' };
    expect(writeChoice(readChoice(local))).toEqual(local);
    expect(writeChoice(readChoice({}))).toEqual({ metric: 'active_users' });
    expect(readChoice({ read: 'yesterday' }).read).toBe('');
  });

  it('names the days the other number is of', () => {
    expect(windowOf('', range)).toBeNull();
    expect(windowOf('same', range)).toEqual({ kind: 'days', range });
    expect(windowOf('28', range)).toEqual({ kind: 'rolling', days: 28, to: '2026-11-21' });
    expect(windowOf('month', range)).toEqual({ kind: 'month', to: '2026-11-21' });
    expect(windowOf('2026-10-01..2026-10-31', range)).toEqual({
      kind: 'days',
      range: { from: '2026-10-01', to: '2026-10-31' },
    });
    expect(windowOf('2026-10-31..2026-10-01', range)).toBeUndefined();
  });

  it('becomes a request in the scope, days and filters of the bar', () => {
    const choice = readChoice({ value: ' 352 ', read: '2026-11-18T14:20', of: 'enterprise:big' });
    expect(toRequest(choice, ['text'], { status, chosen: 'org:acme', asked, asOf: null })).toEqual({
      metric: 'active_users',
      range,
      scope: { dimension: 'organization', names: ['acme'] },
      where: [{ dimension: 'language', is: 'in', values: ['go'] }],
      against: {
        source: 'dashboard',
        text: '352',
        readAt: '2026-11-18T14:20:00.000Z',
        scope: { dimension: 'enterprise', names: ['big'] },
      },
    });
    const sums = readChoice({ with: 'organizations' });
    expect(toRequest(sums, ['organizations'], { status, chosen: null, asked, asOf: null })).toMatchObject({
      scope: { dimension: 'enterprise', names: ['big'] },
      against: { organizations: ['acme', 'lab'] },
    });
  });

  it('takes the values of a filter as a share of their dimension', () => {
    const choice = readChoice({ metric: 'generated', value: '31.2 %', share: 'language' });
    const request = toRequest(choice, ['text'], { status, chosen: 'org:acme', asked, asOf: null });
    expect(request).toMatchObject({ share: { dimension: 'language', values: ['go'] } });
    expect(request?.where).toBeUndefined();
  });

  it('is asked anew from the request that was kept', () => {
    const local = { metric: 'generated', value: '31.2 %', read: '2026-11-18T14:20', days: '28', share: 'language' };
    const request = toRequest(readChoice(local), ['text'], { status, chosen: 'org:acme', asked, asOf: null });
    if (!request) throw new Error('There is no request.');
    expect(viewOf(request, 0.005, { status, unit: 'ratio' })).toMatchObject({
      scope: 'org:acme',
      range,
      filters: [{ dimension: 'language', is: 'in', values: ['go'] }],
      local: { ...local, tolerance: '0.5' },
    });
  });

  it('says what is still lacking', () => {
    expect(lackOf(readChoice({}), ['text'])).toBe('Type the number as it is shown: 352 or 31.2 % or 1.2k.');
    expect(lackOf(readChoice({ file: 'x' }), ['rows', 'readAt'])).toBe(
      'Enter when it was exported, because the file does not say.',
    );
    expect(lackOf(readChoice({}), [])).toBeNull();
  });

  it('reads a tolerance in the unit of the metric, a rate in points, or as a part of our number', () => {
    const of = (unit: string, value: number) => ({ unit, ours: { value } }) as unknown as Reconciliation;
    expect(toleranceOf('2', of('people', 331))).toBe(2);
    expect(toleranceOf('1%', of('people', 300))).toBe(3);
    expect(toleranceOf('0.5', of('ratio', 0.3))).toBe(0.005);
    expect(toleranceOf('', of('people', 331))).toBe(0);
    expect(toleranceOf('few', of('people', 331))).toBeNull();
  });
});
