import { addDays, type Day } from '@flightdeck/catalog';
import { type Ask, compareWith, defineOurs, type Given, type Reconciliation, reconcile } from '@flightdeck/reconcile';
import { describe, expect, it } from 'vitest';
import { createAsk, load, openBench } from './loading.ts';
import { createMemoryAsk } from './memory-ask.ts';
import { createSmallWorld, type Doing, drawFrom, type SmallWorld } from './random-worlds.ts';
import { type Cell, seatLine, userRow } from './rows.ts';

const MANY = 500;
/** So many of them are loaded into a store as well. */
const LOADED = 36;
const WORLDS: readonly SmallWorld[] = Array.from({ length: MANY }, (_, seed) => createSmallWorld(seed));
/** When a day was exported, too early, and when it was final. */
const exportedAt = (day: Day): string => `${addDays(day, 2)}T12:00:00.000Z`;
const finalAt = (day: Day): string => `${addDays(day, 9)}T12:00:00.000Z`;

const byDay = new Map<Day, readonly Doing[]>(
  WORLDS.flatMap(({ days, doings }) => days.map((day) => [day, doings.filter((doing) => doing.day === day)] as const)),
);
const seatedOn = new Map(WORLDS.map(({ days, seated }) => [days[1], seated]));
const personlessOn = new Map(WORLDS.map(({ days, personless }) => [days[1], personless]));
const memory = createMemoryAsk({ byDay, seatedOn, personlessOn, exportedAt, finalAt });

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const outputsOf = (cells: readonly Cell[]): number => sum(cells.map(({ outputs = 0 }) => outputs));
const within = (doings: readonly Doing[], wanted: (cell: Cell) => boolean): number =>
  sum(doings.map(({ cells }) => outputsOf(cells.filter(wanted))));
const isCli = ({ feature }: Cell): boolean => feature === 'copilot_cli';
const isApp = ({ feature }: Cell): boolean => feature === 'copilot_app';
const isCompletion = ({ feature }: Cell): boolean => feature === 'code_completion';
const inEditor = ({ ide }: Cell): boolean => ide !== null;

/** Ids of who counts: everyone in the rows, or who prompted; without the CLI who did nothing else does not. */
function activeIn(doings: readonly Doing[], people: 'prompts' | 'reported', withCli: boolean): ReadonlySet<number> {
  const ids = new Set(doings.map(({ id }) => id));
  return new Set(
    [...ids].filter((id) => {
      const cells = doings.filter((doing) => doing.id === id).flatMap((doing) => doing.cells);
      const counted = people === 'reported' ? cells : cells.filter(({ prompts = 0 }) => prompts > 0);
      if (people === 'prompts' && counted.length === 0) return false;
      return withCli || counted.length === 0 || counted.some((cell) => !isCli(cell));
    }),
  );
}

/** A question about a world, its honest number, and what its rows give evidence of. */
interface Trial {
  readonly name: string;
  readonly against: string;
  readonly metric: string;
  readonly given: Given;
  /** Causes that may be named. */
  readonly evidence: ReadonlySet<string>;
  /** What stays unexplained, added to their number for no reason. */
  readonly offset: number;
}

const named = (causes: Readonly<Record<string, boolean>>): ReadonlySet<string> =>
  new Set(Object.keys(causes).filter((cause) => causes[cause]));

/** Breakdowns: nothing but what is counted in them, and what is not, may be named. */
function tryBreakdown(world: SmallWorld, source: 'models' | 'editors' | 'languages' | 'features'): Trial {
  const own = world.doings.filter(({ elsewhere }) => !elsewhere);
  const holds = { models: 'model', editors: 'ide', languages: 'language', features: 'feature' } as const;
  const key = holds[source];
  const isIn = (cell: Cell): boolean => (key === 'ide' ? inEditor(cell) : cell[key] !== undefined);
  const noCompletionIn = source === 'models' && within(own, (cell) => isCompletion(cell) && isIn(cell)) === 0;
  const evidence = named({
    cli_excluded: source === 'editors' && within(own, (cell) => isCli(cell) && !isIn(cell)) > 0,
    app_excluded: source === 'editors' && within(own, (cell) => isApp(cell) && !isIn(cell)) > 0,
    features: noCompletionIn && within(own, isCompletion) > 0,
    not_in_breakdown: within(own, (cell) => !isIn(cell)) > 0,
  });
  return { name: source, against: source, metric: 'generated', given: {}, evidence, offset: 0 };
}

/** A count of people as a dashboard shows it, made by one of GitHub's definitions, of one scope, at one time. */
function tryPeople(world: SmallWorld, seed: number): Trial {
  const { draw } = drawFrom(seed);
  const people = draw(['prompts', 'reported'] as const);
  const withCli = draw([true, false, false]);
  const isEnterprise = draw([true, false, false]);
  const isEarly = draw([true, false]);
  // Where the number is made as no page says, only an exact one can show it.
  const offset = withCli ? 0 : draw([0, 0, 0, 2, -1]);
  const [first, last] = world.days;
  const range = draw([
    { from: first, to: last },
    { from: first, to: first },
  ]);
  const inRange = world.doings.filter(({ day }) => day >= range.from && day <= range.to);
  const own = inRange.filter((doing) => isEnterprise || (!doing.elsewhere && !(isEarly && doing.late)));
  const shown = activeIn(own, people, withCli).size + offset;
  const everyone = world.doings;
  const evidence = named({
    window: range.to !== last,
    scope: isEnterprise && everyone.some(({ elsewhere }) => elsewhere),
    late_telemetry: isEarly && !isEnterprise && everyone.some(({ late }) => late),
    server_side: everyone.some(({ cells }) => cells.length === 0),
    passive: everyone.some(({ cells }) => cells.some(isCompletion)),
    cli_excluded: everyone.some(({ cells }) => cells.some(isCli)),
  });
  return {
    name: `people ${people} ${withCli} ${shown}`,
    against: 'dashboard',
    metric: 'active_users',
    given: {
      text: String(Math.max(0, shown)),
      window: { kind: 'days', range },
      ...(isEnterprise && { scope: { dimension: 'enterprise', names: ['worlds'] } }),
      ...(isEarly && !isEnterprise && { readAt: exportedAt(last) }),
    },
    evidence,
    offset: offset + (shown < 0 ? -shown : 0),
  };
}

/** A sum as a dashboard shows it, rounded to tens or not. */
function trySum(world: SmallWorld, seed: number): Trial {
  const { draw } = drawFrom(seed);
  const withCli = draw([true, false]);
  const rounded = draw([true, false]);
  const own = world.doings.filter(({ elsewhere }) => !elsewhere);
  const exact = within(own, (cell) => withCli || !isCli(cell));
  const text = rounded ? `${(exact / 1000).toFixed(2)}k` : String(exact);
  const [from, to] = world.days;
  return {
    name: `sum ${text}`,
    against: 'dashboard',
    metric: 'generated',
    given: { text, window: { kind: 'days', range: { from, to } } },
    evidence: named({ cli_excluded: within(own, isCli) > 0, rounding: rounded }),
    offset: 0,
  };
}

/** Our own number, typed in: nothing may be named. */
function tryOurs(world: SmallWorld): Trial {
  const own = world.doings.filter(({ elsewhere }) => !elsewhere);
  return {
    name: 'ours',
    against: 'dashboard',
    metric: 'active_users',
    given: { text: String(activeIn(own, 'prompts', true).size) },
    evidence: new Set(),
    offset: 0,
  };
}

/** The bill: what it charges to nobody is the difference, and all of it. */
function tryBill({ personless }: SmallWorld): Trial {
  const evidence = named({ billed_without_person: personless > 0 });
  return { name: 'bill', against: 'billing', metric: 'ai_credits_used', given: {}, evidence, offset: 0 };
}

/** GitHub's list of seats, which counts grants. */
function trySeats({ seated }: SmallWorld): Trial {
  const evidence = named({ several_grants: seated.some(({ grants }) => grants > 1) });
  return { name: 'seats', against: 'seats', metric: 'seats', given: {}, evidence, offset: 0 };
}

/** People whose seat was used in the window, as a list of seats is often read: the others are the difference. */
function tryUsedSeats({ seated, days: [from, to] }: SmallWorld): Trial {
  const used = seated.filter((seat) => seat.used >= from && seat.used <= to).length;
  const evidence = named({ seats_not_used: used < seated.length });
  return {
    name: 'used seats',
    against: 'used seats',
    metric: 'seats',
    given: { text: String(used) },
    evidence,
    offset: 0,
  };
}

function tryOne(world: SmallWorld): Trial {
  const kinds = [
    'models',
    'editors',
    'languages',
    'features',
    'people',
    'people',
    'people',
    'sum',
    'ours',
    'bill',
    'seats',
    'used seats',
  ] as const;
  const kind = kinds[world.seed % kinds.length] ?? 'ours';
  if (kind === 'people') return tryPeople(world, world.seed + 1);
  if (kind === 'bill') return tryBill(world);
  if (kind === 'used seats') return tryUsedSeats(world);
  if (kind === 'seats') return trySeats(world);
  if (kind === 'sum') return trySum(world, world.seed + 1);
  return kind === 'ours' ? tryOurs(world) : tryBreakdown(world, kind);
}

/** What is wrong with an answer; nothing when every named cause has its evidence. */
function faultsOf(trial: Trial, { theirs, ours, steps, unexplained, unit }: Reconciliation): readonly string[] {
  const faults: string[] = [];
  const without = steps.filter(({ cause }) => !trial.evidence.has(cause));
  if (without.length > 0) faults.push(`${without.map(({ cause }) => cause)} without evidence`);
  const left = unexplained ?? Number.NaN;
  if (!(Math.abs(left) <= Math.abs(trial.offset))) faults.push(`${left} is left of ${trial.offset}`);
  const all = (theirs.value ?? 0) + sum(steps.map(({ amount }) => amount)) + left;
  if (Math.abs(all - (ours.value ?? Number.NaN)) > 1e-9) faults.push(`the shares add up to ${all}`);
  if (new Set(steps.map(({ cause }) => cause)).size < steps.length) faults.push('a cause is named twice');
  const parts = steps.filter(({ cause }) => /breakdown|excluded|features/.test(cause));
  const signs = new Set(parts.map(({ amount }) => Math.sign(amount)));
  if (unit !== 'people' && signs.size > 1) faults.push('steps cancel each other');
  const moves = steps.flatMap(({ evidence }) => evidence.people);
  const coming = new Set(moves.flatMap(({ key, before, after }) => (after > before ? key : [])));
  if (moves.some(({ key, before, after }) => after < before && coming.has(key))) faults.push('somebody comes and goes');
  return faults.map(
    (fault) => `world ${trial.name}: ${fault}: ${JSON.stringify(steps.map(({ cause, amount }) => [cause, amount]))}`,
  );
}

/** Lines of the AI usage report of a day: one a person, and one that names nobody. */
function billLines(day: Day): readonly object[] {
  const own = (byDay.get(day) ?? []).filter(({ elsewhere }) => !elsewhere);
  const charged = [
    ...own.map(({ id, credits }) => ({ billed_login: `person-${id}`, quantity: String(credits) })),
    { billed_login: null, quantity: String(personlessOn.get(day) ?? 0) },
  ].filter(({ quantity }) => quantity !== '0');
  return charged.map((line, index) => ({
    day,
    line: index + 1,
    ai_credit: { ...line, product: 'copilot', sku: 'copilot_ai_credit', unit_type: 'ai-credits' },
  }));
}

const compare = (world: SmallWorld, trial: Trial, ask: Ask): Promise<Reconciliation> => {
  const [from, to] = world.days;
  const scope = { dimension: 'organization', names: ['worlds'] } as const;
  const question = { metric: trial.metric, range: { from, to }, scope };
  return trial.against === 'used seats'
    ? compareUsedSeats(question, Number(trial.given.text), ask)
    : compareWith(trial.against, question, trial.given, ask);
};

/** No source has such a number of seats, but a person can: its definition is given instead. */
function compareUsedSeats(
  question: Parameters<typeof defineOurs>[0],
  value: number,
  ask: Ask,
): Promise<Reconciliation> {
  const ours = defineOurs(question);
  const definition = { ...ours.definition, over: { kind: 'people', rule: 'seat_active', where: [] } } as const;
  const label = 'Seats used in the window';
  return reconcile(ours, { source: 'seats', label, value, definition, readAt: null, roundedTo: null }, ask);
}

describe(`${MANY} random worlds`, () => {
  it('name no cause without evidence in their rows, and no two that cancel each other', async () => {
    const faults: string[] = [];
    const met = new Set<string>();
    for (const world of WORLDS) {
      const trial = tryOne(world);
      const answer = await compare(world, trial, memory);
      for (const { cause } of answer.steps) met.add(cause);
      faults.push(...faultsOf(trial, answer).map((fault) => `${world.seed} ${fault}`));
    }
    expect(faults.slice(0, 5)).toEqual([]);
    // Every cause that the worlds have evidence of was named somewhere: what is asserted above is not about nothing.
    expect([...met].sort()).toEqual([
      'app_excluded',
      'billed_without_person',
      'cli_excluded',
      'features',
      'late_telemetry',
      'not_in_breakdown',
      'passive',
      'rounding',
      'scope',
      'seats_not_used',
      'server_side',
      'several_grants',
      'window',
    ]);
  }, 120_000);

  it('are answered in memory as a store answers them', async () => {
    const some = WORLDS.slice(0, LOADED);
    const days = some.flatMap((world) => world.days);
    const bench = openBench();
    try {
      const tools = await bench.open();
      const rows = (day: Day, wanted: (doing: Doing) => boolean) =>
        (byDay.get(day) ?? [])
          .filter(wanted)
          .map(({ id, cells, credits }) => userRow(day, id, cells, { ai_credits_used: credits }));
      const isOurs = ({ elsewhere }: Doing): boolean => !elsewhere;
      const isEarly = ({ elsewhere, late }: Doing): boolean => !elsewhere && !late;
      await load(tools, 'org:worlds', 'users-1-day', days, exportedAt, (day) => rows(day, isEarly));
      await load(tools, 'org:worlds', 'users-1-day', days, finalAt, (day) => rows(day, isOurs));
      await load(tools, 'enterprise:worlds', 'users-1-day', days, finalAt, (day) => rows(day, () => true));
      await load(tools, 'org:worlds', 'seats', [...seatedOn.keys()].slice(0, LOADED), finalAt, (day) =>
        (seatedOn.get(day) ?? []).flatMap(({ id, grants, used }) =>
          Array.from({ length: grants }, (_, grant) => ({ ...seatLine(day, id, used), line: 10 * id + grant })),
        ),
      );
      await load(tools, 'org:worlds', 'ai-credit-usage', days, finalAt, (day) => billLines(day));
      const store = await createAsk(tools.store);
      for (const world of some) {
        const trial = tryOne(world);
        const { theirs, steps, unexplained, ours } = await compare(world, trial, store);
        const other = await compare(world, trial, memory);
        expect([
          world.seed,
          theirs.value,
          ours.value,
          unexplained,
          steps.map(({ cause, amount }) => [cause, amount]),
        ]).toEqual([
          world.seed,
          other.theirs.value,
          other.ours.value,
          other.unexplained,
          other.steps.map(({ cause, amount }) => [cause, amount]),
        ]);
      }
    } finally {
      await bench.close();
    }
  }, 120_000);
});
