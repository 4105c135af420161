/** One thing Flightdeck reads from GitHub and whether this credential may. */
export interface AccessFinding {
  readonly capability: 'credentials' | 'reports' | 'user reports' | 'teams' | 'members' | 'seats';
  readonly ok: boolean;
  /** `ok`, `no_report`, or the code of the error. */
  readonly code: string;
  /** What was found, one sentence. */
  readonly says: string;
  /** What to do, or null when nothing. */
  readonly fix: string | null;
  /** Without it nothing can be synced; otherwise only a part of the product is missing. */
  readonly required: boolean;
}
