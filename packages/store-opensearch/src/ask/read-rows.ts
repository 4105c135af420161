import { eachDay } from '@flightdeck/catalog';
import type { ScanMeasure, ScanRow } from '@flightdeck/query';
import {
  filterTeams,
  groupRows,
  joinSeats,
  MEMBERSHIPS,
  passesAttributes,
  placeInTeams,
  type Row,
  SEAT_COLUMNS,
  withTeams,
} from '@flightdeck/store/reference';
import {
  columnNamed,
  filtersBy,
  groupsBy,
  hostOf,
  joinsSeats,
  listsMeet,
  type Question,
  readsLastDay,
} from '@flightdeck/store/shared';
import { ofTable, tableOf } from '../layout/layout.ts';
import { compileVisible } from '../ledger/commit.ts';
import { readMembers } from '../load/annotate.ts';
import { scrollHits } from '../wire/send.ts';
import { hasTeamElsewhere } from './choose-way.ts';
import type { Context } from './context.ts';
import { fieldsOf, toRow } from './document-row.ts';
import { compileJourneyFilters } from './journey.ts';
import { compileReach, compileTeams, indexesIn, readLastReported } from './reach.ts';

/** Reads the rows themselves: slower, and exact for whatever is asked. */
export async function readByRow(context: Context, measures: readonly ScanMeasure[]): Promise<readonly ScanRow[]> {
  const { reading, question, labels } = context;
  if (joinsSeats(question)) {
    const rows = (await readSeats(context, measures)).filter((row) => passesAttributes(question, row));
    return groupRows(question, measures, placeInTeams(question, labels.team, rows), labels.keysOf);
  }
  const found = context.joinsTeams ? await joinTeams(context, measures) : await readOfTeams(context, measures);
  const needsLast = measures.some((measure) => readsLastDay(question, measure));
  const lastReported = needsLast ? await readLastReported(reading, question) : undefined;
  return groupRows(question, measures, placeInTeams(question, labels.team, found), labels.keysOf, lastReported);
}

/** Rows that documents' own teams let pass, and their scopes', where a person counts once. */
async function readOfTeams(context: Context, measures: readonly ScanMeasure[]): Promise<readonly Row[]> {
  const { question } = context;
  const elsewhere = question.scan.once && hasTeamElsewhere(question) ? await readMembersNamed(context) : null;
  const rows = await readFactRows(context, measures, context.filter);
  return elsewhere ? rows.filter(({ day, userId }) => !elsewhere.has(`${day} ${userId}`)) : rows;
}

/** True when the question is about teams of rows that do not have their team themselves. */
export const isOfTeamsElsewhere = (question: Question): boolean =>
  question.fact.name !== MEMBERSHIPS && (groupsBy(question, 'team') || filtersBy(question, 'team'));

/** Rows with the teams of the memberships that the reading sees: documents have those known when they were written. */
async function joinTeams(context: Context, measures: readonly ScanMeasure[]): Promise<readonly Row[]> {
  const { reading, question, names } = context;
  const days = eachDay(question.scan.range);
  const memberships: Row[] = [];
  for (const scope of question.scopes) {
    for (const { day, user_id, team_id } of await readMembers(reading, scope, days)) {
      memberships.push({ scope, day, userId: user_id, repoId: null, teamIds: [team_id], cells: {} });
    }
  }
  const rows = withTeams(await readFactRows(context, measures, context.filter), memberships);
  return filterTeams(question, names, rows, memberships);
}

/** Reads all memberships, because what else a person is in decides. */
export async function readMemberships(context: Context, measures: readonly ScanMeasure[]): Promise<readonly ScanRow[]> {
  const { reading, question, names, labels, journeys } = context;
  const reach = await compileReach(reading, withoutTeams(question), names);
  const rows = await readFactRows(context, measures, [...reach, ...compileJourneyFilters(question, journeys)]);
  const left = filterTeams(question, names, withTeams(rows, rows), rows);
  return groupRows(question, measures, placeInTeams(question, labels.team, left), labels.keysOf);
}

/** The question without its filters of teams. */
export const withoutTeams = (question: Question): Question => withoutFilters(question, 'team');

const withoutFilters = (question: Question, of: 'team' | 'attribute'): Question => ({
  ...question,
  where: question.where.filter(({ kind }) => kind !== of),
});

/** Seats of several scopes, with what all grants together say of their person; filters of attributes are on that. */
async function readSeats(context: Context, measures: readonly ScanMeasure[]): Promise<readonly Row[]> {
  const { reading, question, names } = context;
  const filter = await compileReach(reading, withoutFilters(question, 'attribute'), names);
  const filtered = question.where
    .filter(({ kind }) => kind === 'attribute')
    .map(({ dimension }) => columnNamed(dimension));
  return joinSeats(question, await readFactRows(context, measures, filter, [...SEAT_COLUMNS, ...filtered]));
}

async function readFactRows(
  { reading, question, names, signal }: Context,
  measures: readonly ScanMeasure[],
  filter: readonly object[],
  others: readonly string[] = [],
): Promise<readonly Row[]> {
  const { fact, scan } = question;
  const table = tableOf(fact.name);
  const indexes = indexesIn(reading, table, scan.range);
  if (indexes.length === 0) return [];
  const columns = new Set([...others, ...columnsRead(question, measures)]);
  const query = { bool: { filter: [ofTable(table, reading.commit.past), ...filter] } };
  const body = { size: 10_000, query, _source: fieldsOf(fact, columns) };
  const rows: Row[] = [];
  for await (const hits of scrollHits(reading.cluster, indexes, body, { isExact: true, signal })) {
    for (const { _source } of hits) rows.push(toRow(fact, columns, _source));
  }
  if (!listsMeet(question)) return rows;
  return rows.map((row) =>
    row.userId === null ? row : { ...row, userId: names.personOf(hostOf(row.scope), row.userId) },
  );
}

/** Columns that the groups, the measures and taking rows once need. */
function columnsRead({ fact, by }: Question, measures: readonly ScanMeasure[]): readonly string[] {
  return [
    ...fact.grain.filter((name) => name !== 'scope' && name !== 'day'),
    ...by.filter(({ kind }) => kind === 'attribute').map(({ name }) => columnNamed(name)),
    ...measures.flatMap(({ column, weight, when }) => [
      ...(column === null ? [] : [column]),
      ...(weight === undefined ? [] : [weight]),
      ...when.map((test) => test.column),
    ]),
    ...(fact.columns.some(({ name }) => name === 'user_id') ? ['user_id'] : []),
  ];
}

/** Days of people who are in one of the excluded teams, in whichever scope. */
async function readMembersNamed({ reading, question, names, signal }: Context): Promise<ReadonlySet<string>> {
  const members = new Set<string>();
  const table = tableOf(MEMBERSHIPS);
  const indexes = indexesIn(reading, table, question.scan.range);
  if (indexes.length === 0) return members;
  for (const { kind, is, values } of question.where) {
    if (kind !== 'team' || is !== 'not_in') continue;
    const filter = [
      ofTable(table, reading.commit.past),
      ...compileVisible(reading.commit),
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
