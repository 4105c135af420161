import { LOCAL, type Principal, parseGrantScope } from '@flightdeck/access';
import { InputError } from '@flightdeck/catalog';
import { type MetricQueryInput, parseQuery, type QueryResult } from '@flightdeck/query';
import type { ReconcileRequest } from '@flightdeck/reconcile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FOREIGN, type Installation, install, OWN, personWith, RANGE, teamsOf } from './world.ts';

const QUESTIONS = Number(process.env.FLIGHTDECK_TEST_QUESTIONS ?? 120);
const [FIRST = '', SECOND = '', THIRD = ''] = teamsOf(OWN);

let all: Installation;
beforeAll(async () => {
  all = await install();
});
afterAll(() => all.close());

/** Numbers from 0 to below 1, the same at every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const METRICS = [
  ...['accepted', 'generated', 'acceptance_rate', 'active_users', 'reported_users', 'interactions', 'loc_added'],
  ...['loc_added_per_active_day', 'active_days', 'team_members', 'people_in_several_teams', 'agent_users'],
];
const DIMENSIONS = ['day', 'week', 'team', 'organization', 'user', 'language', 'ide', 'feature', 'model'];

/** A question of anything at all, of one's own and of others. */
function randomQuestion(random: () => number, teams: readonly string[]): MetricQueryInput {
  const some = <T>(from: readonly T[], most: number): T[] => {
    const left = [...from];
    return Array.from({ length: Math.floor(random() * (most + 1)) }, () =>
      left.splice(random() * left.length, 1),
    ).flat();
  };
  const metrics = some(METRICS, 3);
  const by = some(DIMENSIONS, 2).filter(
    (name, index, names) => name !== 'week' || !names.slice(0, index).includes('day'),
  );
  const where = [
    ...(random() < 0.4 ? [{ dimension: 'team', values: some(teams, 3) }] : []),
    ...(random() < 0.2 ? [{ dimension: 'organization', values: some([OWN, FOREIGN], 1) }] : []),
    ...(random() < 0.1 ? [{ dimension: 'language', values: ['typescript', 'go'] }] : []),
  ].filter(({ values }) => values.length > 0);
  return {
    metrics: metrics.length > 0 ? metrics : ['accepted'],
    by: by.includes('day') ? by.filter((name) => name !== 'week') : by,
    range: { from: random() < 0.5 ? RANGE.from : '2026-10-28', to: RANGE.to },
    where: where.map((filter) => ({ ...filter, is: random() < 0.25 ? ('not_in' as const) : ('in' as const) })),
    total: random() < 0.5,
    compare: random() < 0.2 ? 'previous' : null,
    limit: random() < 0.2 ? 5 : null,
  };
}

interface Given {
  readonly figures: object;
  /** Which days have reports: the same for all teams of an organization. */
  readonly days: object;
}

/** What an answer gives away, or the code it is refused with. */
async function ask({ app }: Installation, question: MetricQueryInput, who: Principal): Promise<Given | string> {
  try {
    const { rows, rowCount, total, comparison, coverage, reportedDays } = await app.answer(parseQuery(question), who);
    const before = comparison && sorted(comparison.rows);
    return { figures: { rows: sorted(rows), rowCount, total, before }, days: { coverage, reportedDays } };
  } catch (error) {
    if (error instanceof InputError) return error.code;
    throw error;
  }
}

const figuresOf = (given: Given | string): unknown => (typeof given === 'string' ? given : given.figures);
const sorted = (rows: QueryResult['rows']): readonly string[] => rows.map((row) => JSON.stringify(row)).sort();
const notesOf = async (question: Partial<MetricQueryInput>, who: Principal): Promise<QueryResult['notes']> =>
  (await all.app.answer(parseQuery({ metrics: ['accepted'], range: RANGE, ...question }), who)).notes;

describe('who may see one organization of two', () => {
  const analyst = personWith('analyst', `org:${OWN}`);
  let alone: Installation;
  beforeAll(async () => {
    alone = await install({ organizations: [OWN] });
  });
  afterAll(() => alone.close());

  it('is answered exactly as if the other did not exist', async () => {
    const random = createRandom(1);
    let refused = 0;
    for (let count = 0; count < QUESTIONS; count++) {
      const question = randomQuestion(random, [FIRST, SECOND, `${OWN}/${THIRD}`]);
      const [narrowed, truth] = [await ask(all, question, analyst), await ask(alone, question, LOCAL)];
      expect(narrowed, JSON.stringify(question)).toEqual(truth);
      if (typeof truth === 'string') refused++;
    }
    expect(refused).toBeLessThan(QUESTIONS / 3);
  });

  it('learns what the answer is of, and nothing by a foreign name', async () => {
    expect(await notesOf({}, analyst)).toContainEqual({
      code: 'narrowed',
      metric: null,
      message: `Answered for what you may see: ${OWN}.`,
    });
    const where = [{ dimension: 'organization', values: [FOREIGN] }];
    await expect(notesOf({ where }, analyst)).rejects.toMatchObject({
      code: 'unknown_scope',
      hint: expect.not.stringContaining('labs'),
    });
  });

  it('names no people as a viewer', async () => {
    const viewer = personWith('viewer', `org:${OWN}`);
    for (const question of [
      { by: ['user'] },
      { where: [{ dimension: 'user', values: ['ada'] }] },
      { by: ['billed_user'] },
    ])
      await expect(notesOf(question, viewer)).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

describe('a comparison of numbers', () => {
  const compare = (who: Principal, organization: string, more: Partial<ReconcileRequest>) =>
    all.app.reconciler.reconcile(
      {
        metric: 'accepted',
        range: RANGE,
        scope: { dimension: 'organization', names: [organization] },
        against: { source: 'dashboard', text: '1', readAt: '2026-11-05T08:00:00Z' },
        ...more,
      },
      who,
    );
  const ofOne: readonly Partial<ReconcileRequest>[] = [
    { where: [{ dimension: 'user', is: 'in', values: ['avu'] }] },
    { where: [{ dimension: 'user', is: 'not_in', values: ['avu'] }] },
    { share: { dimension: 'user', values: ['avu'] } },
  ];

  it('is made of nobody by name for who may not read people', async () => {
    const viewer = personWith('viewer', `org:${OWN}`);
    expect((await compare(viewer, OWN, {})).ours.value).toBeGreaterThan(0);
    for (const more of ofOne) await expect(compare(viewer, OWN, more)).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('is made of people only where one may read people, whatever else one may see', async () => {
    const grants = [...personWith('analyst', `org:${OWN}`).grants, ...personWith('viewer', `org:${FOREIGN}`).grants];
    const both: Principal = { kind: 'person', id: 'both', name: 'Both', grants, account: null };
    expect((await compare(both, FOREIGN, {})).ours.value).toBeGreaterThan(0);
    for (const more of ofOne) {
      expect((await compare(both, OWN, more)).ours.value).toBeGreaterThan(0);
      await expect(compare(both, FOREIGN, more)).rejects.toMatchObject({ code: 'unknown_scope' });
    }
  });
});

describe('who may see two teams', () => {
  const grants = [FIRST, SECOND].map((team) => ({
    role: 'analyst' as const,
    of: parseGrantScope(`org:${OWN}/team=${team}`),
  }));
  const lead: Principal = { kind: 'person', id: 'lead', name: 'Lead', grants, account: null };
  let alone: Installation;
  beforeAll(async () => {
    alone = await install({ organizations: [OWN], teams: [FIRST, SECOND] });
  });
  afterAll(() => alone.close());

  it('never receives a row, a name, a total or a count of a third', async () => {
    const random = createRandom(2);
    const own = [FIRST, SECOND].map((team) => `${OWN}/${team}`);
    let compared = 0;
    for (let count = 0; count < QUESTIONS; count++) {
      const question = randomQuestion(random, [FIRST, SECOND, THIRD, `${FOREIGN}/${FIRST}`]);
      const asksOthers = (question.where ?? []).some(
        ({ dimension, values }) => dimension === 'team' && values.some((name) => name !== FIRST && name !== SECOND),
      );
      const narrowed = await ask(all, question, lead);
      if (asksOthers) expect(narrowed).toMatch(/^unknown_(part|scope)$/);
      if (typeof narrowed === 'string') continue;
      const metrics = question.metrics.filter((name) => name !== 'people_in_several_teams');
      if (metrics.length === 0) continue;
      const where = [...(question.where ?? []), { dimension: 'team', values: own }];
      const seen = await ask(all, { ...question, metrics }, lead);
      const truth = await ask(alone, { ...question, metrics, where }, LOCAL);
      expect(figuresOf(seen), JSON.stringify(question)).toEqual(figuresOf(truth));
      compared++;
    }
    expect(compared).toBeGreaterThan(QUESTIONS / 3);
  });

  it('learns neither how many are in other teams as well nor whether a name is one', async () => {
    const several = await all.app.answer(parseQuery({ metrics: ['people_in_several_teams'], range: RANGE }), lead);
    expect(several.rows).toEqual([]);
    expect(several.notes).toContainEqual(expect.objectContaining({ code: 'not_seen' }));
    const refusalOf = async (name: string) =>
      notesOf({ where: [{ dimension: 'team', values: [name] }] }, lead).catch((error: InputError) => [
        error.code,
        error.message.replace(name, '…'),
        error.hint,
      ]);
    expect(await refusalOf(THIRD)).toEqual(await refusalOf('no-such-team'));
    expect(await refusalOf(`${FOREIGN}/${FIRST}`)).toEqual(await refusalOf('no-such-team'));
  });

  it('learns nothing of how many others are there from what a question would cost', async () => {
    const workingDays = { from: '2026-10-26', to: '2026-10-30' };
    const query = parseQuery({ metrics: ['accepted'], by: ['user', 'day', 'language'], range: workingDays });
    const analyst = personWith('analyst', `org:${OWN}`);
    expect(await all.app.cost(query, lead)).toBe(await alone.app.cost(query, lead));
    expect(await all.app.cost(query, analyst)).not.toBe(await alone.app.cost(query, analyst));
  });

  it('learns which teams the answer is of', async () => {
    expect(await notesOf({}, lead)).toContainEqual({
      code: 'narrowed',
      metric: null,
      message: `Answered for what you may see: teams ${FIRST} and ${SECOND} of ${OWN}.`,
    });
  });
});
