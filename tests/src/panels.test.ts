import {
  FIRST_ACTIVE_DAY,
  InputError,
  isLatest,
  overOf,
  PANELS,
  type PageChoice,
  type Panel,
  panelsOfPage,
  parseScope,
} from '@flightdeck/catalog';
import { evaluate, isUnanswered, panelQuery, parseQuery, planQuery, type QueryResult } from '@flightdeck/query';
import { createOrganization } from '@flightdeck/simulator';
import { type Truth, type TruthDimension, truths, whyNotServed } from '@flightdeck/simulator/truth';
import { toReportedDays } from '@flightdeck/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSynced, type Synced } from './synced.ts';

const NOW = new Date('2026-11-01T22:00:00Z');
const simulation = createOrganization({ seed: 5, people: 150, days: 70, lastDay: '2026-10-31', organizations: 3 });
const ORGANIZATIONS = simulation.organizations.map(({ slug }) => parseScope(`org:${slug}`));
/** Across the day on which people change teams and a team changes its name. */
const RANGE = { from: '2026-09-07', to: '2026-10-18' };
const SNAPSHOTS = ['2026-09-10', '2026-09-30', '2026-10-18'].map((day) => new Date(`${day}T06:00:00Z`));

/** One organization alone, and all of them, where a person in several counts once. */
const SELECTIONS = [
  { name: 'one organization', scopes: ORGANIZATIONS.slice(0, 1) },
  { name: 'all organizations, each person once', scopes: ORGANIZATIONS },
] as const;

let system: Synced;

beforeAll(async () => {
  const range = { from: simulation.firstDay, to: simulation.lastDay };
  system = await openSynced(simulation, { scopes: ORGANIZATIONS, range, now: NOW });
  expect((await system.sync()).failed).toEqual([]);
  expect((await system.snapshots(SNAPSHOTS)).failed).toEqual([]);
}, 600_000);

afterAll(() => system.close());

interface Answer {
  readonly panel: Panel;
  readonly metric: string;
  readonly by: readonly TruthDimension[];
  readonly over: readonly TruthDimension[];
  readonly where: Readonly<Partial<Record<TruthDimension, readonly string[]>>>;
  readonly values: Truth;
}

/** Dimensions GitHub breaks a row down by; a total over them is of what is broken down. */
const BREAKDOWNS: ReadonlySet<string> = new Set([
  'language',
  'ide',
  'feature',
  'model',
  'repository',
  'comment_type',
  'phase',
  'engagement_feature',
]);

/** What a reader can choose for a page besides what it begins with. */
const CHOICES: readonly (readonly [name: string, pages: readonly string[], choice: PageChoice])[] = [
  ['completions', ['people', 'person'], { population: 'completions', active: FIRST_ACTIVE_DAY }],
  ['all features', ['overview', 'teams', 'languages'], { population: 'all', active: FIRST_ACTIVE_DAY }],
  ['all days', ['people'], { population: null, active: { by: 'prompt', days: 'all' } }],
  ['any activity', ['people'], { population: null, active: { by: 'activity', days: 'working' } }],
  ['any activity on all days', ['people'], { population: null, active: { by: 'activity', days: 'all' } }],
];

/** Every panel as its page begins, and those that ask something else once the reader has chosen. */
const ALL: readonly Panel[] = [
  ...PANELS,
  ...CHOICES.flatMap(([name, pages, choice]) =>
    pages.flatMap((page) => {
      const first = new Set(panelsOfPage(page).map((panel) => JSON.stringify(panel)));
      return panelsOfPage(page, choice)
        .filter((panel) => !first.has(JSON.stringify(panel)))
        .map((panel) => ({ ...panel, id: `${panel.id}, ${name}` }));
    }),
  ),
];

/** Panels of what the simulator can know; the others are compared with the imported files. */
const SERVED = ALL.filter(({ metrics }) => metrics.every((metric) => whyNotServed(metric) === null));

/**
 * Panels that have nothing to show here: several organizations together, or a window of 28 days that ends after the
 * range.
 */
const isSilent = (panel: Panel | undefined, several: boolean): boolean =>
  panel !== undefined &&
  (panel.by.includes('engagement_feature') || (several && panel.metrics.every((metric) => isLatest(metric))));

const toNumber = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

/** What the panel is answered: each metric by what the panel groups by, and over everything. */
function answersOf(panel: Panel, result: QueryResult): Answer[] {
  const unanswered = new Set(result.notes.filter(isUnanswered).map(({ metric }) => metric));
  const by = result.query.by as readonly TruthDimension[];
  const over = overOf(panel) as readonly TruthDimension[];
  const where = panel.where ? { [panel.where.dimension]: panel.where.values } : {};
  return result.query.metrics
    .filter((metric) => !unanswered.has(metric))
    .flatMap((metric) => [
      {
        panel,
        metric,
        by,
        over,
        where,
        values: new Map(result.rows.map((row) => [by.map((name) => row[name]).join('\u0000'), toNumber(row[metric])])),
      },
      {
        panel,
        metric,
        by: [],
        over: [...over, ...by.filter((name) => BREAKDOWNS.has(name))],
        where,
        values: new Map([['', toNumber(result.total?.[metric])]]),
      },
    ]);
}

/** False for lists with attributes no other source has, such as when a seat was created; their totals are compared. */
function isKnown(answer: Answer, options: Parameters<typeof truths>[1]): boolean {
  try {
    truths(simulation, options, [answer]);
    return true;
  } catch (error) {
    if (error instanceof InputError && error.code === 'no_truth') return false;
    throw error;
  }
}

function differences(theirs: Truth, ours: Truth): string[] {
  return [...new Set([...theirs.keys(), ...ours.keys()])].flatMap((key) => {
    const [truth, answer] = [theirs.get(key) ?? null, ours.get(key) ?? null];
    const isEqual =
      truth === answer ||
      (truth !== null && answer !== null && Math.abs(truth - answer) <= 1e-9 * Math.max(1, Math.abs(truth)));
    return isEqual ? [] : [`${key.replaceAll('\u0000', ' / ')}: truth ${truth}, the panel says ${answer}`];
  });
}

describe.each(SELECTIONS)('the panels of $name', ({ scopes }) => {
  const wrong = new Map<string, string[]>();
  const compared = new Map<string, number>();

  beforeAll(async () => {
    const where = [{ dimension: 'organization', values: scopes.map(({ slug }) => slug) }];
    const asked = { range: RANGE, grain: 'week', compare: null, where } as const;
    const keys = ORGANIZATIONS.map(({ slug }) => `org:${slug}`);
    const reported = toReportedDays(await system.store.ledger.days());
    const answers: Answer[] = [];
    for (const panel of SERVED) {
      const plan = planQuery(parseQuery(panelQuery(panel, asked, { by: null, metric: null })), keys);
      const coverage = { finalTo: null, provisional: [], missing: [], noReport: [] };
      answers.push(...answersOf(panel, await evaluate(plan, (scan) => system.store.scan(scan), coverage, reported)));
    }
    const options = { scope: scopes, asOf: NOW, snapshots: SNAPSHOTS };
    const known = answers.filter((answer) => isKnown(answer, { ...options, range: { from: RANGE.to, to: RANGE.to } }));
    const expected = truths(simulation, { ...options, range: RANGE }, known);
    known.forEach(({ panel, metric, by, values }, index) => {
      const truth = expected[index] ?? new Map();
      const found = differences(truth, values).map((text) => `${metric} by ${by.join(' × ') || 'nothing'}, ${text}`);
      wrong.set(panel.id, [...(wrong.get(panel.id) ?? []), ...found.slice(0, 5)]);
      const numbers = [...truth.values()].filter((value) => value !== null).length;
      compared.set(panel.id, (compared.get(panel.id) ?? 0) + numbers);
    });
  }, 600_000);

  it.each(SERVED.map(({ id }) => id))('%s shows the truth', (id) => {
    expect(wrong.get(id)).toEqual([]);
    const panel = ALL.find((item) => item.id === id);
    if (!isSilent(panel, scopes.length > 1)) expect(compared.get(id)).toBeGreaterThan(0);
  });
});
