import { CAUSES } from '@flightdeck/catalog';
import { type Ask, defineOurs, type Reconciliation, reconcile } from '@flightdeck/reconcile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Case, declare, drawCase, shownBy } from './reconcile/cases.ts';
import { INJECTIONS, MISSING, type Worth, worthsOf } from './reconcile/injections.ts';
import { count, type Spec } from './reconcile/oracle.ts';
import { openWorld, type World } from './reconcile/world.ts';

/** Combinations drawn besides those of one injection each. */
const COMBINED = 400;
const ALONE = 8;

let world: World;
let file: Ask;

beforeAll(async () => {
  world = await openWorld();
  file = await world.fileWithout(MISSING);
}, 240_000);
afterAll(() => world.close());

/** The first so many seeds that make a case. */
function drawCases(many: number, from: number, most: number, only?: (typeof INJECTIONS)[number]): readonly Case[] {
  const cases: Case[] = [];
  for (let seed = from; cases.length < many; seed++) {
    const drawn = drawCase(seed, most, only);
    if (drawn) cases.push(drawn);
  }
  return cases;
}

function scopeOf(spec: Spec) {
  const names = spec.scopes.map((scope) => scope.slice(scope.indexOf(':') + 1));
  return { dimension: spec.scopes[0]?.startsWith('org:') ? 'organization' : 'enterprise', names } as const;
}

async function run(drawn: Case): Promise<Reconciliation> {
  const { asked } = drawn;
  const ours = defineOurs({
    metric: asked.metric,
    range: drawn.ours.range,
    scope: scopeOf(drawn.ours),
    ...(asked.where && { where: [{ ...asked.where, is: 'in' }] }),
    ...(asked.share && { share: asked.share }),
  });
  return reconcile(
    ours,
    {
      source: 'dashboard',
      label: 'The other number',
      value: shownBy(drawn).shown,
      definition: declare(ours.definition, drawn),
      readAt: null,
      roundedTo: drawn.roundedTo,
      ...(drawn.theirs.missing.length > 0 && { ask: file }),
    },
    world.ask,
  );
}

/** What went wrong in a case; nothing when all is as injected. */
function faultsOf(drawn: Case, result: Reconciliation): readonly string[] {
  const { exact, shown } = shownBy(drawn);
  const rounded = shown - drawn.unknown;
  const rounding: Worth = { cause: 'rounding', amount: exact - rounded };
  const expected = [...worthsOf(drawn.theirs, drawn.ours), ...(Math.abs(rounding.amount) > 1e-9 ? [rounding] : [])];
  const found = result.steps.map(({ cause, amount }) => ({ cause, amount }));
  const faults: string[] = [];
  const isRate = drawn.ours.under !== null;
  const isClose = (a: number, b: number) => (isRate ? Math.abs(a - b) <= 1e-3 * Math.abs(b) : Math.abs(a - b) < 1e-6);
  if (!isClose(result.ours.value ?? Number.NaN, count(drawn.ours) ?? 0))
    faults.push(`ours is ${result.ours.value}, not ${count(drawn.ours)}`);
  if (found.map(({ cause }) => cause).join() !== expected.map(({ cause }) => cause).join())
    faults.push(`found ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
  else
    expected.forEach(({ cause, amount }, index) => {
      if (!isClose(found[index]?.amount ?? Number.NaN, amount))
        faults.push(`${cause} is worth ${found[index]?.amount}, not ${amount}`);
    });
  if (Math.abs((result.unexplained ?? Number.NaN) + drawn.unknown) > 1e-9)
    faults.push(`${result.unexplained} is left, not ${-drawn.unknown}`);
  const all = result.steps.reduce((sum, { amount }) => sum + amount, shown + (result.unexplained ?? 0));
  if (Math.abs(all - (result.ours.value ?? 0)) > 1e-6) faults.push(`the steps lead to ${all}`);
  for (const person of comingAndGoing(result)) faults.push(`${person} comes with one step and goes with another`);
  if (result.unanswered.length > 0) faults.push(`unanswered: ${JSON.stringify(result.unanswered)}`);
  return faults.map((fault) => `${drawn.name}: ${fault}`);
}

/** People whom one step adds and another takes away. */
function comingAndGoing({ steps, unit }: Reconciliation): readonly string[] {
  if (unit !== 'people') return [];
  const moves = steps.flatMap(({ evidence }) =>
    evidence.people.map(({ key, before, after }) => ({ key, by: after - before })),
  );
  const coming = new Set(moves.filter(({ by }) => by > 0).map(({ key }) => key));
  return moves.filter(({ key, by }) => by < 0 && coming.has(key)).map(({ key }) => key);
}

const met = new Set<string>();

async function faultsIn(cases: readonly Case[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const drawn of cases) {
    const result = await run(drawn);
    for (const { cause } of result.steps) met.add(cause);
    faults.push(...faultsOf(drawn, result));
  }
  return faults;
}

describe('a cause that is injected', () => {
  it.each(INJECTIONS.map((injection) => [injection.name, injection] as const))(
    '%s, alone, is named with its amount and nothing else is',
    async (_name, injection) => {
      const cases = drawCases(ALONE, 1, 1, injection);
      expect((await faultsIn(cases)).slice(0, 3)).toEqual([]);
    },
    120_000,
  );

  it('is named with its amount in any combination of up to four', async () => {
    const cases = drawCases(COMBINED, 10_000, 4);
    expect((await faultsIn(cases)).slice(0, 3)).toEqual([]);
  }, 240_000);

  it('is every one that these sources can have', () => {
    const elsewhere = [
      'several_grants',
      'seats_not_used',
      'other_definition',
      'more_in_breakdown',
      'billed_without_person',
    ];
    expect([...met].sort()).toEqual(
      CAUSES.map(({ name }) => name)
        .filter((name) => !elsewhere.includes(name))
        .sort(),
    );
  });
});
