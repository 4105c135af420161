import { type Condition, FACTS, type Fact, MEASURES } from '@flightdeck/catalog';
import { compileCondition, knows } from './condition.ts';
import { identifier, SQL_TYPE } from './sql.ts';

/** Sums of a person fact over its people, one row a (scope, day, keys) or (scope, day, team, keys). */
export interface Rollup {
  readonly fact: Fact;
  /** Grain columns of the fact but scope, day and person. */
  readonly keys: readonly string[];
  /** Columns that a measure of the catalogue sums. */
  readonly sums: readonly string[];
  /** Row counts kept, one for each different `when` that a count of people tests. */
  readonly counts: readonly RollupCount[];
}

/** Rows for which `when` holds, and rows that know the columns it tests. */
export interface RollupCount {
  readonly when: readonly Condition[];
  readonly rows: string;
  readonly known: string;
}

/** Every rollup: the person facts that measures read. */
export const ROLLUPS: readonly Rollup[] = Object.freeze(
  FACTS.filter(({ grain }) => grain.includes('user_id')).flatMap((fact) => {
    const measures = MEASURES.filter(({ facts }) => facts.includes(fact.name));
    if (measures.length === 0) return [];
    const tests = new Map(
      measures
        .filter(({ aggregate }) => aggregate === 'people' || aggregate === 'person_days')
        .map(({ when }) => [JSON.stringify(when), when]),
    );
    return {
      fact,
      keys: fact.grain.filter((name) => name !== 'scope' && name !== 'day' && name !== 'user_id'),
      sums: [...new Set(measures.flatMap(({ aggregate, column }) => (aggregate === 'sum' && column ? [column] : [])))],
      counts: [...tests.values()].map((when, index) => ({ when, rows: `rows_${index}`, known: `known_${index}` })),
    };
  }),
);

const BY_FACT = new Map(ROLLUPS.map((rollup) => [rollup.fact.name, rollup]));

/** The rollup of a fact, or undefined. */
export function findRollup(fact: string): Rollup | undefined {
  return BY_FACT.get(fact);
}

/** The table of a rollup. */
export function rollupTable({ fact }: Rollup, ofTeams: boolean): string {
  return `${ofTeams ? 'team_rollup' : 'rollup'}_${fact.name}`;
}

/** DDL of one rollup. */
export function compileRollupTable(rollup: Rollup, ofTeams: boolean): string {
  const columns = [
    'scope VARCHAR NOT NULL',
    'day DATE NOT NULL',
    ...(ofTeams ? ['team_id BIGINT NOT NULL'] : []),
    ...rollup.keys.map((name) => `${identifier(name)} ${columnType(rollup.fact, name)}`),
    ...rollup.sums.map((name) => `${identifier(name)} ${isDecimal(rollup.fact, name) ? 'DECIMAL(38,9)' : 'HUGEINT'}`),
    ...rollup.counts.flatMap(({ rows, known }) => [`${rows} BIGINT NOT NULL`, `${known} BIGINT NOT NULL`]),
  ];
  return `CREATE TABLE ${identifier(rollupTable(rollup, ofTeams))} (${columns.join(', ')})`;
}

/** Text that changes when any rollup does; a file with another text has its rollups refilled. */
export function rollupFingerprint(): string {
  return JSON.stringify(ROLLUPS.map(({ fact, keys, sums, counts }) => ({ fact: fact.name, keys, sums, counts })));
}

/** INSERT of a rollup's rows, for facts `f` that `condition` (SQL on `f`) selects. */
export function compileRollupFill(rollup: Rollup, ofTeams: boolean, condition: string): string {
  const group = [
    'f.scope',
    'f.day',
    ...(ofTeams ? ['m.team_id'] : []),
    ...rollup.keys.map((name) => `f.${identifier(name)}`),
  ];
  const literals = {
    bind: inline,
    list: (values: readonly (string | number | bigint | boolean | null)[]) => values.map(inline).join(', '),
  };
  const values = [
    ...rollup.sums.map((name) => `sum(f.${identifier(name)})`),
    ...rollup.counts.flatMap(({ when }) => [
      when.length === 0
        ? 'count(*)'
        : `count(*) FILTER (${when.map((test) => compileCondition(test, 'f', literals)).join(' AND ')})`,
      when.length === 0 ? 'count(*)' : `count(*) FILTER (${knows(when, 'f')})`,
    ]),
  ];
  const members = ofTeams
    ? ' JOIN user_team_day AS m ON m.scope = f.scope AND m.day = f.day AND m.user_id = f.user_id'
    : '';
  return `INSERT INTO ${identifier(rollupTable(rollup, ofTeams))} SELECT ${[...group, ...values].join(', ')} FROM ${identifier(rollup.fact.name)} AS f${members} WHERE ${condition} GROUP BY ${group.join(', ')} ORDER BY ${group.join(', ')}`;
}

/** Values of the catalogue's own conditions, which are constants of ours. */
function inline(value: string | number | bigint | boolean | null): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

function columnType(fact: Fact, name: string): string {
  return SQL_TYPE[fact.columns.find((column) => column.name === name)?.type ?? 'text'];
}

function isDecimal(fact: Fact, name: string): boolean {
  return fact.columns.find((column) => column.name === name)?.type === 'decimal';
}
