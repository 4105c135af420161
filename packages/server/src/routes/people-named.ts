import { isPersonal } from '@flightdeck/access';
import type { Filter, MetricQuery, QueryResult } from '@flightdeck/query';
import type { ReconcileRequest, Reconciliation } from '@flightdeck/reconcile';

/** How many people an answer names: those in its rows, now or before, or those its filters name, as it is about each of them. */
export function peopleInAnswer({ by, where }: MetricQuery, { rows, comparison }: QueryResult): number {
  const dimensions = by.filter(isPersonal);
  if (dimensions.length === 0) return peopleInFilters(where);
  const all = [...rows, ...(comparison?.rows ?? [])];
  return Math.max(...dimensions.map((dimension) => new Set(all.map((row) => row[dimension])).size));
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
