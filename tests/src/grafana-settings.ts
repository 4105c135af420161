/** One data source of a provisioning file, as it stands there. */
export interface ProvisionedSource {
  readonly type: string;
  readonly url: string;
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonData?: Readonly<Record<string, string>>;
}

/** What a Grafana has around it: its environment, and the files it can read. */
export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * Why a plugin answers every query with an error, or Grafana does not start; null when it takes its settings. `asked`: the address of
 * a request, which the settings may not allow.
 * @source grafana/grafana-infinity-datasource pkg/models/settings.go `Validate`, pkg/infinity/request_validator.go;
 * grafana/grafana pkg/tsdb/elasticsearch/elasticsearch.go; grafana/opensearch-datasource `coerceOptions`
 */
export function refusalOf(source: ProvisionedSource, around: Surroundings, asked?: string): string | null {
  switch (source.type) {
    case 'yesoreyeram-infinity-datasource':
      return refusalOfInfinity(source, around, asked ?? `${source.url}/api/v1/rows`);
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

/** A secret as provisioning hands it to the plugin; empty if there is none. @throws Error for a file that is not there. */
export function secretOf({ secureJsonData }: ProvisionedSource, name: string, around: Surroundings): string {
  return expand(secureJsonData?.[name] ?? '', around);
}

function refusalOfInfinity(source: ProvisionedSource, around: Surroundings, asked: string): string | null {
  const { url, jsonData } = source;
  const method = String(jsonData.auth_method ?? 'none');
  if (!['none', 'bearerToken'].includes(method)) return `auth_method ${method} is not known here`;
  try {
    if (method === 'bearerToken' && secretOf(source, 'bearerToken', around) === '')
      return 'invalid or empty bearer token detected';
  } catch (error) {
    return (error as Error).message;
  }
  const hosts = (jsonData.allowedHosts ?? []) as readonly string[];
  if (url.trim() === '' && method !== 'none' && hosts.length === 0) return 'invalid or empty allowed host';
  for (const host of hosts) {
    // Without a scheme it would be https.
    const whole = /^https?:\/\//i.test(host) || !host.includes('://') ? host : null;
    if (whole === null) return `invalid url in allowed list ${host}`;
    if (!URL.canParse(/^https?:/i.test(whole) ? whole : `https://${whole}`))
      return 'invalid url found in allowed hosts settings';
  }
  if (hosts.length > 0 && !hosts.some((host) => asked.startsWith(host))) return 'requested URL not allowed';
  return null;
}

const requireText = ({ jsonData }: ProvisionedSource, name: string): string | null =>
  typeof jsonData[name] === 'string' && jsonData[name] !== '' ? null : `${name} is required`;

/**
 * What provisioning makes of a text: `$__env{NAME}`, `${NAME}` and `$NAME` from the environment, empty where it has none; `$__file{PATH}`
 * is the content of a file; `$$` is a dollar.
 * @source grafana/grafana pkg/services/provisioning/values/values.go `interpolateValue`, pkg/setting/expanders.go
 */
function expand(text: string, { env = {}, files = {} }: Surroundings): string {
  const readFile = (path: string): string => {
    const content = files[path];
    if (content === undefined) throw new Error(`stat ${path}: no such file or directory`);
    return content.trim();
  };
  return text
    .split('$$')
    .map((part) =>
      part
        .replace(/\$(?:__env)?\{([^}]+)\}/g, (_, name: string) => env[name] ?? '')
        .replace(/\$__file\{([^}]+)\}/g, (_, path: string) => readFile(path))
        .replace(/\$(\w+)/g, (_, name: string) => env[name] ?? ''),
    )
    .join('$');
}
