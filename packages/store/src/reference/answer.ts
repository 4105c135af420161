import type { Scan, ScanRow } from '@flightdeck/query';
import { hostOf } from '../shared/host.ts';
import { joinAnswers } from '../shared/join-answers.ts';
import { joinsSeats, listsMeet, lower, type Question, toQuestion } from '../shared/question.ts';
import { passesAttributes } from './attributes.ts';
import { groupRows } from './groups.ts';
import { findJourneys, passesJourneys } from './journeys.ts';
import { createLabels } from './labels.ts';
import { findLastReported, type LoadedDay } from './measure/last-reported.ts';
import type { NameBook } from './names/names.ts';
import type { Row } from './row.ts';
import { joinSeats } from './seats.ts';
import { filterTeams, MEMBERSHIPS, needsAllTeams, placeInTeams, withTeams } from './teams.ts';

/** All that is known: what a store has loaded, in memory. */
export interface World {
  /** Rows of a fact, of all scopes and days. */
  rows(fact: string): readonly Row[];
  readonly loaded: readonly LoadedDay[];
  readonly names: NameBook;
}

/**
 * What a scan means: the rows that every store answers with, in any order. The choice of rows, their groups and their
 * measures each have a file of their own. A past instant (`asOf`) is a world of its own.
 */
export function answerScan(world: World, scan: Scan): ScanRow[] {
  const question = toQuestion(scan);
  const lastReported = findLastReported(question, world.loaded);
  const journeys = findJourneys(question, inReach(question, world.rows('user_day')));
  const labels = createLabels(question, world.names, journeys);
  const reached = inReach(question, world.rows(question.fact.name)).filter(
    (row) => !question.fact.snapshot || lastReported.has(row),
  );
  const met = listsMeet(question) ? reached.map((row) => withRealId(world.names, row)) : reached;
  const memberships = inReach(question, world.rows(MEMBERSHIPS));
  const people = joinsSeats(question) ? joinSeats(question, met) : met;
  const rows = filterTeams(question, world.names, people, memberships)
    .filter((row) => passesNames(question, world.names, row))
    .filter((row) => passesAttributes(question, row))
    .filter((row) => passesJourneys(question, journeys, row));
  const parts = [true, false].map((seesAllTeams) => {
    const isOwn = question.fact.name === MEMBERSHIPS && !seesAllTeams;
    const indexes = [...scan.measures.keys()].filter((index) => {
      const measure = scan.measures[index];
      return measure !== undefined && needsAllTeams(question, measure) === seesAllTeams;
    });
    const measures = indexes.flatMap((index) => scan.measures[index] ?? []);
    const placed = placeInTeams(question, labels.team, isOwn ? rows : withTeams(rows, memberships));
    return { measures: indexes, rows: groupRows(question, measures, placed, labels.keysOf, lastReported) };
  });
  return joinAnswers(
    scan,
    parts.filter(({ measures }) => measures.length > 0),
  );
}

/** Rows of the scopes and days asked for. */
function inReach({ scopes, scan: { range } }: Question, rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ scope, day }) => scopes.includes(scope) && day >= range.from && day <= range.to);
}

/** Who is known by a login alone is the person who bore it, where lists of several scopes meet. */
const withRealId = (names: NameBook, row: Row): Row =>
  row.userId === null ? row : { ...row, userId: names.personOf(hostOf(row.scope), row.userId) };

/** True when the filters of people and repositories let the row pass; one of nobody is in no list. */
function passesNames({ where, scopes }: Question, names: NameBook, row: Row): boolean {
  const host = hostOf(scopes[0] ?? '');
  return where.every(({ kind, is, values }) => {
    if (kind !== 'person' && kind !== 'repository') return true;
    const [of, id] = kind === 'person' ? (['login', row.userId] as const) : (['repository', row.repoId] as const);
    return (id !== null && names.bearers(of, host, lower(values)).has(id)) === (is === 'in');
  });
}
