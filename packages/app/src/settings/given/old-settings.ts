import type { SettingName } from '../settings.ts';

/** A setting of the Copilot Usage Advanced Dashboard or of its pipelines, and what became of it. */
export interface OldSetting {
  /** With * at its end: every name that begins so. */
  readonly name: string;
  /** Ours that its value is taken for; null: it is not taken. */
  readonly takes: SettingName | null;
  /** What its value means here; left out: the same text. */
  readonly means?: 'organizations' | 'enterprises' | 'hours' | 'issuer';
  /** Ours that, where any of them is given, leave it out: parts of two ways in are never mixed. */
  readonly unless?: readonly SettingName[];
  /** Another old one without which it means nothing. */
  readonly needs?: string;
  /** What became of it, for people; a sentence that can follow the name and a colon. */
  readonly became: string;
  /** True: other programs have a variable of that name as well, so it is named only beside one that is surely meant. */
  readonly common?: true;
}

const CREDENTIALS = ['GITHUB_TOKEN', 'GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY'] as const;
const CLUSTER = ['STORE_URL', 'STORE_USER', 'STORE_PASSWORD', 'STORE_API_KEY'] as const;

const token = (name: string): OldSetting => ({
  name,
  takes: 'GITHUB_TOKEN',
  unless: CREDENTIALS,
  became: 'the same token; a GitHub App (GITHUB_APP_ID) is the other way.',
});
const organizations = (name: string): OldSetting => ({
  name,
  takes: 'FLIGHTDECK_SCOPES',
  means: 'organizations',
  became: 'each name becomes org:NAME, and standalone:NAME becomes enterprise:NAME.',
});
const enterprises = (name: string): OldSetting => ({
  name,
  takes: 'FLIGHTDECK_SCOPES',
  means: 'enterprises',
  became: 'each name becomes enterprise:NAME.',
});
const index = (name: string): OldSetting => ({
  name,
  takes: null,
  became:
    'Flightdeck names its own indexes, all beginning with STORE_PREFIX; old ones are imported by "flightdeck import elasticsearch URL", with --index-prefix where they begin differently.',
});
const grafana = (name: string): OldSetting => ({
  name,
  takes: null,
  common: true,
  became: 'Grafana reads provisioning files ("flightdeck grafana"); Flightdeck never signs in to it.',
});
const billing = (name: string): OldSetting => ({
  name,
  takes: null,
  became: 'a past is fetched by "flightdeck sync --from DAY --to DAY"; bills are imported files.',
});
const azd = (name: string, became: string): OldSetting => ({ name, takes: null, common: true, became });

/**
 * Every setting of the predecessor, its editions and their pipelines.
 * @source .env.template, docker-compose.yml, main.py, update_grafana.py and infra/main.parameters.json of the repositories
 * satomic/, vanchaudhary/ and lluppesms/copilot-usage-advanced-dashboard, read in November 2026.
 */
export const OLD_SETTINGS: readonly OldSetting[] = Object.freeze([
  token('GITHUB_PAT'),
  token('GH_PAT'),
  organizations('ORGANIZATION_SLUGS'),
  organizations('GITHUB_ORGANIZATION_SLUGS'),
  organizations('GH_ORGANIZATION_SLUGS'),
  enterprises('ENTERPRISE_SLUGS'),
  enterprises('GITHUB_ENTERPRISE_SLUGS'),
  enterprises('GH_ENTERPRISE_SLUGS'),
  {
    name: 'ELASTICSEARCH_URL',
    takes: 'STORE_URL',
    unless: ['STORE_URL'],
    became: 'the same cluster, where Flightdeck keeps indexes of its own beside the old ones.',
  },
  {
    name: 'ELASTICSEARCH_USER',
    takes: 'STORE_USER',
    unless: CLUSTER,
    needs: 'ELASTICSEARCH_URL',
    became: 'the same user.',
  },
  {
    name: 'ELASTICSEARCH_PASS',
    takes: 'STORE_PASSWORD',
    unless: CLUSTER,
    needs: 'ELASTICSEARCH_URL',
    became: 'the same password.',
  },
  {
    name: 'EXECUTION_INTERVAL_HOURS',
    takes: 'SYNC_INTERVAL',
    means: 'hours',
    became: 'hours get their unit: 4 becomes 4h.',
  },
  {
    name: 'EXECUTION_INTERVAL',
    takes: null,
    became: 'nothing there waited for it; SYNC_INTERVAL=6h is what it seems to say.',
  },
  index('INDEX_NAME_TOTAL'),
  index('INDEX_NAME_BREAKDOWN'),
  index('INDEX_NAME_BREAKDOWN_CHAT'),
  index('INDEX_NAME_PR_REVIEWS'),
  index('INDEX_NAME_DOTCOM_CHAT'),
  index('INDEX_SEAT_INFO'),
  index('INDEX_SEAT_ASSIGNMENTS'),
  index('INDEX_USER_METRICS'),
  index('INDEX_USER_ADOPTION'),
  index('INDEX_AI_CREDIT_USAGE'),
  index('INDEX_AI_CREDIT_USER_DAILY'),
  index('INDEX_TOKEN_USAGE'),
  index('INDEX_TOKEN_USER_DAILY'),
  index('INDEX_MODEL_AUTO_USAGE'),
  { ...index('INDEX_*'), common: true },
  {
    name: 'PRIMARY_KEY',
    takes: null,
    common: true,
    became: 'documents have ids that Flightdeck makes.',
  },
  { name: 'TZ', takes: null, common: true, became: 'days are UTC days, as GitHub counts them.' },
  {
    name: 'LOG_PATH',
    takes: null,
    common: true,
    became: 'the log goes to the standard output; LOG_LEVEL and LOG_FORMAT say what it has.',
  },
  {
    name: 'LOCAL_USER_METRICS_FILE',
    takes: null,
    became: 'files are loaded by "flightdeck import FILE --scope org:NAME", or dropped on the page.',
  },
  grafana('GRAFANA_URL'),
  grafana('GRAFANA_USERNAME'),
  grafana('GRAFANA_PASSWORD'),
  grafana('GRAFANA_API_TOKEN'),
  grafana('GRAFANA_DASHBOARD_UID'),
  billing('BILLING_BACKFILL_START_DATE'),
  { ...billing('BILLING_*'), common: true },
  { ...billing('GITHUB_BILLING_*'), common: true },
  { name: 'GITHUB_API_VERSION', takes: null, became: 'each version of Flightdeck asks for the one it reads.' },
  {
    name: 'ENABLE_DEMO_MODE',
    takes: null,
    common: true,
    became: 'the demo is shown while no credentials and no scopes are set.',
  },
  {
    name: 'AZURE_AUTHENTICATION_CLIENT_ID',
    takes: 'OIDC_CLIENT_ID',
    unless: ['OIDC_CLIENT_ID', 'OIDC_ISSUER'],
    became: 'the same app registration; people sign in with it once AUTH_MODE=oidc is set.',
  },
  {
    name: 'AZURE_AUTHENTICATION_OPEN_ID_ISSUER',
    takes: 'OIDC_ISSUER',
    means: 'issuer',
    unless: ['OIDC_CLIENT_ID', 'OIDC_ISSUER'],
    became: 'the same issuer, with /v2.0 at its end.',
  },
  {
    name: 'AZURE_AUTHENTICATION_ENABLED',
    takes: null,
    became: 'AUTH_MODE=oidc or AUTH_MODE=easyauth turns sign-in on.',
  },
  azd('AZURE_ROLE_ASSIGNMENTS', 'the same name for azd: it becomes createRoleAssignments.'),
  azd('ASSIGN_PERMISSIONS_TO_PRINCIPAL', 'the same name for azd: it becomes assignToPrincipal.'),
  azd('AZURE_ENV_NAME', 'the same name for azd.'),
  azd('AZURE_LOCATION', 'the same name for azd.'),
  azd('AZURE_SUBSCRIPTION_ID', 'the same name for azd.'),
  azd('AZURE_TENANT_ID', 'the same name for azd.'),
  azd('AZURE_RESOURCE_GROUP', 'the same name for azd, and optional.'),
  azd('AZURE_CLIENT_ID', 'the same name for the pipeline, whose identity it is.'),
  azd('AZURE_PRINCIPAL_ID', 'the same name for azd, and optional: who may read the secrets of the vault.'),
  azd('AZURE_USER_PRINCIPAL_ID', 'the same name for azd, and optional: who may read the secrets of the vault.'),
]);

/** The old setting of that name; undefined for any other. */
export function findOld(name: string): OldSetting | undefined {
  const named = OLD_SETTINGS.find((old) => old.name === name);
  return named ?? OLD_SETTINGS.find((old) => old.name.endsWith('*') && name.startsWith(old.name.slice(0, -1)));
}
