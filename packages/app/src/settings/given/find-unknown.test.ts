import { expect, it } from 'vitest';
import { config } from '../testing-config.ts';
import { refusal } from '../testing-refusal.ts';

const says = (env: Record<string, string>): readonly string[] => config({ env }).notices.map((notice) => notice.says);

it.each([
  // Misspelt.
  ['GITHUB_TOKN', 'GITHUB_TOKEN'],
  ['GITHUB_TOEKN', 'GITHUB_TOKEN'],
  ['SYNC_INTERVALL', 'SYNC_INTERVAL'],
  ['STORE_PASSWRD', 'STORE_PASSWORD'],
  ['PUBLICURL', 'PUBLIC_URL'],
  ['LOGLEVEL', 'LOG_LEVEL'],
  ['METRICS_TOKENS', 'METRICS_TOKEN'],
  ['ORGANIZATION_SLUG', 'FLIGHTDECK_SCOPES'],
  ['EXECUTION_INTERVAL_HOUR', 'SYNC_INTERVAL'],
  // The same in other words.
  ['GH_TOKEN', 'GITHUB_TOKEN'],
  ['GITHUB_ACCESS_TOKEN', 'GITHUB_TOKEN'],
  ['COPILOT_GITHUB_TOKEN', 'GITHUB_TOKEN'],
  ['GITHUB_ORG', 'FLIGHTDECK_SCOPES'],
  ['GITHUB_ENTERPRISE', 'FLIGHTDECK_SCOPES'],
  ['ORGS', 'FLIGHTDECK_SCOPES'],
  ['ELASTICSEARCH_PASSWORD', 'STORE_PASSWORD'],
  ['OPENSEARCH_URL', 'STORE_URL'],
  ['ES_HOST', 'STORE_URL'],
  ['STORE_PASS', 'STORE_PASSWORD'],
  ['SYNC_EVERY', 'SYNC_INTERVAL'],
  ['BASE_URL', 'PUBLIC_URL'],
])('%s looks meant for us and is named with %s', (name, meant) => {
  expect(says({ [name]: 'planted-secret' })).toEqual([`${name} is not a setting; ${meant} is.`]);
});

it('with _FILE is named with _FILE', () => {
  expect(says({ GH_TOKEN_FILE: '/x' })).toEqual(['GH_TOKEN_FILE is not a setting; GITHUB_TOKEN_FILE is.']);
});

it('a name that begins like ours is named even when nothing is near', () => {
  expect(says({ OIDC_ACR_VALUES: 'x' })).toEqual(['OIDC_ACR_VALUES is not a setting.']);
});

it('is not named where ours is given, nor where it is somebody else’s', () => {
  expect(says({ GH_TOKEN: 'x', GITHUB_TOKEN: `ghp_${'x'.repeat(36)}` })).toEqual([]);
  expect(
    says({
      ...{ PATH: '/bin', HOME: '/', LANG: 'C', HOSTNAME: 'h', PWD: '/', USER: 'ada', SHELL: 'sh', TERM: 'x', CI: '1' },
      ...{
        GITHUB_PATH: 'x',
        GITHUB_ACTIONS: 'true',
        GITHUB_REPOSITORY: 'a/b',
        GITHUB_REF_NAME: 'main',
        GITHUB_ENV: 'x',
      },
      ...{
        NODE_ENV: 'production',
        NODE_VERSION: '24',
        npm_config_user_agent: 'x',
        DATABASE_URL: 'x',
        AZURE_CLIENT_ID: 'x',
      },
      ...{ OTEL_SERVICE_NAME: 'x', KUBERNETES_SERVICE_HOST: 'x', KUBERNETES_PORT: 'x', API_KEY: 'x', USER_NAME: 'x' },
    }),
  ).toEqual([]);
});

it('what Kubernetes sets for services of any name is nobody’s setting', () => {
  const env = {
    FLIGHTDECK_SERVICE_HOST: '10.0.0.1',
    FLIGHTDECK_SERVICE_PORT: '80',
    FLIGHTDECK_SERVICE_PORT_HTTP: '80',
    FLIGHTDECK_PORT: 'tcp://10.0.0.1:80',
    FLIGHTDECK_PORT_80_TCP_ADDR: '10.0.0.1',
    STORE_SERVICE_HOST: '10.0.0.2',
    STORE_SERVICE_PORT: '9200',
    STORE_PORT: 'tcp://10.0.0.2:9200',
  };
  expect(says(env)).toEqual([]);
});

it.each([
  ['FLIGHTDECK_GITHUB_TOKEN', 'Did you mean GITHUB_TOKEN?'],
  ['FLIGHTDECK_ORGS', 'Did you mean FLIGHTDECK_SCOPES?'],
])('%s is refused as ours, with what was probably meant', (name, hint) => {
  expect(refusal(() => config({ env: { [name]: 'x' } }))?.[2]).toBe(hint);
});
