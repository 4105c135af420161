import {
  type Condition,
  carries,
  columnOf,
  FACTS,
  type Fact,
  findDimension,
  findMeasure,
  type Measure,
} from '@flightdeck/catalog';
import type { Filter } from '@flightdeck/query';
import { FILTERS } from '../../links.ts';

/** One aggregation over documents that a condition keeps. */
export interface Leaf {
  /** The alias that is read, without the prefix. */
  readonly alias: string;
  readonly fact: Fact;
  readonly type: 'sum' | 'cardinality' | 'count';
  /** Null for a count of documents. */
  readonly field: string | null;
  /** Lucene, with the variables that the documents can follow. */
  readonly query: string;
  /** The column a document needs to have the number; null where it always has it. */
  readonly needs: string | null;
}

/** A measure as plain aggregations, or why they cannot express it. */
export type Planned = { readonly leaf: Leaf } | { readonly lacks: string };

const BY_NAME = new Map(FACTS.map((fact) => [fact.name, fact]));
const has = ({ columns }: Fact, name: string): boolean => columns.some((column) => column.name === name);
const isOfPeople = ({ grain, attributes = [] }: Fact): boolean => [...grain, ...attributes].includes('user_id');

/** The field of a dimension in the documents of a fact; null where they have none with readable names. */
export function fieldOf(dimension: string, fact: Fact): string | null {
  const found = findDimension(dimension);
  if (!found || !carries(fact, dimension)) return null;
  switch (found.kind) {
    case 'scope':
    case 'team':
      return found.name;
    case 'person':
      return has(fact, 'user_login') ? 'user_login' : null;
    case 'attribute':
      return columnOf(found);
    default:
      return null;
  }
}

/** How a measure is aggregated where rows are grouped or filtered by these dimensions. */
export function planMeasure(name: string, dimensions: readonly string[], where: readonly Filter[]): Planned {
  const measure = findMeasure(name);
  if (!measure) return { lacks: `${name} is not a measure` };
  const fact = measure.facts
    .map((candidate) => BY_NAME.get(candidate))
    .find((candidate) => candidate && dimensions.every((dimension) => carries(candidate, dimension)));
  if (!fact) return { lacks: 'GitHub reports no such cross' };
  if (measure.when.some(({ op }) => op === 'working_day'))
    return { lacks: 'which days are worked on stands in the settings, which the cluster does not know' };
  const aggregation = aggregationOf(measure);
  if ('lacks' in aggregation) return aggregation;
  if (dimensions.some((dimension) => fieldOf(dimension, fact) === null))
    return { lacks: 'documents have ids of people and repositories where the catalogue has names' };
  // People stand in several teams, so a sum by team reads what is added up by team.
  const byTeam = dimensions.includes('team') && isOfPeople(fact) && !fact.grain.includes('team_id');
  if (byTeam && aggregation.type !== 'sum')
    return { lacks: 'a person in two teams would also count in the team that was not asked for' };
  const alias = byTeam ? `team_day_rollup_${fact.name}` : fact.name;
  return {
    leaf: {
      alias,
      fact,
      ...aggregation,
      query: queryOf(fact, measure, where, dimensions),
      needs: aggregation.type === 'sum' ? measure.column : null,
    },
  };
}

function aggregationOf({ aggregate, column }: Measure): Pick<Leaf, 'type' | 'field'> | { readonly lacks: string } {
  switch (aggregate) {
    case 'sum':
      return { type: 'sum', field: column };
    case 'people':
      return { type: 'cardinality', field: 'user_id' };
    case 'person_days':
      return { type: 'count', field: null };
    default:
      return { lacks: 'GitHub gives one figure per day and scope, which cannot be added up' };
  }
}

const quote = (values: readonly string[]): string =>
  `(${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(' OR ')})`;

function toLucene(test: Condition): string {
  switch (test.op) {
    case 'above':
      return `${test.column}:>${test.value}`;
    case 'true':
      return `${test.column}:true`;
    case 'in':
      return `${test.column}:${quote(test.values)}`;
    case 'known':
      return `_exists_:${test.column}`;
    case 'unknown':
      return `NOT _exists_:${test.column}`;
    case 'within':
      return `${test.column}:<=${test.value}`;
    case 'working_day':
      throw new Error('working days are no condition of a cluster');
  }
}

/** Each person once over the organizations chosen: what is counted in an earlier one of them is left out here. */
function queryOf(fact: Fact, { when }: Measure, where: readonly Filter[], dimensions: readonly string[]): string {
  const once =
    fact.grain.includes('user_id') && !dimensions.includes('organization') ? ['NOT also_in:$organization'] : [];
  const byTeam = dimensions.includes('team');
  const followed = followedBy(fact).filter((name) => name !== 'organization' && !(byTeam && name === 'user'));
  const own = where.map(({ dimension, is, values }) => {
    const clause = `${fieldOf(dimension, fact) ?? dimension}:${quote(values)}`;
    return is === 'in' ? clause : `NOT ${clause}`;
  });
  return [
    'organization:$organization',
    ...once,
    ...followed.map((name) => `${fieldOf(name, fact)}:$${name}`),
    ...when.map(toLucene),
    ...own,
  ].join(' AND ');
}

/** Variables of the dashboard that documents of a fact can follow. */
export const followedBy = (fact: Fact): readonly (typeof FILTERS)[number][] =>
  FILTERS.filter((name) => fieldOf(name, fact) !== null);
