import { isPersonal } from '@flightdeck/access';
import type { Filter, MetricQuery, QueryResult } from '@flightdeck/query';
import type { ReconcileRequest, Reconciliation } from '@flightdeck/reconcile';

/** People an answer names, and among how many rows they were found. */
interface Named {
  readonly people: number;
  readonly among: number;
}

/**
 * How many people an answer names: those in its rows, now or before, or those its filters name, as it is about each of them. A
 * page of a list names people found among all of it.
 */
export function peopleInAnswer({ by, where }: MetricQuery, { rows, rowCount, comparison }: QueryResult): Named {
  const dimensions = by.filter(isPersonal);
  const inFilters = peopleInFilters(where);
  if (dimensions.length === 0) return { people: inFilters, among: inFilters };
  const all = [...rows, ...(comparison?.rows ?? [])];
  const people = Math.max(...dimensions.map((dimension) => new Set(all.map((row) => row[dimension])).size));
  return { people, among: people > 0 && rowCount > rows.length ? Math.max(people, rowCount) : people };
}

/** How many people a comparison names: those in the evidence of its steps, or those its filters and its share name. */
export function peopleInComparison(
  { where = [], share }: Pick<ReconcileRequest, 'where' | 'share'>,
  { steps }: Pick<Reconciliation, 'steps'>,
): number {
  const inSteps = steps.reduce((sum, { evidence }) => sum + evidence.people.length, 0);
  return Math.max(inSteps, peopleInFilters(share ? [...where, { ...share, is: 'in' }] : where));
}

function peopleInFilters(where: readonly Filter[]): number {
  return Math.max(0, ...where.filter(({ dimension }) => isPersonal(dimension)).map(({ values }) => values.length));
}
