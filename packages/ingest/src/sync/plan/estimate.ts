/** What is left of a sync. */
export interface Estimate {
  /** Whole minutes, at least 1. */
  readonly minutes: number;
  /** Questions to GitHub and files to open. */
  readonly requests: number;
}

/** Days done before an estimate is useful. */
const LEAST_DAYS = 20;

/** What is left if the remaining days go like those so far; null while too few are done, or none is left. */
export function estimateRest(
  { done, of, requests }: { readonly done: number; readonly of: number; readonly requests: number },
  elapsedMs: number,
): Estimate | null {
  if (done < LEAST_DAYS || done >= of) return null;
  const share = (of - done) / done;
  return {
    minutes: Math.max(1, Math.round((elapsedMs * share) / 60_000)),
    requests: Math.round(requests * share),
  };
}
