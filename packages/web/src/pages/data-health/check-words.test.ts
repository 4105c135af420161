import { expect, it } from 'vitest';
import type { CheckResult } from '../../data/reconcile.ts';
import { checksSay, checkWords, worstFirst } from './check-words.ts';

const check = (over: Partial<CheckResult>): CheckResult => ({
  check: 'parts_editors',
  label: 'Total and editors',
  says: '',
  scope: 'org:acme',
  metric: 'generated',
  metricLabel: 'Suggested',
  unit: 'outputs',
  source: 'editors',
  range: { from: '2026-10-22', to: '2026-11-18' },
  theirs: 900,
  ours: 1000,
  difference: 100,
  unexplained: 0,
  verdict: 'explained',
  causes: [{ cause: 'cli_excluded', label: 'CLI', amount: 100 }],
  why: null,
  ...over,
});

it('says how each check ended in one sentence', () => {
  expect(checkWords(check({}))).toBe('900 against 1,000: CLI +100.');
  expect(checkWords(check({ verdict: 'unexplained', unexplained: -7 }))).toBe(
    '900 against 1,000: CLI +100; 7 unexplained.',
  );
  expect(checkWords(check({ verdict: 'equal', theirs: 1000, causes: [] }))).toBe('Both are 1,000.');
  expect(checkWords(check({ verdict: 'untold', why: 'No list of seats was loaded.' }))).toBe(
    'No list of seats was loaded.',
  );
});

it('puts what asks for somebody first, and counts all', () => {
  const all = [check({ verdict: 'equal' }), check({ verdict: 'untold' }), check({ verdict: 'unexplained' })];
  expect(worstFirst(all).map(({ verdict }) => verdict)).toEqual(['unexplained', 'untold', 'equal']);
  expect(checksSay(all)).toBe(
    '3 pairs of GitHub’s own numbers, compared after every sync: 1 unexplained, 1 not known, 1 equal',
  );
});
