import { toYaml } from '../yaml.ts';
import { OWN_SECTIONS, type OwnPanel } from './own-panels.ts';
import { OWN_RULES, toPrometheusRules } from './own-rules.ts';

/** A file of the own-health folder. */
export interface OwnFile {
  readonly path: string;
  readonly text: string;
}

const HEAD = '# Made by `npm run generate` from packages/grafana/src/own-health; change that, not this file.\n';
const yaml = (value: unknown): string => HEAD + toYaml(value).slice(1);
/** What one installation is selected by where nothing else is known. */
const JOB = 'job="flightdeck"';
/** Width of the grid, and of a stat and of a chart in it. */
const [GRID, STAT, CHART] = [24, 4, 8];
const BAD = 'red';
/** The data source chosen on the board. */
const CHOSEN = `\${datasource}`;

/**
 * Files for an installation that Prometheus reads: a board and rules for Grafana, for a Prometheus data source of that uid, and the same
 * rules for Prometheus itself.
 */
export function ownHealthFiles(datasourceUid: string): readonly OwnFile[] {
  return [
    {
      path: 'dashboards/flightdeck/flightdeck-own-health.json',
      text: `${JSON.stringify(board(datasourceUid), null, 1)}\n`,
    },
    { path: 'alerting/flightdeck-own-health.yaml', text: yaml(grafanaRules(datasourceUid)) },
    {
      path: 'prometheus/flightdeck-rules.yaml',
      text: yaml({ groups: [{ name: 'flightdeck', rules: toPrometheusRules(JOB) }] }),
    },
  ];
}

/** The rules for the chart, where `SELECTOR` stands for what selects the release. */
export function chartRules(): string {
  return yaml(toPrometheusRules('SELECTOR'));
}

function board(datasourceUid: string): object {
  const rows = OWN_SECTIONS.flatMap(({ title, panels }): readonly (OwnPanel | string)[] => [title, ...panels]);
  let [x, y, height, id] = [0, 0, 0, 0];
  const place = (w: number, h: number) => {
    if (x + w > GRID) [x, y, height] = [0, y + height, 0];
    const at = { x, y, w, h };
    [x, height] = [x + w, Math.max(height, h)];
    return at;
  };
  const panels = rows.map((row) => {
    id += 1;
    if (typeof row === 'string') {
      [x, y, height] = [0, y + height, 0];
      return { id, type: 'row', title: row, collapsed: false, panels: [], gridPos: place(GRID, 1) };
    }
    return { id, gridPos: row.kind === 'stat' ? place(STAT, 4) : place(CHART, 8), ...draw(row) };
  });
  return {
    uid: 'flightdeck-own-health',
    title: 'Flightdeck: its own health',
    tags: ['flightdeck'],
    editable: false,
    schemaVersion: 39,
    version: 1,
    refresh: '1m',
    time: { from: 'now-24h', to: 'now' },
    timezone: 'utc',
    templating: {
      list: [
        {
          ...{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' },
          current: { selected: true, text: datasourceUid, value: datasourceUid },
        },
        {
          ...{ name: 'job', label: 'Job', type: 'query', refresh: 1, sort: 1 },
          datasource: { type: 'prometheus', uid: CHOSEN },
          query: { query: 'label_values(flightdeck_build_info, job)', refId: 'job' },
          definition: 'label_values(flightdeck_build_info, job)',
        },
      ],
    },
    annotations: { list: [] },
    panels,
  };
}

function draw({ title, says, kind, unit, lines, badFrom }: OwnPanel): object {
  const datasource = { type: 'prometheus', uid: CHOSEN };
  const steps = [{ color: 'green', value: null }, ...(badFrom === undefined ? [] : [{ color: BAD, value: badFrom }])];
  return {
    type: kind,
    title,
    description: says,
    datasource,
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        ...(kind === 'stat'
          ? { thresholds: { mode: 'absolute', steps } }
          : { custom: { fillOpacity: 8, spanNulls: false } }),
      },
      overrides: [],
    },
    options:
      kind === 'stat'
        ? {
            reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
            colorMode: 'value',
            graphMode: 'none',
          }
        : { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
    targets: lines.map(([value, legend], at) => ({
      refId: String.fromCharCode(65 + at),
      datasource,
      expr: value('job="$job"'),
      legendFormat: legend === '' ? '__auto' : legend,
      range: kind !== 'stat',
      instant: kind === 'stat',
    })),
  };
}

/** No contact points and no policy tree: a provisioned tree replaces the user's own. */
function grafanaRules(datasourceUid: string): object {
  return {
    apiVersion: 1,
    groups: [
      {
        orgId: 1,
        name: 'Flightdeck itself',
        folder: 'Flightdeck',
        interval: '1m',
        rules: OWN_RULES.map(({ alert, title, says, value, above, forMinutes, severity }) => ({
          uid: `own-${alert.replace(/^Flightdeck/, '').toLowerCase()}`,
          title,
          condition: 'over',
          data: [
            {
              refId: 'value',
              relativeTimeRange: { from: 3600, to: 0 },
              datasourceUid,
              model: {
                refId: 'value',
                expr: value(JOB),
                instant: true,
                range: false,
                intervalMs: 60_000,
                maxDataPoints: 100,
              },
            },
            {
              refId: 'over',
              relativeTimeRange: { from: 0, to: 0 },
              datasourceUid: '__expr__',
              model: {
                refId: 'over',
                datasource: { type: '__expr__', uid: '__expr__' },
                type: 'threshold',
                expression: 'value',
                conditions: [{ evaluator: { type: 'gt', params: [above] } }],
              },
            },
          ],
          // What is not measured yet, as a backup before the first, is no failure; being down is measured by its absence.
          noDataState: 'OK',
          execErrState: 'Error',
          for: `${forMinutes}m`,
          annotations: { summary: says },
          labels: { severity },
          isPaused: false,
        })),
      },
    ],
  };
}
