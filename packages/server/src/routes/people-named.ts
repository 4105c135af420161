import { isPersonal } from '@flightdeck/access';
import type { NamesInAnswer } from '@flightdeck/app';
import { formatScope, parseScope } from '@flightdeck/catalog';
import type { Filter, MetricQuery, QueryResult } from '@flightdeck/query';
import type { ReconcileRequest, Reconciliation } from '@flightdeck/reconcile';

/** People an answer names. */
export interface NamedPeople extends NamesInAnswer {
  readonly people: number;
  /** Among how many rows they were found: a page of a list names people found among all of it. */
  readonly among: number;
}

/** So many people or pieces of reports that an answer shows without their accounts at GitHub. */
export const countedOnly = (people: number): NamedPeople => ({ people, among: people, names: [], scopes: [] });

/** Whom an answer names: those in its rows, now or before, or those its filters name, as it is about each of them. */
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

/** Whom a comparison names: those in the evidence of its steps, or those its filters and its share name. */
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
