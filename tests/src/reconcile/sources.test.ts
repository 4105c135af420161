import { compareWith, type Given, type Question, type Reconciliation } from '@flightdeck/reconcile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { count, type Spec } from './oracle.ts';
import { EXPORTED, ORGANIZATIONS, openWorld, silentOf, TOTALS, totalsOf, type World } from './world.ts';

const MISSING = ['2026-08-11', '2026-08-12'];
const WORKS = { dimension: 'organization', names: ['aurora-works'] } as const;
const AUGUST = { from: '2026-08-04', to: '2026-08-31' };

/** Our number of active people of the organization, in the simulator's words. */
const ACTIVE: Spec = {
  over: { kind: 'people', rule: 'active' },
  under: null,
  dimension: null,
  range: AUGUST,
  scopes: ['org:aurora-works'],
  counting: 'once',
  missing: [],
  until: null,
  exported: null,
  breakdown: null,
  without: [],
  features: 'all',
  rules: null,
};
const PROMPTS: Spec = { ...ACTIVE, over: { kind: 'sum', counter: 'user_initiated_interaction_count' } };

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 240_000);
afterAll(() => world.close());

const compare = (source: string, given: Given, rest: Partial<Question> = {}): Promise<Reconciliation> =>
  compareWith(source, { metric: 'active_users', range: AUGUST, scope: WORKS, ...rest }, given, world.ask);
const causes = ({ steps }: Reconciliation) => steps.map(({ cause }) => cause);
const amountOf = ({ steps }: Reconciliation, cause: string) => steps.find((step) => step.cause === cause)?.amount;

describe("GitHub's dashboard", () => {
  const month = { from: '2026-08-01', to: '2026-08-31' };
  const shown = {
    ...ACTIVE,
    range: month,
    over: { kind: 'people', rule: 'reported' },
    without: ['cli'],
    exported: { range: month, except: [], settled: true, unsettled: true },
  } as const satisfies Spec;

  it('is explained whole from the number alone, when it was read and what the dashboard is known to do', async () => {
    const result = await compare('dashboard', { text: String(count(shown)), readAt: EXPORTED });
    expect(result.ours.value).toBe(count(ACTIVE));
    expect(result.unexplained).toBe(0);
    expect(amountOf(result, 'passive')).toBeLessThan(0);
    expect(result.theirs.window).toBe('the calendar month, 1 Aug – 31 Aug 2026');
  });

  it('leaves a number that nothing explains unexplained', async () => {
    const result = await compare('dashboard', { text: String((count(shown) ?? 0) + 3), readAt: EXPORTED });
    expect(result.unexplained).toBe(-3);
  });

  it('says what it cannot answer for a time before anything was kept, and explains the rest', async () => {
    const now = { ...shown, exported: null };
    const result = await compare('dashboard', { text: String(count(now)), readAt: '2026-08-20T12:00:00Z' });
    expect(result.unexplained).toBe(0);
    expect(result.notes.join()).toContain('does not hold what was known when their number was read');
  });

  it('takes a percentage as it is shown', async () => {
    const rate = {
      ...ACTIVE,
      over: { kind: 'sum', counter: 'code_acceptance_activity_count' },
      under: { kind: 'sum', counter: 'code_generation_activity_count' },
      features: 'completions',
    } as const satisfies Spec;
    const text = `${((count(rate) ?? 0) * 100).toFixed(1)} %`;
    const result = await compare('dashboard', { text }, { metric: 'completion_acceptance_rate' });
    expect(result.unexplained).toBe(0);
    expect(causes(result)).toEqual(['rounding']);
    expect(result.theirs.value).toBeCloseTo(count(rate) ?? 0, 3);
  });
});

describe('a file', () => {
  it('shows by its rows which days it lacks, what came late and what was restated', async () => {
    const ask = await world.fileWithout(MISSING);
    const result = await compare(
      'file',
      { rows: { ask, name: 'export.ndjson' }, readAt: EXPORTED },
      { metric: 'interactions' },
    );
    const exported = { range: AUGUST, except: MISSING, settled: true, unsettled: true };
    const file = { ...PROMPTS, missing: MISSING, exported };
    const filled = { ...file, missing: [] };
    const settled = { ...filled, exported: { ...exported, unsettled: false } };
    expect(result.theirs.value).toBe(count(file));
    expect(result.unexplained).toBe(0);
    expect(amountOf(result, 'missing_day')).toBe((count(filled) ?? 0) - (count(file) ?? 0));
    expect(amountOf(result, 'late_telemetry')).toBe((count(settled) ?? 0) - (count(filled) ?? 0));
    expect(amountOf(result, 'stale_export')).toBe((count(PROMPTS) ?? 0) - (count(settled) ?? 0));
    const days = (cause: string) =>
      result.steps.find((step) => step.cause === cause)?.evidence.days.map(({ key }) => key);
    expect(days('missing_day')).toEqual(MISSING);
    expect(days('stale_export')).toEqual(['2026-08-20']);
    expect(days('late_telemetry')?.every((day) => day > '2026-08-25')).toBe(true);
  });
});

describe("GitHub's totals", () => {
  it('are read from a file as well', async () => {
    const rows = { ask: await world.totalsFile('org:aurora-works'), name: 'totals.ndjson' };
    const range = { from: '2026-08-21', to: '2026-08-28' };
    const result = await compare('file', { rows, readAt: '2026-09-07T12:00:00Z' }, { metric: 'generated', range });
    const total = TOTALS.reduce(
      (sum, day) => sum + totalsOf('org:aurora-works', day).code_generation_activity_count,
      0,
    );
    const silent = TOTALS.flatMap((day) => silentOf('org:aurora-works', day)).reduce(
      (sum, record) => sum + record.code_generation_activity_count,
      0,
    );
    expect(result.theirs.value).toBe(total);
    expect(causes(result)).toEqual(['missing_day']);
    expect(result.unexplained).toBe(-silent);
  });

  it('leave unexplained what people did of whom there is no row', async () => {
    const range = { from: '2026-08-22', to: '2026-08-28' };
    const result = await compare('aggregate', {}, { metric: 'interactions', range });
    const silent = TOTALS.flatMap((day) => silentOf('org:aurora-works', day)).reduce(
      (sum, record) => sum + record.user_initiated_interaction_count,
      0,
    );
    const total = TOTALS.reduce(
      (sum, day) => sum + totalsOf('org:aurora-works', day).user_initiated_interaction_count,
      0,
    );
    expect(silent).toBeGreaterThan(0);
    expect(result.theirs.value).toBe(total);
    expect(result.unexplained).toBe(-silent);
    expect(result.steps).toEqual([]);
  });

  it('count people in windows of 1, 7 and 28 days, and no others', async () => {
    const day = await compare('aggregate', {}, { range: { from: '2026-08-27', to: '2026-08-27' } });
    expect(day.theirs.value).toBe(totalsOf('org:aurora-works', '2026-08-27').daily_active_users);
    await expect(compare('aggregate', {}, { range: { from: '2026-08-26', to: '2026-08-27' } })).rejects.toMatchObject({
      code: 'no_such_number',
    });
  });
});

describe('sums of what overlaps', () => {
  it('say who is in several organizations, and who in teams that are not reported', async () => {
    const organizations = { organizations: ORGANIZATIONS };
    const all = { dimension: 'organization', names: ORGANIZATIONS } as const;
    const result = await compare('organizations', organizations, { scope: all });
    expect(causes(result)).toEqual(['several_organizations']);
    const [step] = result.steps;
    expect(step?.evidence.people.every(({ before, after }) => before > 1 && after === 1)).toBe(true);
    expect(step?.evidence.groups.map(({ key }) => key).sort()).toEqual([...ORGANIZATIONS].sort());
    expect((await compare('teams', {})).unexplained).toBe(0);
  });

  it('take an enterprise apart into organizations, each person once', async () => {
    const enterprise = { dimension: 'enterprise', names: ['aurora'] } as const;
    const result = await compare('organizations_once', { organizations: ORGANIZATIONS }, { scope: enterprise });
    expect(result.difference).toBe(0);
    expect(result.steps).toEqual([]);
  });

  it('names people outside a scope where they are members', async () => {
    const scope = { dimension: 'enterprise', names: ['aurora'] } as const;
    const result = await compare('dashboard', { text: '40', scope, window: { kind: 'days', range: AUGUST } });
    const step = result.steps.find(({ cause }) => cause === 'scope');
    expect(step?.evidence.people.length).toBe(-(step?.amount ?? 0));
    expect(step?.evidence.groups.map(({ key }) => key)).toEqual(['aurora-labs', 'aurora-retail']);
    expect(step?.evidence.groups.every(({ before, after }) => before > 0 && after === 0)).toBe(true);
  });

  it('say what a breakdown does not hold', async () => {
    const editors = await compare('editors', {}, { metric: 'generated' });
    expect(causes(editors)).toEqual(['cli_excluded', 'app_excluded']);
    const models = await compare('models', {}, { metric: 'generated' });
    expect(causes(models)).toEqual(['features']);
  });
});

describe('seats', () => {
  it('count everyone once, where their list counts grants', async () => {
    const enterprise = { dimension: 'enterprise', names: ['aurora'] } as const;
    const result = await compare('seats', {}, { metric: 'seats', scope: enterprise });
    expect(causes(result)).toEqual(['several_grants']);
    expect(result.unexplained).toBe(0);
  });
});

it('names what must be given, and what there is', async () => {
  await expect(compare('dashboard', {})).rejects.toMatchObject({ code: 'not_given' });
  await expect(compare('dashbord', {})).rejects.toMatchObject({ code: 'unknown_source' });
  await expect(compare('seats', {}, { metric: 'interactions' })).rejects.toMatchObject({ code: 'no_such_number' });
  await expect(compare('teams', {}, { metric: 'adoption_score' })).rejects.toMatchObject({ code: 'not_reconcilable' });
});
