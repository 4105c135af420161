import type { IgnoredPath } from './fact.ts';

/** Paths of GitHub's reports that no fact stores. A test holds every documented path to be stored or listed here. */
export const IGNORED_PATHS: readonly IgnoredPath[] = Object.freeze([
  { path: 'etl_id', why: "housekeeping of GitHub's pipeline, gone from the reference" },
  { path: 'day_partition', why: "housekeeping of GitHub's pipeline" },
  { path: 'entity_id_partition', why: "housekeeping of GitHub's pipeline" },
  { path: 'day_totals[]', why: 'the wrapper itself; each element is loaded as one aggregate day' },
  { path: 'report_end_day', why: 'becomes the `day` of the 28-day facts' },
  {
    path: 'totals_by_cli.token_usage.avg_tokens_per_request',
    why: 'recomputed from tokens ÷ requests, an average of averages would be wrong',
  },
  { path: 'totals_by_copilot_app.token_usage.avg_tokens_per_request', why: 'recomputed from tokens ÷ requests' },
]);
