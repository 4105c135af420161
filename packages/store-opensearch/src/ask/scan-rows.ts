import type { Scan, ScanMeasure, ScanRow } from '@flightdeck/query';
import { createLabels, type Journeys, type NameBook, needsJourneys } from '@flightdeck/store/reference';
import {
  filtersBy,
  groupsBy,
  joinAnswers,
  joinsSeats,
  listsMeet,
  measureAt,
  type Question,
  toQuestion,
} from '@flightdeck/store/shared';
import { tableOf } from '../layout/layout.ts';
import { labelOf, type Reading } from '../load/annotate.ts';
import { aggregate, Inexact } from './aggregate.ts';
import { sightOf } from './as-of.ts';
import { createBucketKeys } from './bucket-keys.ts';
import { chooseTaking, chooseWay, type Way } from './choose-way.ts';
import type { Context } from './context.ts';
import { countPeople } from './count-people.ts';
import { addRows, compileDifferences, readDifferences } from './differences.ts';
import { compileJourneyFilters, readJourneys } from './journey.ts';
import { compileReach } from './reach.ts';
import { isOfTeamsElsewhere, readByRow, readMemberships, withoutTeams } from './read-rows.ts';

/** Grouped rows of a scan, all searches of it with one commit. */
export async function scanRows(
  present: Reading,
  scan: Scan,
  names: NameBook,
  signal?: AbortSignal,
): Promise<ScanRow[]> {
  const question = toQuestion(scan);
  const reading = await sightOf(present, question);
  const joinsTeams = reading.commit.past !== undefined && isOfTeamsElsewhere(question);
  const journeys: Journeys = needsJourneys(question) ? await readJourneys(reading, question, signal) : new Map();
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
      measures: indexes,
      rows: await run(
        context,
        way,
        indexes.map((index) => measureAt(question, index)),
      ),
    })),
  );
  return joinAnswers(scan, answers);
}

interface PlannedWay {
  readonly way: Way;
  readonly indexes: readonly number[];
}

async function planWays({ reading, question, names, joinsTeams }: Context): Promise<readonly PlannedWay[]> {
  // What documents say about other scopes is of another time too.
  const takingThen = question.scopes.length > 1 ? 'rows' : 'all';
  const takingOf = () => {
    if (question.scan.adds) return 'rows';
    return reading.commit.past ? takingThen : chooseTaking(reading, question, names);
  };
  const taking = question.scan.once ? await takingOf() : 'all';
  const readsOnlyRows = joinsTeams || joinsSeats(question) || listsMeet(question);
  const ways = new Map<Way, number[]>();
  question.scan.measures.forEach((measure, index) => {
    const way = readsOnlyRows ? 'rows' : chooseWay(question, names, measure, taking);
    ways.set(way, [...(ways.get(way) ?? []), index]);
  });
  if (ways.size === 0) ways.set(taking === 'all' && !readsOnlyRows ? 'fact' : 'rows', []);
  return [...ways].map(([way, indexes]) => ({ way, indexes }));
}

async function run(context: Context, way: Way, measures: readonly ScanMeasure[]): Promise<readonly ScanRow[]> {
  if (way === 'rows') return readByRow(context, measures);
  if (way === 'memberships') return readMemberships(context, measures);
  if (way === 'mixed') return readMixed(context, measures);
  const { reading, question, labels, filter, signal } = context;
  const bucketKeys = createBucketKeys(question, labels);
  const byPerson = way === 'people' || way === 'sums_by_person';
  const table = tableOf(question.fact.name, byPerson ? 'fact' : way);
  const once = way === 'people' ? [] : compileOnce(question);
  const asking = { question, measures, table, bucketKeys, byPerson, filter: [...filter, ...once] };
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

/** Person-days on which scopes disagree are read row by row, all others in groups. */
async function readMixed(context: Context, measures: readonly ScanMeasure[]): Promise<readonly ScanRow[]> {
  const differing = compileDifferences(await readDifferences(context.reading, context.question));
  const alike = { bool: { must_not: [differing] } };
  const [most, few] = await Promise.all([
    run({ ...context, filter: [...context.filter, alike] }, 'fact', measures),
    readByRow({ ...context, filter: [...context.filter, differing] }, measures),
  ]);
  return addRows(measures, most, few);
}
