import {
  evaluate,
  type MetricQueryInput,
  noteEarlierNames,
  parseQuery,
  planQuery,
  type QueryResult,
  readsSharedDays,
  withOrganizationRows,
} from '@flightdeck/query';
import { findOrganizationRows, organizationRowsOf } from '../find-organization-rows.ts';
import type { Store } from '../port.ts';
import { toReportedDays } from '../reported-days.ts';

/** The days the company has numbers of, and some it has none of. */
export const ALL_DAYS = { from: '2026-10-29', to: '2026-11-02' } as const;

/** `where` of one organization. */
export const IN_ACME: NonNullable<MetricQueryInput['where']> = [{ dimension: 'organization', values: ['acme'] }];

/** Asks as a server does; the range is that of the company unless given. */
export async function ask(
  store: Store,
  query: Omit<MetricQueryInput, 'range'> & Partial<Pick<MetricQueryInput, 'range'>>,
): Promise<QueryResult> {
  const planned = planQuery(parseQuery({ range: ALL_DAYS, ...query }), await store.scopes());
  const days = await store.ledger.days();
  const found = readsSharedDays(planned) ? await findOrganizationRows(store, days) : [];
  const asPlanned = withOrganizationRows(planned, organizationRowsOf(found, planned.scopes));
  const plan = await noteEarlierNames(asPlanned, store.earlierNames);
  const coverage = { finalTo: null, provisional: [], missing: [], noReport: [] };
  return evaluate(plan, (scan) => store.scan(scan), coverage, toReportedDays(days));
}
