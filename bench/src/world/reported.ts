import type { ReportedDays } from '@flightdeck/query';
import { type Store, toReportedDays } from '@flightdeck/store';

const READ = new WeakMap<Store, Promise<ReportedDays>>();

/** The days with reports, read once a store, as the app keeps them. */
export function reportedIn(store: Store): Promise<ReportedDays> {
  const known = READ.get(store) ?? store.ledger.days().then(toReportedDays);
  READ.set(store, known);
  return known;
}
