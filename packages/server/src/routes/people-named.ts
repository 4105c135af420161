import { isPersonal } from '@flightdeck/access';
import type { NamesInAnswer } from '@flightdeck/app';
import { formatScope, parseScope } from '@flightdeck/catalog';
import type { Filter, MetricQuery, QueryResult } from '@flightdeck/query';
import type { ReconcileRequest, Reconciliation } from '@flightdeck/reconcile';

/** The people an answer names. */
export interface NamedPeople extends NamesInAnswer {
  readonly people: number;
  /** Number of rows they were found among: for one page of a list, those of the whole list. */
  readonly among: number;
}

/** A number of people, or pieces of reports, that an answer shows without their ids at GitHub. */
export const countedOnly = (people: number): NamedPeople => ({ people, among: people, names: [], scopes: [] });

/** The people an answer names: those in its rows or in the compared ones, or those in its filters, as it is about each of them. */
export function peopleInAnswer(
  { by, where }: Pick<MetricQuery, 'by' | 'where'>,
  { query, rows, rowCount, comparison }: Pick<QueryResult, 'query' | 'rows' | 'rowCount' | 'comparison'>,
): NamedPeople {
  const { scopes } = query;
  const dimensions = by.filter(isPersonal);
  const inFilters = namesInFilters(where);
  if (dimensions.length === 0) return { people: inFilters.most, among: inFilters.most, names: inFilters.names, scopes };
  const all = [...rows, ...(comparison?.rows ?? [])];
  const values = dimensions.map((dimension) => new Set(all.map((row) => row[dimension])));
  const people = Math.max(...values.map(({ size }) => size));
  const names = [...new Set(values.flatMap((own) => [...own].filter((value) => typeof value === 'string')))];
  return { people, among: people > 0 && rowCount > rows.length ? Math.max(people, rowCount) : people, names, scopes };
}

/** The people a comparison names: those in the evidence of its steps, or in its filters and its share. */
export function peopleInComparison(
  { where = [], share, scope }: Pick<ReconcileRequest, 'where' | 'share' | 'scope'>,
  { steps }: Pick<Reconciliation, 'steps'>,
): NamedPeople {
  const inSteps = steps.flatMap(({ evidence }) => evidence.people.map(({ key }) => key));
  const inFilters = namesInFilters(share ? [...where, { ...share, is: 'in' }] : where);
  const people = Math.max(inSteps.length, inFilters.most);
  const kind = scope.dimension === 'enterprise' ? 'enterprise' : 'org';
  return {
    people,
    among: people,
    names: [...new Set([...inSteps, ...inFilters.names])],
    scopes: scope.names.map((name) => formatScope(parseScope(`${kind}:${name}`))),
  };
}

function namesInFilters(where: readonly Filter[]): { readonly most: number; readonly names: readonly string[] } {
  const personal = where.filter(({ dimension }) => isPersonal(dimension));
  return {
    most: Math.max(0, ...personal.map(({ values }) => values.length)),
    names: [...new Set(personal.flatMap(({ values }) => values))],
  };
}
