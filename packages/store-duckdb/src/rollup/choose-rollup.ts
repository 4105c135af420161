import type { DayRange } from '@flightdeck/catalog';
import type { ScanMeasure } from '@flightdeck/query';
import { columnNamed, filtersBy, groupsBy, type Question } from '@flightdeck/store/shared';
import {
  bucketOf,
  findCount,
  findRollup,
  holdsAttributes,
  holdsSum,
  type Rollup,
  type RollupKind,
  rollupKinds,
  rollupTable,
} from './rollup.ts';
import { type SplitRange, type StaleBucket, splitRange, wholeBuckets } from './stale-buckets.ts';

/** A question, and whether its filter of teams is known to mean one team, whose figures are those of its members. */
export interface TeamQuestion extends Question {
  readonly isOfOneTeam: boolean;
}

/** A rollup that can answer, and the whole buckets of the range that it would hold if none were stale. */
export interface Choice {
  readonly rollup: Rollup;
  readonly kind: RollupKind;
  readonly whole: DayRange;
}

/** True for counts of distinct people. */
export function countsPeople({ aggregate }: ScanMeasure): boolean {
  return aggregate === 'people' || aggregate === 'people_in_several';
}

/** The sums by day that can answer the measure, without persons; null when only rows of people can. */
export function chooseDays(question: TeamQuestion, measure: ScanMeasure): Choice | null {
  const { scan } = question;
  if (scan.once || measure.aggregate === 'people') return null;
  const needsPeople = (['person', 'journey'] as const).some(
    (kind) => groupsBy(question, kind) || filtersBy(question, kind),
  );
  if (needsPeople) return null;
  if (filtersBy(question, 'team') && !groupsBy(question, 'team') && !question.isOfOneTeam) return null;
  const kind = groupsBy(question, 'team') || question.isOfOneTeam ? 'team_day' : 'day';
  return choose(question, [measure], kind, scan.range);
}

/** The people of single months that can answer all measures; null when the range has no whole month. */
export function chooseMonths(question: Question, measures: readonly ScanMeasure[]): Choice | null {
  const whole = wholeBuckets(question.scan.range, 'month');
  if (!whole || question.by.some(({ name }) => name === 'day' || name === 'week')) return null;
  if (question.scan.once && measures.some(({ aggregate }) => aggregate !== 'people')) return null;
  const ofTeams = groupsBy(question, 'team');
  if (!ofTeams && filtersBy(question, 'team')) return null;
  return choose(question, measures, ofTeams && !readsOwnTeam(question, measures) ? 'team_month' : 'month', whole);
}

/** The people by week that can answer the measure; null when the range has no whole week. */
export function chooseWeeks(question: Question, measure: ScanMeasure): Choice | null {
  const { by, where, scopes } = question;
  const whole = wholeBuckets(question.scan.range, 'week');
  const keys = weekKeys(question);
  const hasOther = by.some(({ name, kind }) => name !== 'week' && kind !== 'scope' && kind !== 'attribute');
  const isPerScope = scopes.length <= 1 || groupsBy(question, 'scope');
  if (!whole || !by.some(({ name }) => name === 'week') || hasOther || !isPerScope || keys.length > 1) return null;
  if (!where.every(({ dimension, kind }) => kind === 'attribute' && keys.includes(columnNamed(dimension)))) return null;
  return countsPeople(measure) ? choose(question, [measure], 'week', whole) : null;
}

/** The key besides the week by which people are wanted apart; more than one are kept nowhere. */
export function weekKeys({ by }: Question): readonly string[] {
  return by.filter(({ kind }) => kind === 'attribute').map(({ name }) => columnNamed(name));
}

/** True when a membership's own team is that of the group; of people in several, each of their teams has a row of it. */
export function readsOwnTeam({ fact }: Question, measures: readonly ScanMeasure[]): boolean {
  return fact.grain.includes('team_id') && measures.every(({ aggregate }) => aggregate !== 'people_in_several');
}

/** The whole buckets that are filled, and the days that must be read from the fact. */
export function splitChoice({ scan, scopes }: Question, choice: Choice, stale: readonly StaleBucket[]): SplitRange {
  const table = rollupTable(choice.rollup, choice.kind);
  const behind = stale.filter(({ rollup, scope }) => rollup === table && scopes.includes(scope));
  return splitRange(scan.range, choice.whole, bucketOf(choice.kind), new Set(behind.map(({ day }) => day)));
}

function choose(
  question: Question,
  measures: readonly ScanMeasure[],
  kind: RollupKind,
  whole: DayRange,
): Choice | null {
  // Rollups know the days as they stand now.
  if (question.scan.asOf !== undefined) return null;
  const rollup = findRollup(question.fact.name);
  if (!rollup || !rollupKinds(rollup).includes(kind)) return null;
  if (!measures.every((measure) => holds(rollup, kind, measure)) || !holdsKeys(rollup, question)) return null;
  return { rollup, kind, whole };
}

function holdsKeys(rollup: Rollup, { by, where }: Question): boolean {
  const names = [...by, ...where.map(({ dimension, kind }) => ({ name: dimension, kind }))];
  return holdsAttributes(
    rollup,
    names.filter(({ kind }) => kind === 'attribute').map(({ name }) => columnNamed(name)),
  );
}

function holds(rollup: Rollup, kind: RollupKind, measure: ScanMeasure): boolean {
  switch (measure.aggregate) {
    case 'sum':
      return kind !== 'week' && holdsSum(rollup, measure);
    case 'rows':
    case 'people':
      return findCount(rollup, measure.when) !== undefined;
    case 'people_in_several':
      if (kind === 'week') return findCount(rollup, measure.when, measure.column) !== undefined;
      return kind === 'month' && measure.column !== null && rollup.keys.includes(measure.column);
    default:
      return false;
  }
}
