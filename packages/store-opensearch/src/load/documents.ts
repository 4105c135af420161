import { type Condition, type Fact, parseScope, scopeLabel } from '@flightdeck/catalog';
import {
  columnsNeeded,
  compileCondition,
  compilePhaseDay,
  INLINE,
  identifier,
  isOfPeople,
  literal,
} from '@flightdeck/store/shared';
import { exactParts, PERSON_DIGEST, PHASE_FIELDS, productField, productsOf, type Table } from '../layout/layout.ts';
import { ROW_COUNT, type Rollup } from '../layout/rollup.ts';
import { columnsOf, type FactRows, rowsOf } from './fact-rows.ts';

/**
 * SQL of one text a document: the line that names it for `_bulk`, and the document. Beside the rows the workbench holds
 * `load_number (day, load)`, `member (day, user_id, team_id, team)` and `overlap (day, user_id, also_in)`, a JSON list.
 */
export function compileDocuments(prefix: string, table: Table, rows: FactRows): string {
  return table.rollup ? compileRollup(prefix, table, table.rollup, rows) : compileFact(prefix, table, rows);
}

function compileFact(prefix: string, table: Table, rows: FactRows): string {
  const { fact } = table;
  const fields = fact.columns.flatMap(({ name, type }) => columnFields(name, type));
  const products = productsOf(fact).map(([column, weight]) =>
    number(productField(column, weight), `to_json(f.${identifier(column)} * f.${identifier(weight)})`),
  );
  const ofPeople = isOfPeople(fact);
  const isMembership = fact.grain.includes('team_id');
  const more = [
    ...(fact.name === 'user_day' ? journeyFields(rows) : []),
    ...(ofPeople ? [number('also_in', 'o.also_in')] : []),
    ...(ofPeople && !isMembership ? [number('team_id', 'm.team_ids'), number('team', 'm.teams')] : []),
    ...(isMembership ? [text('team', 'f.team_slug')] : []),
  ];
  const joins = [
    ofPeople ? ' LEFT JOIN overlap AS o ON o.day = f.day AND o.user_id = f.user_id' : '',
    ofPeople && !isMembership
      ? ` LEFT JOIN (SELECT day, user_id, CAST(to_json(list(team_id ORDER BY team_id)) AS VARCHAR) AS team_ids,
          CAST(to_json(list(team ORDER BY team_id)) AS VARCHAR) AS teams FROM member GROUP BY day, user_id) AS m
          ON m.day = f.day AND m.user_id = f.user_id`
      : '',
    fact.name === 'user_day'
      ? ` LEFT JOIN (${compilePersonDigests(rows)}) AS d ON d.day = f.day AND d.user_id = f.user_id`
      : '',
  ];
  const grain = fact.grain.filter((name) => name !== 'scope').map((name) => `f.${identifier(name)}`);
  const document = compileDocument(prefix, table, rows.scope, grain, [...fields, ...products, ...more]);
  return `SELECT ${document} FROM ${rowsOf(fact)} AS f JOIN load_number AS l ON l.day = f.day${joins.join('')}`;
}

function compileRollup(prefix: string, table: Table, { fact, keys, sums, counts }: Rollup, rows: FactRows): string {
  const ofTeams = table.kind === 'team_day_rollup';
  const typeOf = new Map<string, string>(fact.columns.map(({ name, type }) => [name, type]));
  const sqlTypeOf = new Map(columnsOf(fact));
  const group = [
    'f.day',
    'o.also_in',
    ...(ofTeams ? ['m.team_id', 'm.team'] : []),
    ...keys.map((name) => `f.${identifier(name)}`),
  ];
  const values = [
    ...sums.map((name) => `CAST(sum(f.${identifier(name)}) AS ${sqlTypeOf.get(name)}) AS ${identifier(name)}`),
    `count(*) AS ${ROW_COUNT}`,
    ...counts.flatMap(({ when, rows: counted, known }) => [
      `count(*) FILTER (${compileTests(when)}) AS ${identifier(counted)}`,
      `count(*) FILTER (${compileKnows(when)}) AS ${identifier(known)}`,
    ]),
  ];
  const joins = `LEFT JOIN overlap AS o ON o.day = f.day AND o.user_id = f.user_id${
    ofTeams ? ' JOIN member AS m ON m.day = f.day AND m.user_id = f.user_id' : ''
  }`;
  const added = `SELECT ${[...group, ...values].join(', ')} FROM ${rowsOf(fact)} AS f ${joins} GROUP BY ALL`;
  const fields = [
    number('also_in', 'f.also_in'),
    ...(ofTeams ? [number('team_id', 'f.team_id'), text('team', 'f.team')] : []),
    ...[...keys, ...sums].flatMap((name) => columnFields(name, typeOf.get(name) ?? 'text')),
    ...[ROW_COUNT, ...counts.flatMap(({ rows: counted, known }) => [counted, known])].map((name) =>
      number(name, `f.${identifier(name)}`),
    ),
  ];
  const grain = [
    'f.day',
    'f.also_in',
    ...(ofTeams ? ['f.team_id', 'f.team'] : []),
    ...keys.map((name) => `f.${identifier(name)}`),
  ];
  const document = compileDocument(prefix, table, rows.scope, grain, fields);
  return `SELECT ${document} FROM (${added}) AS f JOIN load_number AS l ON l.day = f.day`;
}

function compileDocument(
  prefix: string,
  table: Table,
  scope: string,
  grain: readonly string[],
  fields: readonly string[],
): string {
  const parsed = parseScope(scope);
  const whose = JSON.stringify({
    table: table.name,
    scope,
    [parsed.kind === 'org' ? 'organization' : 'enterprise']: scopeLabel(parsed),
  }).slice(1, -1);
  const identity = `json_array(${[literal(table.name), literal(scope), 'l.load', ...grain].join(', ')})`;
  const days = table.group === 'scopes' ? '%Y' : '%Y-%m';
  const index = `${literal(`${prefix}-${table.group}-`)} || strftime(f.day, ${literal(days)})`;
  const line = `'{"index":{"_index":"' || ${index} || '","_id":"' || substr(sha256(CAST(${identity} AS VARCHAR)), 1, 32) || '"}}'`;
  const common = [
    literal(whose),
    text('day', 'CAST(f.day AS VARCHAR)'),
    number('weekday', 'isodow(f.day)'),
    number('load', 'l.load'),
  ];
  return `${line} || chr(10) || '{' || concat_ws(',', ${[...common, ...fields].join(', ')}) || '}'`;
}

function columnFields(name: string, type: string): string[] {
  const value = `f.${identifier(name)}`;
  if (type === 'text' || type === 'day') return [text(name, `CAST(${value} AS VARCHAR)`)];
  if (type === 'number') return [number(name, `to_json(${value})`)];
  if (type !== 'decimal') return [number(name, value)];
  const [whole, nano] = exactParts(name);
  return [
    number(name, value),
    number(whole, `CAST(trunc(${value}) AS BIGINT)`),
    number(nano, `CAST((${value} - trunc(${value})) * 1000000000 AS BIGINT)`),
  ];
}

/** SQL of a field of a document; NULL, which leaves it out, when the value is. */
const number = (name: string, value: string): string => `${literal(`${JSON.stringify(name)}:`)} || ${value}`;
const text = (name: string, value: string): string => number(name, `CAST(to_json(${value}) AS VARCHAR)`);

function journeyFields({ facts }: FactRows): string[] {
  const phase = 'f.ai_adoption_phase_number';
  return [
    number(PHASE_FIELDS.first, compilePhaseDay('first', 'f.day', phase)),
    number(PHASE_FIELDS.last, compilePhaseDay('last', 'f.day', phase)),
    ...(facts.length > 0 ? [text(PERSON_DIGEST, 'd.digest')] : []),
  ];
}

/** A hash of a person's day in all facts, without the scope. */
export function compilePersonDigests({ facts }: FactRows): string {
  const parts = facts.filter(isOfPeople).map((fact: Fact) => {
    const columns = fact.columns.map(({ name }) => identifier(name)).join(', ');
    return `SELECT day, user_id, hash(${literal(fact.name)}, ${columns}) AS h FROM ${rowsOf(fact)}`;
  });
  return `SELECT day, user_id, sum(h) || '-' || bit_xor(h) AS digest FROM (${parts.join(' UNION ALL ')}) GROUP BY day, user_id`;
}

function compileTests(when: readonly Condition[]): string {
  return when.length === 0 ? 'true' : when.map((test) => compileCondition(test, 'f', INLINE)).join(' AND ');
}

function compileKnows(when: readonly Condition[]): string {
  const columns = columnsNeeded(when);
  return columns.length === 0 ? 'true' : columns.map((name) => `f.${identifier(name)} IS NOT NULL`).join(' AND ');
}
