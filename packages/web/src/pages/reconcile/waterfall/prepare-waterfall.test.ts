import type { CauseName } from '@flightdeck/catalog';
import type { Reconciliation } from '@flightdeck/reconcile';
import { describe, expect, it } from 'vitest';
import { evidenceWords, prepareWaterfall } from './prepare-waterfall.ts';

const nothing = { days: [], people: [], groups: [], parts: [], about: [] };
const side = (label: string, value: number | null) =>
  ({ source: label, label, value, window: '25 Oct – 21 Nov 2026' }) as unknown as Reconciliation['ours'];
const step = (cause: CauseName, amount: number, running: number) => ({
  cause,
  label: cause,
  amount,
  running,
  sentence: `Theirs differs by ${cause}.`,
  evidence: nothing,
});
const answer = (over: Partial<Reconciliation> = {}): Reconciliation => ({
  metric: 'active_users',
  label: 'Active people',
  unit: 'people',
  theirs: side('Dashboard', 352),
  ours: side('Flightdeck', 331),
  difference: -21,
  steps: [step('window', 19, 371), step('scope', -41, 330)],
  unexplained: 1,
  explained: 60,
  worthNothing: [],
  unanswered: [],
  notes: [],
  ...over,
});

describe('the waterfall from their number to ours', () => {
  it('goes from theirs over every cause and what is left to ours', () => {
    const { marks } = prepareWaterfall(answer());
    expect(marks.map(({ step, kind, amount, running }) => [step, kind, amount, running])).toEqual([
      ['theirs', 'theirs', '352', ''],
      ['window', 'adds', '+19', '371'],
      ['scope', 'takes', '\u221241', '330'],
      ['unexplained', 'unexplained', '+1', '331'],
      ['ours', 'ours', '331', ''],
    ]);
  });

  it('begins every bar where the one before ended', () => {
    const { marks, axis } = prepareWaterfall(answer());
    const value = (part: number) => Math.round(axis.min + part * (axis.max - axis.min));
    expect(marks.map(({ bar }) => bar?.map(value))).toEqual([
      [axis.min, 352],
      [352, 371],
      [330, 371],
      [330, 331],
      [axis.min, 331],
    ]);
    expect(marks.map(({ from }) => (from === null ? null : value(from)))).toEqual([null, 352, 371, 330, null]);
  });

  it('cuts the axis only where all numbers lie far from zero', () => {
    expect(prepareWaterfall(answer())).toMatchObject({ isCut: true, axis: { min: 320 } });
    const wide = answer({ theirs: side('Dashboard', 100), steps: [step('window', 231, 331)], unexplained: 0 });
    expect(prepareWaterfall(wide)).toMatchObject({ isCut: false, axis: { min: 0 } });
  });

  it('has room below zero where a cause leads there', () => {
    const below = answer({
      theirs: side('Dashboard', 10),
      steps: [step('passive', -15, -5), step('window', 25, 20)],
      ours: side('Flightdeck', 20),
      unexplained: 0,
    });
    const { axis, marks } = prepareWaterfall(below);
    expect(axis.min).toBeLessThanOrEqual(-5);
    expect(marks[0]?.bar?.[0]).toBeGreaterThan(0);
  });

  it('has whole ticks for people and no bar for what is nothing', () => {
    const same = answer({ theirs: side('Totals', 3), ours: side('Flightdeck', 3), steps: [], unexplained: 0 });
    const { axis, marks } = prepareWaterfall(same);
    expect(axis.ticks.every(Number.isInteger)).toBe(true);
    expect(marks[1]).toMatchObject({ step: 'unexplained', bar: null, amount: '±0' });
  });

  it('says that the share of a cause cannot be determined instead of showing nothing', () => {
    const untold = answer({
      steps: [],
      unanswered: [{ cause: 'missing_day', label: 'Missing days', why: 'We have no report.' }],
      unexplained: -21,
    });
    expect(prepareWaterfall(untold).marks[1]).toMatchObject({
      kind: 'untold',
      bar: null,
      amount: 'unknown',
      sentence: 'Its share is not known: We have no report.',
    });
  });

  it('says of both numbers which days they are of, and when theirs was read', () => {
    const read = { ...side('Dashboard', 352), window: 'the 28 days to 21 Nov 2026', readAt: '2026-11-18T14:20:00Z' };
    const { marks } = prepareWaterfall(answer({ theirs: read }));
    expect([marks[0]?.sentence, marks.at(-1)?.sentence]).toEqual([
      'The 28 days to 21 Nov 2026, read 2026-11-18 14:20 UTC',
      '25 Oct – 21 Nov 2026',
    ]);
  });

  it('measures what is left by the tolerance', () => {
    const left = (tolerance: number) => prepareWaterfall(answer(), tolerance).marks.at(-2)?.sentence;
    expect(left(2)).toBe('What is left after every known cause. Within your tolerance of 2.');
    expect(left(0)).toBe('What is left after every known cause. More than your tolerance of 0.');
  });

  it('says what stands behind a step in a few words', () => {
    const people = [{ key: 'ada', before: 1, after: 0 }];
    expect(evidenceWords({ ...nothing, people, about: ['2026-11-01', '2026-11-02'] })).toBe('2 days · 1 person');
    expect(evidenceWords(nothing)).toBe('');
  });

  it('says the whole way in one sentence and as a table', () => {
    const { sentence, table } = prepareWaterfall(answer());
    expect(sentence).toBe('Active people: Dashboard 352, window +19, scope \u221241, unexplained +1, Flightdeck 331.');
    expect(table.rows[2]).toEqual(['scope', '\u221241', '330', 'Theirs differs by scope.']);
  });
});
