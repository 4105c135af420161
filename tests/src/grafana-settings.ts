/** One data source of a provisioning file, as Grafana hands it to its plugin: environment replaced, secrets apart. */
export interface ProvisionedSource {
  readonly type: string;
  readonly url: string;
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonData?: Readonly<Record<string, string>>;
}

/**
 * Why a plugin answers every query with an error; null when it takes its settings.
 * @source grafana/grafana-infinity-datasource pkg/models/settings.go `Validate`, pkg/infinity/request_validator.go;
 * grafana/grafana pkg/tsdb/elasticsearch/elasticsearch.go; grafana/opensearch-datasource `coerceOptions`
 */
export function refusalOf(source: ProvisionedSource, env: Readonly<Record<string, string>>): string | null {
  switch (source.type) {
    case 'yesoreyeram-infinity-datasource':
      return refusalOfInfinity(source, env);
    case 'elasticsearch':
      return requireText(source, 'timeField') ?? requireText(source, 'index');
    case 'grafana-opensearch-datasource':
      return (
        requireText(source, 'timeField') ??
        requireText(source, 'database') ??
        requireText(source, 'flavor') ??
        (/^\d+\.\d+\.\d+$/.test(String(source.jsonData.version)) ? null : 'version is no semantic version')
      );
    default:
      return `no plugin ${source.type}`;
  }
}

function refusalOfInfinity(
  { url, jsonData, secureJsonData }: ProvisionedSource,
  env: Readonly<Record<string, string>>,
) {
  const secret = (name: string): string => expand(secureJsonData?.[name] ?? '', env);
  const method = String(jsonData.auth_method ?? 'none');
  if (method === 'bearerToken' && secret('bearerToken') === '') return 'invalid or empty bearer token detected';
  if (method === 'basicAuth' && secret('basicAuthPassword') === '') return 'invalid or empty password detected';
  if (!['none', 'bearerToken', 'basicAuth'].includes(method)) return `auth_method ${method} is not known here`;
  const hosts = (jsonData.allowedHosts ?? []) as readonly string[];
  if (url.trim() === '' && method !== 'none' && hosts.length === 0) return 'invalid or empty allowed host';
  for (const host of hosts) if (!/^https?:$/.test(new URL(host).protocol)) return `invalid url in allowed list ${host}`;
  if (hosts.length > 0 && !hosts.some((host) => `${url}/api/v1/rows`.startsWith(host)))
    return 'requested URL not allowed';
  return null;
}

const requireText = ({ jsonData }: ProvisionedSource, name: string): string | null =>
  typeof jsonData[name] === 'string' && jsonData[name] !== '' ? null : `${name} is required`;

/** What provisioning makes of a text: `$NAME` and `${NAME}` from the environment, empty where it has none. */
const expand = (text: string, env: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{?(\w+)\}?/g, (_, name: string) => env[name] ?? '');
