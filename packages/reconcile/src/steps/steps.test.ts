import { CAUSES } from '@flightdeck/catalog';
import { expect, it } from 'vitest';
import type { Definition } from '../definition.ts';
import { defineOurs } from '../ours.ts';
import { knownAt } from '../sources/known.ts';
import { isEqual, stepsBetween } from './steps.ts';

const { definition: ours } = defineOurs({
  metric: 'active_users',
  range: { from: '2026-10-01', to: '2026-10-28' },
  scope: { dimension: 'organization', names: ['acme'] },
});

const theirs: Definition = {
  ...ours,
  over: { kind: 'people', rule: 'seated', where: [] },
  window: { kind: 'month', to: '2026-10-30' },
  scope: { dimension: 'enterprise', names: ['big'] },
  counting: 'by_team',
  missing: ['2026-10-02'],
  until: '2026-10-29',
  known: knownAt({ kind: 'month', to: '2026-10-30' }, '2026-10-30T12:00:00Z', 'ours'),
  breakdown: { dimension: 'feature', unknown: false },
  without: ['cli', 'app'],
  features: 'completions',
  rules: '2026-04-01',
};

it('aligns one thing a step, in the order of the catalogue, and ends at our definition', () => {
  const steps = stepsBetween(theirs, ours);
  expect(isEqual(steps.at(-1)?.definition, ours)).toBe(true);
  const order = CAUSES.map(({ name }) => name);
  const places = steps.map(({ cause }) => order.indexOf(cause));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

it('has no step where nothing differs', () => {
  expect(stepsBetween(ours, ours)).toEqual([]);
});

it('ends at ours also where no other step leads there', () => {
  const rest = { ...ours, where: [{ dimension: 'team', is: 'in' as const, values: ['web'] }] };
  expect(stepsBetween(rest, ours).map(({ cause }) => cause)).toEqual(['other_definition']);
});
