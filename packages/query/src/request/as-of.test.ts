import { expect, test } from 'vitest';
import { planQuery } from '../plan/plan.ts';
import { parseAsOf } from './as-of.ts';
import { parseQuery } from './metric-query.ts';

test.each([
  ['2026-11-10T08:00:00Z', '2026-11-10T08:00:00.000Z'],
  ['2026-11-10T08:00Z', '2026-11-10T08:00:00.000Z'],
  ['2026-11-10T08:00:00.123456Z', '2026-11-10T08:00:00.123Z'],
  ['2026-11-10T01:30:00+02:00', '2026-11-09T23:30:00.000Z'],
])('%s is the instant %s', (text, instant) => {
  expect(parseAsOf(text)).toBe(instant);
});

test.each(['', '2026-11-10', '2026-11-10T08:00:00', '2026-13-10T08:00:00Z', 'yesterday', '2026-11-10T08:00:00Zx'])(
  '"%s" is no instant',
  (text) => {
    expect(() => parseAsOf(text)).toThrow(expect.objectContaining({ code: 'invalid_as_of' }));
  },
);

test('an instant asked for is carried to every scan, also of what is compared with; without one no scan has any', () => {
  const asked = {
    metrics: ['active_users', 'acceptance_rate'],
    range: { from: '2026-11-01', to: '2026-11-07' },
    compare: 'previous',
    total: true,
  };
  const scansOf = (input: unknown) => {
    const plan = planQuery(parseQuery(input), ['org:acme']);
    return [...plan.rows, ...plan.total, ...(plan.comparison?.rows ?? []), ...(plan.comparison?.total ?? [])];
  };
  const scans = scansOf({ ...asked, asOf: '2026-11-10T08:00:00Z' });
  expect(scans.length).toBeGreaterThan(3);
  expect(new Set(scans.map(({ asOf }) => asOf))).toEqual(new Set(['2026-11-10T08:00:00.000Z']));
  expect(scansOf(asked).some((scan) => 'asOf' in scan)).toBe(false);
  expect(scansOf({ ...asked, asOf: null }).some((scan) => 'asOf' in scan)).toBe(false);
});
