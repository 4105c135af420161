import { infinity, type Target, TOKEN_OF_ENVIRONMENT } from '@flightdeck/grafana';
import { type Chosen, type Field, type Frame, interpolate } from './grafana-demo.ts';
import { type ProvisionedSource, refusalOf, secretOf } from './grafana-settings.ts';

/** Flightdeck's address as Grafana reaches it, and the token in Grafana's environment. */
export interface Reached {
  readonly url: string;
  readonly token: string;
}

interface Column {
  readonly selector: string;
  readonly text: string;
  readonly type: 'string' | 'number' | 'timestamp';
  readonly timestampFormat?: string;
}

/** The data source that the provisioning folder for that server has. */
function sourceAt(at: string | Reached): ProvisionedSource {
  const [url, token] = typeof at === 'string' ? [at, null] : [at.url, TOKEN_OF_ENVIRONMENT];
  const file = infinity.datasourceFile(url, token) as { readonly datasources: readonly ProvisionedSource[] };
  const [source] = file.datasources;
  if (!source) throw new Error('no data source');
  return source;
}

/**
 * What the Infinity plugin makes of a target through the data source provisioned for a server, whose settings it validates for each
 * query: its backend gets the URL below that of the data source, takes what the root
 * selector names, reads each column by its type, orders columns by name, and spreads a series over its text columns
 * (`infinity-libs` jsonframer and gframer; `data.LongToWide` of the plugin SDK, which wants the rows ordered by time).
 */
export async function runInfinity(target: Target, at: string | Reached, chosen: Chosen): Promise<Frame> {
  if (target.parser !== 'backend' || target.type !== 'json' || target.source !== 'url')
    throw new Error('only the backend parser of a URL is known here');
  const source = sourceAt(at);
  const around = typeof at === 'string' ? {} : { env: { FLIGHTDECK_TOKEN: at.token } };
  const url = new URL(`${source.url}${interpolate(String(target.url), chosen)}`);
  // The plugin encodes the search string anew.
  url.search = new URLSearchParams(url.searchParams).toString();
  const refusal = refusalOf(source, around, url.href);
  if (refusal !== null) throw new Error(refusal);
  const token = secretOf(source, 'bearerToken', around);
  const answer = await fetch(url, token === '' ? {} : { headers: { Authorization: `Bearer ${token}` } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url.pathname}${url.search}: ${answer.status} ${text}`);
  const root = target.root_selector === '' ? JSON.parse(text) : JSON.parse(text)[String(target.root_selector)];
  if (root === undefined) throw new Error(`no ${target.root_selector} in the answer of ${url.pathname}`);
  const records: readonly Record<string, unknown>[] = Array.isArray(root) ? root : [root];
  const columns = target.columns as readonly Column[];
  const long: Field[] = columns
    .map((column) => ({
      name: column.text,
      labels: {},
      values: records.map((record) => read(record[column.selector], column)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return target.format === 'timeseries' ? toWide(long, columns) : long;
}

function read(value: unknown, { type, timestampFormat }: Column): unknown {
  if (type === 'number') return typeof value === 'number' ? value : null;
  if (type === 'string') return value === null || value === undefined ? null : String(value);
  if (timestampFormat !== '2006-01-02' || typeof value !== 'string') return null;
  return Date.parse(`${value}T00:00:00Z`);
}

/** One field for each number and each set of labels; a time without a row has null. */
function toWide(long: Frame, columns: readonly Column[]): Frame {
  const typeOf = (name: string): string => columns.find(({ text }) => text === name)?.type ?? '';
  const time = long.find(({ name }) => typeOf(name) === 'timestamp');
  const texts = long.filter(({ name }) => typeOf(name) === 'string');
  const numbers = long.filter(({ name }) => typeOf(name) === 'number');
  if (!time) throw new Error('a series without a time');
  const instants = time.values as readonly number[];
  if (instants.some((instant, index) => index > 0 && instant < (instants[index - 1] ?? 0)))
    throw new Error('LongToWide refuses rows that are not ordered by time');
  if (texts.length === 0) return long;
  const times = [...new Set(instants)];
  const series = new Map<string, Field & { readonly values: unknown[] }>();
  instants.forEach((instant, row) => {
    const labels = Object.fromEntries(texts.map(({ name, values }) => [name, String(values[row])]));
    for (const number of numbers) {
      const key = JSON.stringify([number.name, labels]);
      const field = series.get(key) ?? { name: number.name, labels, values: times.map(() => null) };
      series.set(key, field);
      field.values[times.indexOf(instant)] = number.values[row];
    }
  });
  return [{ ...time, values: times }, ...series.values()];
}
