import { type Principal, parseGrantScope } from '@flightdeck/access';
import type { InputError } from '@flightdeck/catalog';
import { type MetricQueryInput, parseQuery, type QueryResult } from '@flightdeck/query';
import type { ReconcileRequest } from '@flightdeck/reconcile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FOREIGN, type Installation, install, OWN, personWith, RANGE, teamsOf } from '../world.ts';

const [FIRST = '', SECOND = '', THIRD = ''] = teamsOf(OWN);

let all: Installation;
beforeAll(async () => {
  all = await install();
});
afterAll(() => all.close());

const notesOf = async (question: Partial<MetricQueryInput>, who: Principal): Promise<QueryResult['notes']> =>
  (await all.app.answer(parseQuery({ metrics: ['accepted'], range: RANGE, ...question }), who)).notes;

describe('who may see one organization of two', () => {
  const analyst = personWith('analyst', `org:${OWN}`);
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
