import { findDimension, findMetric, tileTitle } from '@flightdeck/catalog';
import { BOARDS, type GrafanaPanel, grafanaPanelsFor, infinity } from '@flightdeck/grafana';
import type { MetricQueryInput } from '@flightdeck/query';
import { runInfinity } from '../grafana-infinity.ts';
import { runCommand } from '../run-command.ts';
import { metricsOf, type Named, type Row, statisticOf } from './named.ts';

export interface Range {
  readonly from: string;
  readonly to: string;
}

/** The query of a name. */
const queryOf = (named: Named, range: Range): MetricQueryInput => ({
  metrics: [...metricsOf(named)],
  by: [...named.by],
  ...(named.over.length > 0 ? { over: [...named.over] } : {}),
  where: named.where ? [{ dimension: named.where.dimension, values: [...named.where.values] }] : [],
  range,
  total: true,
  ...(named.statistic === 'rise' ? { compare: 'previous' as const } : {}),
});

interface Result {
  readonly rows: readonly Row[];
  readonly total: Row | null;
  readonly comparison: { readonly rows: readonly Row[] } | null;
}

async function post(url: string, path: string, body: unknown): Promise<Response> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** The number by the API. */
export async function byApi(url: string, named: Named, range: Range): Promise<number | null> {
  const { rows, total, comparison } = (await (
    await post(url, '/api/v1/query', queryOf(named, range))
  ).json()) as Result;
  return statisticOf(named, named.statistic === 'total' ? [total ?? {}] : rows, comparison?.rows);
}

/** The number by the CSV of the API, whose heads are names of the catalogue. */
export async function byCsv(url: string, named: Named, range: Range): Promise<number | null> {
  const { compare: _, ...query } = queryOf(named, range);
  const text = await (await post(url, '/api/v1/query/csv', { ...query, total: false })).text();
  const [head = '', ...lines] = text.trimEnd().split('\r\n');
  const names = head.split(',');
  // Names of values can hold commas; numbers come last and hold none.
  const numbers = names.length - named.by.length;
  const rows = lines.map((line): Row => {
    const cells = line.split(',');
    const last = cells.slice(-numbers);
    const first = named.by.length === 1 ? [cells.slice(0, -numbers).join(',')] : cells.slice(0, named.by.length);
    return Object.fromEntries(names.map((name, at) => [name, ([...first, ...last][at] ?? '') || null]));
  });
  return statisticOf(named, rows);
}

/** What a command writes. */
async function command(url: string, now: Date, ...args: string[]): Promise<string> {
  const { code, out, err } = await runCommand({ env: { FLIGHTDECK_URL: url }, cwd: '/', now }, ...args);
  if (code !== 0) throw new Error(err);
  return out;
}

/** The options that ask for a name. */
const optionsOf = ({ by, over, where, ...named }: Named, { from, to }: Range): string[] => [
  ...['query', '--metrics', metricsOf({ by, over, where, ...named }).join(','), '--from', from, '--to', to],
  ...(by.length > 0 ? ['--by', by.join(',')] : []),
  ...(over.length > 0 ? ['--over', over.join(',')] : []),
  ...(where ? ['--where', `${where.dimension}=${where.values.join(',')}`] : []),
];

/** The text of a total under its name in the table that the command prints; null where no column is called so. */
export async function totalByCommand(url: string, now: Date, named: Named, range: Range): Promise<string | null> {
  const out = await command(url, now, ...optionsOf(named, range));
  const [head = '', , row = ''] = out.split('\n');
  const columns = head.trim().split(/ {2,}/);
  const cells = row.trim().split(/ {2,}/);
  const at = columns.indexOf(tileTitle(named.metric, named.over));
  return at < 0 ? null : (cells[at] ?? null);
}

/** The number of a statistic from the rows the command prints. */
export async function byCommand(url: string, now: Date, named: Named, range: Range): Promise<number | null> {
  const out = await command(url, now, ...optionsOf(named, range), '--format', 'json');
  return statisticOf(named, (JSON.parse(out) as { readonly rows: readonly Row[] }).rows);
}

const STATS: readonly GrafanaPanel[] = BOARDS.flatMap(({ sections }) =>
  sections.flatMap((section) => grafanaPanelsFor(section, infinity)),
).filter(({ visual }) => visual.kind === 'stat');

/** The numbers of the Grafana panels of that title; empty where no board has one. */
export async function byGrafana(url: string, title: string, { from, to }: Range): Promise<readonly (number | null)[]> {
  const chosen = { variables: {}, from: Date.parse(`${from}T00:00:00Z`), to: Date.parse(`${to}T23:59:59Z`) };
  return await Promise.all(
    STATS.filter((panel) => panel.title === title).map(async (panel) => {
      const [target] = infinity.targets(panel);
      if (!target) throw new Error(`${title} asks nothing`);
      const frame = await runInfinity(target, url, chosen);
      const values = frame
        .filter(({ name }) => name !== 'time' && findDimension(name) === undefined)
        .flatMap((field) => field.values)
        .filter((value) => typeof value === 'number');
      if (values.length === 0) return null;
      return panel.visual.kind === 'stat' && panel.visual.spark
        ? values.reduce((sum, value) => sum + value, 0)
        : (values.at(-1) ?? null);
    }),
  );
}

/** The unit a statistic is written with. */
export const unitOf = ({ statistic, metric }: Named) =>
  statistic === 'number' || statistic === 'phase_rise'
    ? ('people' as const)
    : statistic === 'unknown'
      ? ('ratio' as const)
      : (findMetric(metric)?.unit ?? 'outputs');
