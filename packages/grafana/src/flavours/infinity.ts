import { findDimension } from '@flightdeck/catalog';
import { formatFilter, isReportedBy } from '@flightdeck/query';
import {
  AnnotationEventFieldSource,
  AnnotationQueryBuilder,
  type DataTransformerConfig,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type Flavour, type Target, toQuery } from '../flavour.ts';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { FILTERS, inUrl } from '../links.ts';
import { type Ask, askNumber, type LedgerList, type Question } from '../question.ts';

const DATASOURCE = { type: 'yesoreyeram-infinity-datasource', uid: 'flightdeck-infinity' };
const DAYS = `from=\${__from}&to=\${__to}`;

/** Where the API has each list of the ledger, and under which name. */
const LEDGER_LISTS: Readonly<Record<LedgerList, readonly [path: string, root: string]>> = {
  freshness: ['/api/v1/status', 'freshness'],
  spans: ['/api/v1/status', 'spans'],
  counts: ['/api/v1/ledger', 'counts'],
  restatements: ['/api/v1/ledger', 'restatements'],
  breaks: ['/api/v1/catalog', 'breaks'],
};

interface Column {
  readonly selector: string;
  readonly text: string;
  readonly type: 'string' | 'number' | 'timestamp';
  readonly timestampFormat?: string;
}

/** The plugin puts the columns in the order of their names, so each is called as it is selected. */
const column = (name: string, type: Column['type']): Column => ({ selector: name, text: name, type });
const TIME: Column = { ...column('time', 'timestamp'), timestampFormat: '2006-01-02' };

/** A GET of the API, parsed by the plugin's backend: only then do alerts and shared dashboards work. */
const get = (refId: string, url: string, root: string, columns: readonly Column[], format = 'table'): Target => ({
  refId,
  type: 'json',
  source: 'url',
  parser: 'backend',
  format,
  url,
  url_options: { method: 'GET', data: '' },
  root_selector: root,
  columns,
  filters: [],
});

/** The search string of a question without its days and variables. */
function searchOf(question: Question, by: readonly string[]): string {
  const { metrics, over, where, order, limit, having, top, answer } = question;
  const conditions = where.map((filter) => `where=${formatFilter(filter, encodeURIComponent)}`);
  const rows = answer === 'count' ? 0 : limit;
  return [
    `metrics=${metrics.join(',')}`,
    ...(by.length > 0 ? [`by=${by.join(',')}`] : []),
    ...(over.length > 0 ? [`over=${over.join(',')}`] : []),
    ...conditions,
    ...(order ? [`order=${order.key}${order.descending ? '' : ':asc'}`] : []),
    ...(rows === null ? [] : [`limit=${rows}`]),
    ...(having ? [`having=${having.metric}:${having.atLeast ?? ''}:${having.below ?? ''}`] : []),
    ...(top ? [`top=${top.count}:${top.metric}`] : []),
  ].join('&');
}

function targetOf(ask: Ask, filters: string): Target {
  if (ask.kind === 'records') {
    const [path, root] = LEDGER_LISTS[ask.list];
    return get(
      ask.refId,
      path,
      root,
      ask.columns.map(({ name, type }) => column(name, type)),
    );
  }
  const grain = ask.grain === null ? '' : `&grain=${ask.grain === 'page' ? `\${grain}` : ask.grain}`;
  const url = `/api/v1/rows?${searchOf(ask, ask.by)}${grain}&${DAYS}${filters}`;
  if (ask.answer === 'count') return get(ask.refId, url, '', [column('rowCount', 'number')]);
  const columns = [
    ...(ask.grain === null ? [] : [TIME]),
    ...ask.by.map((name) => column(name, 'string')),
    ...ask.shown.map((name) => column(name, 'number')),
  ];
  return get(ask.refId, url, 'rows', columns, ask.grain === null ? 'table' : 'timeseries');
}

/** Columns of a table in the order the catalogue has them. */
function transformationsOf({ asks, visual }: GrafanaPanel): DataTransformerConfig[] {
  const [ask] = asks;
  if (!ask || (visual.kind !== 'table' && visual.kind !== 'bars')) return [];
  const names = ask.kind === 'metrics' ? [...ask.by, ...ask.shown] : ask.columns.map(({ name }) => name);
  const indexByName = Object.fromEntries(names.map((name, index) => [name, index]));
  return [{ id: 'organize', options: { indexByName, excludeByName: {}, renameByName: {} } }];
}

/** The API answers for an enterprise too, the cluster's boards for organizations. */
const NARROWED_BY = ['enterprise', ...FILTERS] as const;
type Narrowing = (typeof NARROWED_BY)[number];

/** What may be all a scope has: people, seats, or imported reports of the older APIs. */
const OF_SCOPES = 'reported_users,seats,legacy_completions_generated';

/** Metrics reported by each dimension a dashboard can be narrowed by. */
const REPORTED_BY: Readonly<Record<Narrowing, string>> = {
  enterprise: OF_SCOPES,
  organization: OF_SCOPES,
  team: 'reported_users',
  user: 'reported_users',
  language: 'generating_users',
  ide: 'reported_users',
  model: 'reported_users',
  feature: 'reported_users',
};
/** Variables that narrow the values of all later ones; GitHub reports no cross of the others. */
const LEADING: readonly Narrowing[] = ['enterprise', 'organization', 'team'];

/** The variables that narrow a variable. No query is about an enterprise and organizations at once. */
function leadersOf(name: Narrowing): readonly Narrowing[] {
  if (findDimension(name)?.kind === 'scope') return [];
  return LEADING.slice(0, LEADING.includes(name) ? LEADING.indexOf(name) : undefined);
}

function variable(name: Narrowing) {
  const before = leadersOf(name);
  const narrowed = before.map((other) => `&\${${other}:queryparam}`).join('');
  const url = `/api/v1/rows?metrics=${REPORTED_BY[name]}&by=${name}&order=${name}:asc&${DAYS}${narrowed}`;
  const all = { text: ['All'], value: ['$__all'], selected: true };
  return new QueryVariableBuilder(name)
    .label(findDimension(name)?.label ?? name)
    .datasource(DATASOURCE)
    .query({
      refId: 'variable',
      queryType: 'infinity',
      infinityQuery: get('variable', url, 'rows', [column(name, 'string')]),
    })
    .multi(true)
    .includeAll(true)
    .current(all)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.Disabled)
    .build();
}

/** Filters by which none of the panel's numbers is reported. */
function emptiedBy({ asks }: GrafanaPanel): readonly string[] {
  const questions = asks.flatMap((ask) => (ask.kind === 'metrics' ? [ask] : []));
  if (questions.length === 0) return [];
  const given = ({ by, over, where }: Question): string[] => [
    ...by,
    ...over,
    ...where.map(({ dimension }) => dimension),
  ];
  return FILTERS.filter(
    (filter) =>
      findDimension(filter)?.kind !== 'scope' &&
      questions.every((question) =>
        question.shown.every((metric) => !isReportedBy(metric, [...given(question), filter])),
      ),
  );
}

/** Where the data source may ask, and how long it waits for an answer. */
const limitsOf = (url: string) => ({ allowedHosts: [url], timeoutInSeconds: 30 });

/** The API of Flightdeck, through the Infinity plugin: works with either store, and every number is the catalogue's own. */
export const infinity: Flavour = {
  name: 'infinity',
  label: 'Infinity',
  readsApi: true,
  plugin: DATASOURCE.type,
  datasource: DATASOURCE,
  lacks: () => null,
  grains: ['auto', 'day', 'week', 'month'].map((name) => [name, name] as const),
  targets: ({ asks }) => asks.map((ask) => targetOf(ask, `&${inUrl(NARROWED_BY)}`)),
  look: (grafanaPanel) => ({ shownBy: new Map(), displayName: null, says: [], emptiedBy: emptiedBy(grafanaPanel) }),
  transformations: transformationsOf,
  filters: NARROWED_BY,
  variables: () => NARROWED_BY.map(variable),
  annotations: () => [
    new AnnotationQueryBuilder()
      .name('Measurement breaks')
      .datasource(DATASOURCE)
      .enable(true)
      .iconColor('orange')
      .target(
        toQuery(
          get('breaks', '/api/v1/catalog', 'breaks', [
            { ...column('day', 'timestamp'), timestampFormat: '2006-01-02' },
            column('says', 'string'),
          ]),
        ),
      )
      .mappings({
        time: { build: () => ({ source: AnnotationEventFieldSource.Field, value: 'day' }) },
        text: { build: () => ({ source: AnnotationEventFieldSource.Field, value: 'says' }) },
      })
      .build(),
  ],
  reading: ({ metric, countsDays }, refId) => [
    {
      datasourceUid: DATASOURCE.uid,
      model: { ...targetOf(askNumber(metric, refId, countsDays ?? false), ''), datasource: DATASOURCE },
    },
  ],
  datasourceFile: (url, token) => ({
    apiVersion: 1,
    prune: true,
    datasources: [
      {
        name: 'Flightdeck',
        uid: DATASOURCE.uid,
        type: DATASOURCE.type,
        access: 'proxy',
        url,
        editable: false,
        ...(token === null
          ? { jsonData: { auth_method: 'none', ...limitsOf(url) } }
          : {
              jsonData: { auth_method: 'bearerToken', ...limitsOf(url) },
              secureJsonData: { bearerToken: token },
            }),
      },
    ],
  }),
};
