import { type Condition, FACTS, type Fact, MEASURES, type Measure } from '@flightdeck/catalog';
import { addedColumns } from '@flightdeck/query';
import { INLINE, identifier, isOfPeople, keysBesidePeople, literal } from '@flightdeck/store/shared';
import { compileCount, compileKnownCount, compileSeveral } from '../ask/condition.ts';
import type { Bucket } from '../file/days.ts';
import { SQL_TYPE } from '../file/sql.ts';
import { STALE_BUCKETS_TABLE } from './stale-buckets.ts';

/** What the rollup of a person fact holds. */
export interface Rollup {
  readonly fact: Fact;
  /** Grain columns of the fact but scope, day and person. */
  readonly keys: readonly string[];
  /** Columns that a measure of the catalogue sums. */
  readonly sums: readonly string[];
  /** Whether people of a team over months are kept too; only where no other key multiplies them. */
  readonly isByPerson: boolean;
  /** Row counts kept, one for each different `when` that a count of people tests. */
  readonly counts: readonly RollupCount[];
}

/** Rows for which `when` holds, and rows that know the columns it tests; of weeks, people who have such a row. */
export interface RollupCount {
  readonly when: readonly Condition[];
  /** The column people must have several values of, which only weeks count; null for none. */
  readonly several: string | null;
  readonly rows: string;
  readonly known: string;
}

/** Every rollup: the person facts that measures read. */
export const ROLLUPS: readonly Rollup[] = Object.freeze(
  FACTS.filter(isOfPeople).flatMap((fact) => {
    const measures = MEASURES.filter(({ facts }) => facts.includes(fact.name));
    if (measures.length === 0) return [];
    const tests = new Map(
      measures
        .filter(({ aggregate }) => ['people', 'person_days', 'people_in_several'].includes(aggregate))
        .map(({ aggregate, when, column }) => {
          const several = aggregate === 'people_in_several' ? column : null;
          return [JSON.stringify([when, several]), { when, several }];
        }),
    );
    return {
      fact,
      keys: keysBesidePeople(fact),
      sums: [...addedColumns(fact.name)],
      isByPerson: fact.grain.length === 3,
      counts: [...tests.values()].map((test, index) => ({ ...test, rows: `rows_${index}`, known: `known_${index}` })),
    };
  }),
);

const BY_FACT: ReadonlyMap<string, Rollup> = new Map(ROLLUPS.map((rollup) => [rollup.fact.name, rollup]));

/** The rollup of a fact, or undefined. */
export function findRollup(fact: string): Rollup | undefined {
  return BY_FACT.get(fact);
}

/** The count kept for the same conditions, or undefined. */
export function findCount(
  { counts }: Rollup,
  when: readonly Condition[],
  several: string | null = null,
): RollupCount | undefined {
  const text = JSON.stringify(when);
  return counts.find((count) => count.several === several && JSON.stringify(count.when) === text);
}

/** The counts that a kind keeps. */
function countsOf({ counts }: Rollup, kind: RollupKind): readonly RollupCount[] {
  return kind === 'week' ? counts : counts.filter(({ several }) => several === null);
}

/** True when all the attributes are keys of the rollup. */
export function holdsAttributes({ keys }: Rollup, columns: readonly string[]): boolean {
  return columns.every((column) => keys.includes(column));
}

/** True when sums of the column over rows that conditions on keys alone select can be read from the rollup. */
export function holdsSum(
  { sums, keys }: Rollup,
  { column, weight, when }: Pick<Measure, 'column' | 'weight' | 'when'>,
): boolean {
  return (
    column !== null && weight === undefined && sums.includes(column) && when.every((test) => keys.includes(test.column))
  );
}

/**
 * What one row of a rollup stands for, beside scope and keys. `day`, `team_day`: all people, of a team · `month`,
 * `team_month`: one person in one calendar month, whose first day is `day`; distinct people over months stay exact ·
 * `week`: all people of an ISO week, whose Monday is `day`, by the one key that `by` names or by none; its
 * counts are of distinct people, not of rows.
 */
export type RollupKind = 'day' | 'team_day' | 'week' | 'month' | 'team_month';

/** The kinds a rollup has; of memberships, which nothing is summed of, only those of people. */
export function rollupKinds({ isByPerson, keys, counts }: Rollup): readonly RollupKind[] {
  if (keys.includes('team_id')) return ['week', 'month'];
  return ['day', 'team_day', ...many(counts.length > 0, 'week'), 'month', ...many(isByPerson, 'team_month')];
}

function many(has: boolean, kind: RollupKind): readonly RollupKind[] {
  return has ? [kind] : [];
}

/** True for kinds that have a row for each team. */
export function isOfTeams(kind: RollupKind): boolean {
  return kind === 'team_day' || kind === 'team_month';
}

/** True for kinds that have a row for each person and month. */
export function isOfMonths(kind: RollupKind): boolean {
  return kind === 'month' || kind === 'team_month';
}

/** True for kinds that loading leaves stale, to catch up when nothing is loading: all but the cheapest. */
export function isPutOff(kind: RollupKind): boolean {
  return kind !== 'day';
}

/** What the `day` of a row is the first day of. */
export function bucketOf(kind: RollupKind): Bucket {
  return isOfMonths(kind) ? 'month' : kind === 'week' ? 'week' : 'day';
}

/** The table of a rollup. */
export function rollupTable({ fact }: Rollup, kind: RollupKind): string {
  return `${kind}_rollup_${fact.name}`;
}

/** The tables of a fact's rollup; none when nothing of it is kept added up. */
export function tablesOf(fact: string): readonly string[] {
  const rollup = findRollup(fact);
  return rollup ? rollupKinds(rollup).map((kind) => rollupTable(rollup, kind)) : [];
}

/** DDL of one rollup. Sums keep the type of their column: HUGEINT makes every question several times slower. */
export function compileRollupTable(rollup: Rollup, kind: RollupKind): string {
  const columns = [
    'scope VARCHAR NOT NULL',
    'day DATE NOT NULL',
    ...(isOfTeams(kind) ? ['team_id BIGINT NOT NULL'] : []),
    ...(isOfMonths(kind) ? ['user_id BIGINT NOT NULL'] : []),
    ...(kind === 'week' ? ['"by" VARCHAR NOT NULL'] : []),
    ...rollup.keys.map((name) => `${identifier(name)} ${columnType(rollup.fact, name)}`),
    ...(kind === 'week' ? [] : rollup.sums).map((name) => `${identifier(name)} ${columnType(rollup.fact, name)}`),
    ...countsOf(rollup, kind).flatMap(({ rows, known }) => [`${rows} INTEGER NOT NULL`, `${known} INTEGER NOT NULL`]),
  ];
  return `CREATE TABLE ${identifier(rollupTable(rollup, kind))} (${columns.join(', ')})`;
}

/** Text that changes when any rollup, or when it is filled, does; a file with another text has its rollups refilled. */
export function rollupFingerprint(): string {
  const texts = ROLLUPS.flatMap((rollup) =>
    rollupKinds(rollup).map(
      (kind) => `${compileRollupTable(rollup, kind)}; ${compileRollupFill(rollup, kind, 'true')}`,
    ),
  );
  return [...texts, STALE_BUCKETS_TABLE].join('\n');
}

/** INSERT of a rollup's rows, for facts `f` that `condition` (SQL on `f`) selects. */
export function compileRollupFill(rollup: Rollup, kind: RollupKind, condition: string): string {
  if (kind === 'week') return compileWeekFill(rollup, condition);
  const group = [
    'f.scope',
    isOfMonths(kind) ? "date_trunc('month', f.day)::DATE" : 'f.day',
    ...(isOfTeams(kind) ? ['m.team_id'] : []),
    ...(isOfMonths(kind) ? ['f.user_id'] : []),
    ...rollup.keys.map((name) => `f.${identifier(name)}`),
  ];
  const values = [
    ...rollup.sums.map((name) => `CAST(sum(f.${identifier(name)}) AS ${columnType(rollup.fact, name)})`),
    ...countsOf(rollup, kind).flatMap(({ when }) => [compileCount(when, INLINE), compileKnownCount(when)]),
  ];
  const numbers = group.map((_, index) => index + 1).join(', ');
  const members = isOfTeams(kind)
    ? ' JOIN user_team_day AS m ON m.scope = f.scope AND m.day = f.day AND m.user_id = f.user_id'
    : '';
  // Rows of people and months are many, of one month a load, and read whole: sorting them costs more than it saves.
  const order = isOfMonths(kind) ? '' : ` ORDER BY ${numbers}`;
  return `INSERT INTO ${identifier(rollupTable(rollup, kind))} SELECT ${[...group, ...values].join(', ')} FROM ${identifier(rollup.fact.name)} AS f${members} WHERE ${condition} GROUP BY ${numbers}${order}`;
}

/** For each key and for none: one row a person first, as people are counted once a week. */
function compileWeekFill(rollup: Rollup, condition: string): string {
  const inner = rollup.counts.flatMap(({ when, several, rows, known }) => [
    `${several === null ? compileCount(when, INLINE) : `CAST(${compileSeveral(several)} AS INTEGER)`} AS ${rows}`,
    `${compileKnownCount(when)} AS ${known}`,
  ]);
  const counts = rollup.counts.flatMap(({ rows, known }) => [
    `count(*) FILTER (${rows} > 0)`,
    `count(*) FILTER (${known} > 0)`,
  ]);
  const parts = ['', ...rollup.keys.filter((name) => name !== 'team_id')].map((by) => {
    const key = by === '' ? '' : `, f.${identifier(by)}`;
    const people = `SELECT f.scope, ${WEEK} AS week, f.user_id${key}, ${inner.join(', ')} FROM ${identifier(rollup.fact.name)} AS f WHERE ${condition} GROUP BY f.scope, week, f.user_id${key}`;
    const keys = rollup.keys.map((name) => (name === by ? `f.${identifier(name)}` : 'NULL'));
    return `SELECT ${['f.scope', 'f.week', literal(by), ...keys, ...counts].join(', ')} FROM (${people}) AS f GROUP BY f.scope, f.week${key}`;
  });
  return `INSERT INTO ${identifier(rollupTable(rollup, 'week'))} ${parts.join(' UNION ALL ')}`;
}

/** SQL of the Monday of a row's ISO week. */
export const WEEK = 'f.day - (isodow(f.day) - 1)::INTEGER';

function columnType(fact: Fact, name: string): string {
  return SQL_TYPE[fact.columns.find((column) => column.name === name)?.type ?? 'text'];
}
