import type { QueryResult, ResultRow } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { prepareAdoption } from '../kinds/distribution/prepare.ts';
import { prepareMoved } from '../kinds/moved/prepare.ts';
import { prepareRanked } from '../kinds/ranked/prepare.ts';
import { prepareStrip } from '../kinds/table/prepare-strip.ts';
import { prepareTile } from '../kinds/tile/prepare.ts';
import { prepareTime } from '../kinds/time/prepare.ts';
import { timeTable } from '../table/table.ts';
import { axisForLines, axisFromZero } from './axis.ts';
import { detailsAt, readAloud } from './details.ts';
import { legendOf } from './legend-of.ts';
import { labelledSteps, prepareSteps, stateOf } from './steps.ts';
import { layOutTime } from './time/layout-time.ts';

const RANGE = { from: '2026-11-16', to: '2026-11-20' };

function answer(rows: readonly ResultRow[], more: Partial<QueryResult> = {}): QueryResult {
  return {
    query: { metrics: [], by: ['day'], range: RANGE, where: [], scopes: ['org:acme'] },
    rows,
    rowCount: rows.length,
    total: null,
    comparison: null,
    coverage: { finalTo: '2026-11-18', provisional: ['2026-11-19', '2026-11-20'], missing: [], noReport: [] },
    reportedDays: { all: 5, working: 5 },
    notes: [],
    ...more,
  };
}

const day = (key: string, generated: number | null, accepted: number | null): ResultRow => ({
  day: key,
  completions_generated: generated,
  completions_accepted: accepted,
  completion_acceptance_rate: generated && accepted !== null ? accepted / generated : null,
});

const WEEK = answer(
  [day('2026-11-16', 100, 30), day('2026-11-17', 200, 50), day('2026-11-19', 100, 40), day('2026-11-20', 10, 9)],
  {
    coverage: {
      finalTo: '2026-11-17',
      provisional: ['2026-11-19', '2026-11-20'],
      missing: ['2026-11-18'],
      noReport: [],
    },
  },
);
const RATE = prepareTime({
  form: 'line',
  grain: 'day',
  range: RANGE,
  metrics: ['completion_acceptance_rate'],
  target: 0.2,
  result: WEEK,
});

describe('history beside what is reported today', () => {
  it('is a dashed series of its own name that ends where it ended, never one line', () => {
    const chart = prepareTime({
      form: 'line',
      grain: 'day',
      range: RANGE,
      metrics: ['completions_generated', 'legacy_completions_generated'],
      result: answer([
        { day: '2026-11-16', completions_generated: null, legacy_completions_generated: 90 },
        { day: '2026-11-17', completions_generated: 120, legacy_completions_generated: 80 },
        { day: '2026-11-18', completions_generated: 130, legacy_completions_generated: null },
      ]),
    });
    expect(chart.series.map(({ dash, short, values }) => [dash, short, values.slice(0, 3)])).toEqual([
      [null, 'Suggested', [null, 120, 130]],
      ['6 3', 'older API', [90, 80, null]],
    ]);
    expect(legendOf(chart).map(({ label, dash }) => [label, dash])).toEqual([
      ['Suggested', null],
      ['Completions suggested (older API)', '6 3'],
    ]);
  });
});

describe('value axes', () => {
  it('start at zero for bars and end close above the highest value', () => {
    expect(axisFromZero(331, true).ticks).toEqual([0, 100, 200, 300, 400]);
    expect(axisFromZero(231, true).ticks).toEqual([0, 60, 120, 180, 240]);
    expect(axisFromZero(15_800, true).ticks).toEqual([0, 4000, 8000, 12_000, 16_000]);
    expect(axisFromZero(2, true).ticks.every(Number.isInteger)).toBe(true);
  });

  it('leave zero out of a line only when the values fill less than 40 % of the way', () => {
    expect(axisForLines([0.29, 0.3, 0.316], 0.2).ticks).toEqual([0.15, 0.2, 0.25, 0.3, 0.35]);
    expect(axisForLines([0.18, 0.42]).min).toBe(0);
    expect(axisForLines([]).min).toBe(0);
  });
});

describe('time steps', () => {
  it('say what is not settled about their days', () => {
    const steps = prepareSteps(RANGE, 'day', WEEK.coverage);
    expect(steps.map((step) => stateOf(step, 'day'))).toEqual(['', '', 'missing', 'provisional', 'provisional']);
    const [week] = prepareSteps(RANGE, 'week');
    expect(stateOf(week ?? { ...steps[0]! }, 'week')).toBe('5 of 7 days');
  });

  it('are labelled at Mondays when days stand close, with room for each label', () => {
    const steps = prepareSteps({ from: '2026-10-25', to: '2026-11-21' }, 'day');
    expect(labelledSteps(steps, 'day', 20).map((index) => steps[index]?.tick)).toEqual([
      '26 Oct',
      '2 Nov',
      '9 Nov',
      '16 Nov',
    ]);
    expect(labelledSteps(steps, 'day', 6).map((index) => steps[index]?.tick)).toEqual(['26 Oct', '9 Nov']);
  });
});

describe('a line', () => {
  it('breaks at a missing day and draws provisional days as another path', () => {
    const layout = layOutTime(RATE, 600, 240);
    const [settled, dotted] = layout.paths;
    expect(settled?.d.match(/M/g)).toHaveLength(1);
    expect(settled?.d.match(/L/g)).toHaveLength(1);
    expect(dotted).toBeUndefined();
    expect(layout.bands.map((band) => band.kind)).toEqual(['missing', 'provisional']);
    expect(layout.bands[1]?.word).toBe('provisional');
  });

  it('puts a rate of very few suggestions off the line as a ring', () => {
    expect(RATE.series[0]?.low).toEqual([false, false, false, false, true]);
    expect(layOutTime(RATE, 600, 240).points.filter((point) => point.ring)).toHaveLength(1);
  });

  it('keeps the target inside the axis', () => {
    expect(RATE.axis.min).toBeLessThanOrEqual(0.2);
  });

  it('tells numerator and denominator of the day pointed at', () => {
    const details = detailsAt(RATE, 1);
    expect(details?.title).toBe('Tue 17 Nov 2026');
    expect(details?.rows.map((row) => `${row.name} ${row.value}`.trim())).toEqual([
      'Acceptance rate 25.0\u00a0%',
      '50 of 200',
    ]);
    expect(details && readAloud(details)).toContain('Acceptance rate 25.0');
    expect(detailsAt(RATE, 9)).toBeNull();
  });

  it('is a table too, in which no data is not zero', () => {
    expect(timeTable(RATE).rows[2]).toEqual(['Wed 18 Nov 2026', 'no data', 'missing']);
  });
});

describe('bars', () => {
  const bullet = prepareTime({
    form: 'bullet',
    grain: 'day',
    range: RANGE,
    metrics: ['completions_generated', 'completions_accepted'],
    result: WEEK,
  });

  it('stand on zero, accepted in front of suggested with the same width', () => {
    const { bars, caps, zero } = layOutTime(bullet, 500, 200);
    const [suggested, accepted] = [bars[0], bars[4]];
    expect(suggested?.paint).toBe('soft');
    expect(accepted?.paint).toBe('strong');
    expect(suggested?.width).toBe(accepted?.width);
    expect((suggested?.y ?? 0) + (suggested?.height ?? 0)).toBeCloseTo(zero, 0);
    expect((suggested?.height ?? 0) / (accepted?.height ?? 1)).toBeCloseTo(100 / 30, 1);
    expect(caps).toHaveLength(4);
  });

  it('are hatched where days can still change, and absent where a day is missing', () => {
    const { bars } = layOutTime(bullet, 500, 200);
    expect(bars.filter((bar) => bar.paint === 'hatch')).toHaveLength(2);
    expect(bars).toHaveLength(8);
  });

  it('hang the second series below one zero line when mirrored', () => {
    const mirrored = prepareTime({
      form: 'mirrored',
      grain: 'day',
      range: RANGE,
      metrics: ['completions_generated', 'completions_accepted'],
      result: WEEK,
    });
    const layout = layOutTime(mirrored, 500, 200);
    const down = layout.bars.filter((bar) => bar.end === 'down');
    expect(down).toHaveLength(4);
    expect(down.every((bar) => bar.y === layout.zero)).toBe(true);
    expect(layout.grid.map((line) => line.label)).toEqual(['200', '100', '0', '100', '200']);
  });
});

describe('a number tile', () => {
  const result = answer(WEEK.rows, {
    total: { active_users: 331, reported_users: 400, agent_users: 260 },
    comparison: { range: RANGE, rows: [], total: { active_users: 345, agent_users: 224 } },
  });

  it('shows value, population and a coloured change', () => {
    expect(prepareTile('active_users', 'Active people', result, 'day')).toMatchObject({
      value: '331',
      aside: 'of 400 reported',
      change: { text: '\u22124.1\u00a0%', tone: 'bad', from: '345' },
    });
    expect(prepareTile('agent_users', 'Agent users', result, 'day')?.aside).toBe('· 79\u00a0% of active');
  });

  it('says "no data" rather than 0', () => {
    expect(prepareTile('chat_users', 'Chat', result, 'day')).toMatchObject({
      value: 'no data',
      empty: true,
      change: null,
    });
  });
});

describe('a ranking', () => {
  const rows: ResultRow[] = [
    { language: 'go', completions_generated: 100, completions_accepted: 40, completion_acceptance_rate: 0.4 },
    { language: 'typescript', completions_generated: 200, completions_accepted: 60, completion_acceptance_rate: 0.3 },
    { language: 'unknown', completions_generated: 100, completions_accepted: 90, completion_acceptance_rate: 0.9 },
    { language: 'c#', completions_generated: 0, completions_accepted: 0, completion_acceptance_rate: null },
  ];
  const by = {
    label: '',
    whole: 'completions_generated',
    part: 'completions_accepted',
    aside: 'completion_acceptance_rate',
    sort: 'completions_accepted',
  };

  it('orders by the number shown, leaves Unknown out and states its share', () => {
    const ranked = prepareRanked({ rows }, 'language', by, { columns: [], limit: 8, withUnknown: false });
    expect(ranked.rows.map((row) => [row.label, row.number, row.share, row.partShare])).toEqual([
      ['TypeScript', '60', 1, 0.3],
      ['Go', '40', 0.5, 0.2],
    ]);
    expect(ranked.unknown).toBe('25.0\u00a0% Unknown');
  });

  it('shows Unknown last when asked', () => {
    expect(
      prepareRanked({ rows }, 'language', by, { columns: [], limit: 1, withUnknown: true }).rows.map(
        (row) => row.label,
      ),
    ).toEqual(['TypeScript', 'Unknown']);
  });
});

describe('what moved a rate', () => {
  const row = (team: string | null, generated: number, accepted: number): ResultRow => ({
    team,
    completions_generated: generated,
    completions_accepted: accepted,
  });

  it('sums exactly to the change of the rate', () => {
    const result = answer([row('a', 100, 50), row('b', 100, 20)], {
      total: row(null, 200, 70),
      comparison: { range: RANGE, rows: [row('a', 100, 40), row('b', 100, 20)], total: row(null, 200, 60) },
    });
    const moved = prepareMoved(result, 'team', ['completions_accepted', 'completions_generated']);
    expect(moved?.rows.map((item) => [item.label, item.text])).toEqual([
      ['a', '+5.00'],
      ['b', '0.00'],
    ]);
    expect(moved?.total.text).toBe('+5.00');
  });

  it('names what people in no team or in several leave over', () => {
    const result = answer([row('a', 100, 50)], {
      total: row(null, 200, 70),
      comparison: { range: RANGE, rows: [row('a', 100, 50)], total: row(null, 200, 60) },
    });
    expect(prepareMoved(result, 'team', ['completions_accepted', 'completions_generated'])?.rows.at(-1)).toMatchObject({
      label: 'No team or several',
      text: '+5.00',
    });
  });

  it('is nothing without a period to compare with', () => {
    expect(
      prepareMoved(answer([row('a', 1, 1)], { total: row(null, 1, 1) }), 'team', [
        'completions_accepted',
        'completions_generated',
      ]),
    ).toBeNull();
  });
});

describe('adoption', () => {
  const people = (...days: number[]): ResultRow[] =>
    days.map((active_days, index) => ({ user: `p${index}`, active_days }));

  it('counts people by active days and by band', () => {
    const adoption = prepareAdoption(people(0, 0, 3, 4, 6, 8, 9, 10), 10);
    expect(adoption.bars.map((bar) => bar.people)).toEqual([2, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1]);
    expect(adoption.bands.map((band) => band.people)).toEqual([3, 1, 1, 2, 1]);
    expect(adoption).toMatchObject({ inactive: 2, people: 8, median: 4 });
  });

  it('draws spans of days when the range is long', () => {
    const adoption = prepareAdoption(people(0, 1, 90), 90);
    expect(adoption.bars.length).toBeLessThanOrEqual(33);
    expect(adoption.bars.at(-1)?.people).toBe(1);
  });
});

describe('an activity strip', () => {
  it('has one bar a day, high by the square root of prompts', () => {
    const rows = new Map<string, ResultRow>([['2026-11-16', { interactions: 25, agent_days: 1 }]]);
    const [first, second] = prepareStrip(['2026-11-16', '2026-11-17'], rows, 100, new Set(['2026-11-17']));
    expect(first).toEqual({ day: '2026-11-16', height: 0.5, agent: true, provisional: false, prompts: 25 });
    expect(second).toEqual({ day: '2026-11-17', height: 0, agent: false, provisional: true, prompts: null });
  });
});
