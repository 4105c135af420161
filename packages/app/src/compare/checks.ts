import type { AttributionShift, CheckResult } from '@flightdeck/reconcile';

/** The standing checks of all scopes, as of one version of the data. The answer of GET /api/v1/checks. */
export interface Checks {
  /** When they were made (ISO instant). */
  readonly at: string;
  readonly results: readonly CheckResult[];
  /** Activity that moved from one feature to another when clients were updated, in the days kept in view. */
  readonly shifts: readonly ScopeShift[];
}

/** A shift of attribution and the scope it is in. */
export interface ScopeShift extends AttributionShift {
  readonly scope: string;
}
