import type { DimensionName } from '../../names.ts';

/** Of seats alone. */
export const OF_SEATS: readonly DimensionName[] = Object.freeze([
  'granting_team',
  'granting_organization',
  'last_editor',
  'last_activity_editor',
  'last_signed_in',
  'idle_band',
  'seat_created',
  'last_active',
  'pending_cancellation_date',
]);

/** Settings of an organization. */
export const POLICIES: readonly DimensionName[] = Object.freeze([
  'seat_management',
  'public_code_suggestions',
  'ide_chat',
  'platform_chat',
  'cli_policy',
]);

/** A person's first and last phase. */
export const JOURNEY: readonly DimensionName[] = Object.freeze(['phase_from', 'phase_to']);

/** Breakdowns of people's rows and of GitHub's totals. */
export const BREAKDOWN_DIMENSIONS: readonly DimensionName[] = Object.freeze([
  'language',
  'ide',
  'ide_version',
  'plugin',
  'plugin_version',
  'feature',
  'model',
  'surface',
  'cli_version',
  'agent_app',
  'agent_app_id',
  'customization',
]);

/** Of pull requests and repositories. */
export const OF_REPOSITORIES: readonly DimensionName[] = Object.freeze([
  'repository',
  'repo_visibility',
  'comment_type',
]);

/** Of bills, and of nothing else people do. */
export const BILL_KEYS: readonly DimensionName[] = Object.freeze([
  'product',
  'sku',
  'billed_model',
  'billed_unit',
  'workflow',
  'exceeds_quota',
]);

/** Everything a line of a bill names. */
export const NAMES_OF_BILLS: readonly DimensionName[] = Object.freeze([
  'product',
  'sku',
  'cost_center',
  'billed_organization',
  'billed_user',
  'billed_model',
  'billed_unit',
  'workflow',
  'exceeds_quota',
  'repository_name',
]);
