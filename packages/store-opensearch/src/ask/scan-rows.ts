import type { Scan, ScanMeasure, ScanRow, Value } from '@flightdeck/query';
import { ofTable, tableOf } from '../layout/layout.ts';
import { compileVisible } from '../ledger/view.ts';
import { labelOf, type Reading } from '../load/annotate.ts';
import { hostOf, type NameBook } from '../load/names.ts';
import { scrollHits } from '../wire/send.ts';
import { aggregate, Inexact } from './aggregate.ts';
import { sightOf } from './as-of.ts';
import { chooseTaking, chooseWay, hasTeamElsewhere, type Way } from './choose-way.ts';
import { countPeople } from './count-people.ts';
import { addRows, compileDifferences, readDifferences } from './differences.ts';
import { evaluateRows, type Placed } from './evaluate-rows.ts';
import { type FactRow, fieldsOf, toRow } from './fact-row.ts';
import { type Journey, needsJourneys, readJourneys } from './journey.ts';
import { createLabels, type Labels } from './labels.ts';
import { placeMemberships, withoutTeams } from './memberships.ts';
import { columnNamed, filtersBy, groupsBy, lower, type Question, readsLastDay, toQuestion } from './question.ts';
import { compileReach, compileTeams, indexesIn, NOTHING, readLastReported } from './reach.ts';
import { joinSeats, joinsSeats, SEAT_COLUMNS, withoutAttributes } from './seats-of-people.ts';
import { isOfTeamsElsewhere, readTeams } from './teams-then.ts';

/** Grouped rows of a scan, all searches of it with one view. */
export async function scanRows(
  present: Reading,
  scan: Scan,
  names: NameBook,
  signal?: AbortSignal,
): Promise<ScanRow[]> {
  const question = toQuestion(scan);
  const reading = await sightOf(present, question);
  const joinsTeams = reading.view.past !== undefined && isOfTeamsElsewhere(question);
  const journeys = needsJourneys(question) ? await readJourneys(reading, question, signal) : new Map<string, Journey>();
  const context: Context = {
    reading,
    question,
    names,
    journeys,
    labels: createLabels(question, names, journeys),
    filter: [
      ...(await compileReach(reading, joinsTeams ? withoutTeams(question) : question, names)),
      ...compileJourneyFilters(question, journeys),
    ],
    joinsTeams,
    signal,
  };
  const plan = await planWays(context);
  const answers = await Promise.all(
    plan.map(async ({ way, indexes }) => ({
      indexes,
      rows: await run(
        context,
        way,
        indexes.map((index) => measureAt(scan, index)),
      ),
    })),
  );
  return join(scan, answers);
}

interface Context {
  readonly reading: Reading;
  readonly question: Question;
  readonly names: NameBook;
  readonly journeys: ReadonlyMap<string, Journey>;
  readonly labels: Labels;
  readonly filter: readonly object[];
  /** True: documents tell the teams of another time, so memberships are read and joined. */
  readonly joinsTeams: boolean;
  readonly signal: AbortSignal | undefined;
}

interface PlannedWay {
  readonly way: Way;
  readonly indexes: readonly number[];
}

async function planWays({ reading, question, names, joinsTeams }: Context): Promise<readonly PlannedWay[]> {
  // What documents say of other scopes is of another time too.
  const takingThen = question.scopes.length > 1 ? 'rows' : 'all';
  const takingOf = () => {
    if (question.scan.adds) return 'rows';
    return reading.view.past ? takingThen : chooseTaking(reading, question, names);
  };
  const taking = question.scan.once ? await takingOf() : 'all';
  const ways = new Map<Way, number[]>();
  question.scan.measures.forEach((measure, index) => {
    const way =
      joinsTeams || joinsSeats(question) || listsMeet(question) ? 'rows' : chooseWay(question, names, measure, taking);
    ways.set(way, [...(ways.get(way) ?? []), index]);
  });
  if (ways.size === 0)
    ways.set(taking === 'all' && !joinsTeams && !joinsSeats(question) && !listsMeet(question) ? 'fact' : 'rows', []);
  return [...ways].map(([way, indexes]) => ({ way, indexes }));
}

async function run(context: Context, way: Way, measures: readonly ScanMeasure[]): Promise<readonly ScanRow[]> {
  if (way === 'rows') return readByRow(context, measures);
  if (way === 'memberships') return readMemberships(context, measures);
  if (way === 'mixed') return readMixed(context, measures);
  const { reading, question, labels, filter, signal } = context;
  const byPerson = way === 'people' || way === 'sums_by_person';
  const table = tableOf(question.fact.name, byPerson ? 'fact' : way);
  const once = way === 'people' ? [] : compileOnce(question);
  const asking = { question, measures, table, labels, byPerson, filter: [...filter, ...once] };
  try {
    const counted = way === 'people' ? await countPeople(reading, asking, signal) : null;
    return counted ?? (await aggregate(reading, asking, signal));
  } catch (error) {
    if (error instanceof Inexact) return readByRow(context, measures);
    throw error;
  }
}

/** Leaves out what is counted in another scope asked for; teams are of one scope. */
function compileOnce(question: Question): readonly object[] {
  const ofTeams = groupsBy(question, 'team') || filtersBy(question, 'team');
  if (!question.scan.once || ofTeams) return [];
  return [{ bool: { must_not: [{ terms: { also_in: question.scopes.map(labelOf) } }] } }];
}

/** People's days that scopes tell differently row by row, all others in groups. */
async function readMixed(context: Context, measures: readonly ScanMeasure[]): Promise<readonly ScanRow[]> {
  const differing = compileDifferences(await readDifferences(context.reading, context.question));
  const alike = { bool: { must_not: [differing] } };
  const [most, few] = await Promise.all([
    run({ ...context, filter: [...context.filter, alike] }, 'fact', measures),
    readByRow({ ...context, filter: [...context.filter, differing] }, measures),
  ]);
  return addRows(measures, most, few);
}

function compileJourneyFilters(question: Question, journeys: ReadonlyMap<string, Journey>): object[] {
  return question.where.flatMap((filter) => {
    if (filter.kind !== 'journey') return [];
    const wanted = new Set(lower(filter.values));
    const travellers = [...journeys].filter(([, journey]) => wanted.has(journey[filter.dimension as keyof Journey]));
    const byScope = new Map<string, string[]>();
    for (const [key] of travellers) {
      const [scope, user] = key.includes(' ') ? key.split(' ') : ['', key];
      byScope.set(scope ?? '', [...(byScope.get(scope ?? '') ?? []), user ?? '']);
    }
    const should = [...byScope].map(([scope, users]) => ({
      bool: { filter: [...(scope === '' ? [] : [{ term: { scope } }]), { terms: { user_id: users } }] },
    }));
    const clause = should.length === 0 ? NOTHING : { bool: { should, minimum_should_match: 1 } };
    return [filter.is === 'in' ? clause : { bool: { must_not: [clause] } }];
  });
}

/** True where lists of several scopes meet, of which one may know a person by login and another by id. */
const listsMeet = ({ fact, scopes }: Question): boolean =>
  scopes.length > 1 && fact.snapshot === true && fact.attributes?.includes('user_id') === true;

/** Reads the rows themselves: slower, and exact for whatever is asked. */
async function readByRow(context: Context, measures: readonly ScanMeasure[]): Promise<readonly ScanRow[]> {
  const { question, labels, filter } = context;
  const { scan } = question;
  const elsewhere = scan.once && hasTeamElsewhere(question) ? await readMembersNamed(context) : null;
  const ofTeams = groupsBy(question, 'team');
  const joinTeams = context.joinsTeams ? await readTeams(context.reading, question, context.names) : null;
  const placed: Placed[] = [];
  if (joinsSeats(question)) {
    for (const row of await readSeats(context, measures)) placed.push({ row, team: null });
    return evaluateRows({ ...question, scan: { ...scan, measures } }, placed, labels.keysOfRow);
  }
  for await (const found of readFactRows(context, measures, filter)) {
    const row = joinTeams ? joinTeams(found) : found;
    if (row === null || elsewhere?.has(`${row.day} ${row.userId}`)) continue;
    if (!ofTeams) placed.push({ row, team: null });
    else for (const team of teamsOf(row, labels)) placed.push({ row, team });
  }
  const needsLast = measures.some((measure) => readsLastDay(question, measure));
  const lastReported = needsLast ? await readLastReported(context.reading, question) : undefined;
  return evaluateRows({ ...question, scan: { ...scan, measures } }, placed, labels.keysOfRow, lastReported);
}

/** Seats of several scopes say of a person what all grants together do. */
async function readSeats(context: Context, measures: readonly ScanMeasure[]): Promise<readonly FactRow[]> {
  const { reading, question, names } = context;
  const filter = await compileReach(reading, withoutAttributes(question), names);
  const rows: FactRow[] = [];
  const filtered = question.where
    .filter(({ kind }) => kind === 'attribute')
    .map(({ dimension }) => columnNamed(dimension));
  for await (const row of readFactRows(context, measures, filter, [...SEAT_COLUMNS, ...filtered])) rows.push(row);
  return joinSeats(question, rows);
}

/** Reads all memberships, because what else a person is in decides. */
async function readMemberships(context: Context, measures: readonly ScanMeasure[]): Promise<readonly ScanRow[]> {
  const { reading, question, names, labels, journeys } = context;
  const reach = await compileReach(reading, withoutTeams(question), names);
  const rows: FactRow[] = [];
  const filter = [...reach, ...compileJourneyFilters(question, journeys)];
  for await (const row of readFactRows(context, measures, filter)) rows.push(row);
  const placed = placeMemberships(question, names, labels, rows);
  return evaluateRows({ ...question, scan: { ...question.scan, measures } }, placed, labels.keysOfRow);
}

async function* readFactRows(
  { reading, question, names, signal }: Context,
  measures: readonly ScanMeasure[],
  filter: readonly object[],
  others: readonly string[] = [],
): AsyncGenerator<FactRow> {
  const { fact, scan, by } = question;
  const columns = new Set([
    ...others,
    ...fact.grain.filter((name) => name !== 'scope' && name !== 'day'),
    ...by.filter(({ kind }) => kind === 'attribute').map(({ name }) => columnNamed(name)),
    ...measures.flatMap(({ column, weight, when }) => [
      ...(column === null ? [] : [column]),
      ...(weight === undefined ? [] : [weight]),
      ...when.map((test) => test.column),
    ]),
    ...(fact.columns.some(({ name }) => name === 'user_id') ? ['user_id'] : []),
  ]);
  const table = tableOf(fact.name);
  const indexes = indexesIn(reading, table, scan.range);
  if (indexes.length === 0) return;
  const query = { bool: { filter: [ofTable(table, reading.view.past), ...filter] } };
  const body = { size: 10_000, query, _source: fieldsOf(fact, columns) };
  for await (const hits of scrollHits(reading.cluster, indexes, body, { isExact: true, signal })) {
    for (const { _source } of hits) {
      const row = toRow(fact, columns, _source);
      yield row.userId === null ? row : { ...row, userId: names.personOf(hostOf(row.scope), row.userId) };
    }
  }
}

const teamsOf = (row: FactRow, labels: Labels): readonly string[] =>
  row.teamIds.flatMap((id) => labels.team(row.scope, id) ?? []);

/** Days of people who are in one of the teams that nobody asked for is to be in, whichever scope says so. */
async function readMembersNamed({ reading, question, names, signal }: Context): Promise<ReadonlySet<string>> {
  const members = new Set<string>();
  const indexes = indexesIn(reading, tableOf('user_team_day'), question.scan.range);
  if (indexes.length === 0) return members;
  for (const { kind, is, values } of question.where) {
    if (kind !== 'team' || is !== 'not_in') continue;
    const filter = [
      ofTable(tableOf('user_team_day'), reading.view.past),
      ...compileVisible(reading.view),
      { range: { day: { gte: question.scan.range.from, lte: question.scan.range.to } } },
      compileTeams(question, names, values),
    ];
    const body = { size: 10_000, query: { bool: { filter } }, _source: ['day', 'user_id'] };
    for await (const hits of scrollHits(reading.cluster, indexes, body, { signal })) {
      for (const { _source } of hits) members.add(`${_source.day} ${_source.user_id}`);
    }
  }
  return members;
}

function measureAt({ id, measures }: Scan, index: number): ScanMeasure {
  const measure = measures[index];
  if (!measure) throw new Error(`Scan ${id} has no measure ${index}`);
  return measure;
}

/** Each measure's value from the way that answered it. */
function join(
  { measures }: Scan,
  answers: readonly { readonly indexes: readonly number[]; readonly rows: readonly ScanRow[] }[],
): ScanRow[] {
  const groups = new Map<string, { readonly keys: ScanRow['keys']; readonly values: Value[] }>();
  for (const { indexes, rows } of answers) {
    for (const { keys, values } of rows) {
      const id = JSON.stringify(keys);
      const group = groups.get(id) ?? { keys, values: measures.map(() => null) };
      groups.set(id, group);
      indexes.forEach((place, index) => {
        group.values[place] = values[index] ?? null;
      });
    }
  }
  return [...groups.values()];
}
