import { isOfHistory, parseScope, toDay } from '@flightdeck/catalog';
import { ALERT_RULES, BOARDS, FLAVOURS, type GrafanaPanel, grafanaPanelsFor, planPanel } from '@flightdeck/grafana';
import {
  evaluate,
  type MetricQueryInput,
  panelQuery,
  parseQuery,
  planQuery,
  type QueryResult,
} from '@flightdeck/query';
import { createOrganization } from '@flightdeck/simulator';
import { toReportedDays } from '@flightdeck/store';
import { openOpensearchStore } from '@flightdeck/store-opensearch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differences, hasNumbers } from './grafana-compare.ts';
import type { Chosen, Frame } from './grafana-demo.ts';
import { type Cluster, isSeriesSet, runElastic, toLucene } from './grafana-elastic.ts';
import type { Series } from './grafana-expressions.ts';
import { openSynced, type Synced } from './synced.ts';

const CLUSTER_URL = process.env.TEST_CLUSTER_URL ?? '';
const PREFIX = `fdgrafana${process.pid}`;
const NOW = new Date('2026-10-26T22:00:00Z');
const simulation = createOrganization({ seed: 7, people: 60, days: 16, lastDay: '2026-10-25', organizations: 2 });
const ORGANIZATIONS = simulation.organizations.map(({ slug }) => parseScope(`org:${slug}`));
const SLUGS = ORGANIZATIONS.map(({ slug }) => slug);
/** Whole weeks, so that every grain has whole steps. */
const RANGE = { from: '2026-10-12', to: '2026-10-25' };
/** Documents have the team's slug and the person's login of their day, which change in the first week. */
const AFTER_RENAMES = { from: '2026-10-19', to: '2026-10-25' };
const isNamed = ({ panel }: GrafanaPanel): boolean =>
  (panel?.by ?? []).some((name) => name === 'team' || name === 'user');
const ALL_DAYS = { from: simulation.firstDay, to: simulation.lastDay };
const WHERE_ALL = [{ dimension: 'organization', values: [...SLUGS] }];
const SNAPSHOTS = ['2026-10-18', '2026-10-25'].map((day) => new Date(`${day}T06:00:00Z`));
/** The plugin for OpenSearch asks in a way Elasticsearch has given up; the built-in data source is understood by both. */
const FLAVOURS_OF_CLUSTER = (await isOpensearch())
  ? [FLAVOURS.elasticsearch, FLAVOURS.opensearch]
  : [FLAVOURS.elasticsearch];

async function isOpensearch(): Promise<boolean> {
  if (CLUSTER_URL === '') return true;
  const root = (await (await fetch(CLUSTER_URL.split(',')[0] ?? '')).json()) as {
    // A distribution of Elasticsearch cut down for tests does not answer at its root.
    readonly version?: { readonly distribution?: string };
  };
  return root.version?.distribution === 'opensearch';
}

/** One organization, both with people of both counted once, and a team with a language; grains as the data source names them. */
const SELECTIONS = [
  { name: 'one organization by day', organizations: SLUGS.slice(0, 1), grain: 'day', interval: '1d' },
  { name: 'all organizations by week', organizations: SLUGS, grain: 'week', interval: '1w' },
] as const;

let theirs: Synced;
let ours: Synced;

beforeAll(async () => {
  if (CLUSTER_URL === '') return;
  const range = { from: simulation.firstDay, to: simulation.lastDay };
  const shared = { scopes: ORGANIZATIONS, range, now: NOW };
  ours = await openSynced(simulation, shared);
  theirs = await openSynced(simulation, {
    ...shared,
    openStore: (_file, readFolders) => openOpensearchStore({ url: CLUSTER_URL, prefix: PREFIX, readFolders }),
  });
  for (const synced of [ours, theirs]) {
    expect((await synced.sync()).failed).toEqual([]);
    expect((await synced.snapshots(SNAPSHOTS)).failed).toEqual([]);
  }
}, 1_200_000);

afterAll(async () => {
  await ours?.close();
  await theirs?.close();
  if (CLUSTER_URL !== '') await removeIndexes();
});

/** Indexes and templates of this run; clusters refuse to delete by a pattern. */
async function removeIndexes(): Promise<void> {
  const url = CLUSTER_URL.split(',')[0];
  const found = (await (await fetch(`${url}/_alias`)).json()) as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(found).filter((index) => index.startsWith(`${PREFIX}-`)))
    await fetch(`${url}/${name}`, { method: 'DELETE' });
  const { index_templates: templates } = (await (await fetch(`${url}/_index_template`)).json()) as {
    readonly index_templates: readonly { readonly name: string }[];
  };
  for (const { name } of templates.filter((template) => template.name.startsWith(`${PREFIX}-`)))
    await fetch(`${url}/_index_template/${name}`, { method: 'DELETE' });
}

/** The catalogue's answer, from the embedded store. */
async function ask(query: MetricQueryInput): Promise<QueryResult> {
  const plan = planQuery(
    parseQuery(query),
    SLUGS.map((slug) => `org:${slug}`),
  );
  const coverage = { finalTo: null, provisional: [], missing: [], noReport: [] };
  return evaluate(plan, (scan) => ours.store.scan(scan), coverage, toReportedDays(await ours.store.ledger.days()));
}

const PANELS = BOARDS.flatMap(({ sections }) =>
  sections.flatMap((section) => grafanaPanelsFor(section, FLAVOURS.elasticsearch)),
);

const clusterOf = (flavour: (typeof FLAVOURS_OF_CLUSTER)[number]): Cluster => ({
  url: CLUSTER_URL.split(',')[0] ?? '',
  indexOf: (uid) => `${PREFIX}-${uid.replace(`flightdeck-${flavour.name}-`, '').replaceAll('-', '_')}`,
  engine: flavour.name === 'opensearch' ? 'opensearch' : 'elasticsearch',
});

/** What the targets show, as one table with the names of the catalogue. */
async function shownBy(
  grafanaPanel: GrafanaPanel,
  flavour: (typeof FLAVOURS_OF_CLUSTER)[number],
  chosen: Chosen,
): Promise<Frame> {
  const results = await runElastic(
    flavour.targets(grafanaPanel),
    flavour.transformations(grafanaPanel),
    clusterOf(flavour),
    chosen,
  );
  const named = [...flavour.look(grafanaPanel).shownBy];
  const series = named.flatMap(([metric, refId]) => {
    const result = results.get(refId) ?? [];
    return isSeriesSet(result) ? result.map((item) => ({ metric, ...item })) : [];
  });
  const table = [...results.values()].find((result) => !isSeriesSet(result));
  if (series.length === 0) return (table as Frame | undefined) ?? [];
  if (series.every(({ isNumber }) => isNumber)) {
    const keys = [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))];
    return [
      ...keys.map((key) => ({
        name: key === 'user_login' ? 'user' : key,
        labels: {},
        values: series.map(({ labels }) => labels[key]),
      })),
      ...[...new Set(series.map(({ metric }) => metric))].map((name) => ({
        name,
        labels: {},
        values: series.filter(({ metric }) => metric === name).map(({ points }) => points.get(0) ?? null),
      })),
    ];
  }
  const times = [...new Set(series.flatMap(({ points }) => [...points.keys()]))].sort((a, b) => a - b);
  return [
    { name: 'time', labels: {}, values: times },
    ...series.map(({ metric, labels, points }) => ({
      name: metric,
      labels,
      values: times.map((time) => points.get(time) ?? null),
    })),
  ];
}

/** Where a Grafana panel differs from the catalogue. */
async function check(
  grafanaPanel: GrafanaPanel,
  flavour: (typeof FLAVOURS_OF_CLUSTER)[number],
  { organizations, grain, interval }: (typeof SELECTIONS)[number],
): Promise<readonly string[]> {
  const found = planPanel(grafanaPanel);
  if (!grafanaPanel.panel || !('plan' in found)) return ['it has no plan'];
  const { plan } = found;
  const range = isNamed(grafanaPanel) ? AFTER_RENAMES : RANGE;
  const days = { from: Date.parse(`${range.from}T00:00:00.000Z`), to: Date.parse(`${range.to}T23:59:59.999Z`) };
  const frame = await shownBy(grafanaPanel, flavour, {
    variables: { organization: organizations, grain: [interval] },
    ...days,
  });
  const where = [{ dimension: 'organization', values: [...organizations] }];
  const step = plan.isSnapshot ? 'day' : grain;
  const answer = await ask(
    panelQuery(grafanaPanel.panel, { range, grain: step, compare: null, where }, { by: null, metric: null }),
  );
  const sums = plan.sums.map(({ metric }) => metric);
  // The simulated organizations have no history from before GitHub's reports.
  const isOld = isOfHistory(grafanaPanel.panel);
  if (!hasNumbers(frame) && !isOld) return ['nothing is shown'];
  if (!plan.isSnapshot || grafanaPanel.visual.kind !== 'stat')
    return differences(
      grafanaPanel,
      { ...plan.question, shown: plan.question.metrics.filter((metric) => sums.includes(metric)) },
      frame,
      answer,
      true,
    ).slice(0, 8);
  const [metric = ''] = sums;
  const value = frame.find((field) => field.name === metric)?.values.at(-1);
  const day = toDay(new Date(Number(frame[0]?.values.at(-1))));
  const truth = answer.total?.[metric];
  return value === truth && day === '2026-10-25' ? [] : [`${metric} of ${day}: ${value}, panel ${truth}`];
}

describe.skipIf(CLUSTER_URL === '')('the dashboards on a cluster', () => {
  describe.each(FLAVOURS_OF_CLUSTER)('through $label', (flavour) => {
    it.each(SELECTIONS)(
      'every panel shows what the catalogue says: $name',
      async (selection) => {
        // Teams of one name in two organizations are one team to the documents: the panel says to choose an organization.
        const isOne = selection.organizations.length === 1;
        const grafanaPanels = PANELS.filter(({ panel }) => isOne || !panel?.by.includes('team'));
        const wrong: Record<string, readonly string[]> = {};
        for (const grafanaPanel of grafanaPanels) {
          const found = await check(grafanaPanel, flavour, selection);
          if (found.length > 0) wrong[grafanaPanel.id] = found;
        }
        expect(wrong).toEqual({});
        expect(grafanaPanels.length).toBeGreaterThan(100);
      },
      600_000,
    );
  });

  it('counts a person of two organizations once', async () => {
    const metrics = ['active_users', 'generated'];
    const [all, ...each] = await Promise.all(
      [SLUGS, ...SLUGS.map((slug) => [slug])].map((values) =>
        ask({ metrics, range: RANGE, where: [{ dimension: 'organization', values }] }),
      ),
    );
    const sum = each.reduce((total, { rows }) => total + Number(rows[0]?.active_users), 0);
    expect(sum).toBeGreaterThan(Number(all?.rows[0]?.active_users));
  });

  describe.each(FLAVOURS_OF_CLUSTER)('beside the panels, through $label', (flavour) => {
    it.each(flavour.variables().map(({ name }) => name))('the variable %s offers what there is', async (name) => {
      const variable = flavour.variables().find((item) => item.name === name);
      const {
        field,
        query = '*',
        size,
      } = JSON.parse(String(variable?.query)) as { field: string; query?: string; size: number };
      const uid = variable?.datasource?.uid ?? '';
      const answer = await fetch(`${CLUSTER_URL.split(',')[0]}/${clusterOf(flavour).indexOf(uid)}/_search`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          size: 0,
          query: { query_string: { query: toLucene(query, { variables: { organization: SLUGS }, from: 0, to: 0 }) } },
          aggs: { 1: { terms: { field, size, order: { _count: 'desc' } } } },
        }),
      });
      const { aggregations } = (await answer.json()) as { aggregations: { 1: { buckets: { key: string }[] } } };
      const { rows } = await ask({
        metrics: [name === 'language' ? 'generating_users' : 'reported_users'],
        by: [name],
        range: ALL_DAYS,
        where: WHERE_ALL,
      });
      const known = new Set(rows.map((row) => String(row[name]).replace(/^[^/]*\//, '')));
      const offered = aggregations[1].buckets.map(({ key }) => key);
      expect(offered.length).toBeGreaterThan(0);
      expect([...known].filter((value) => value !== 'null' && !offered.includes(value))).toEqual([]);
    });

    it.each(ALERT_RULES)('$title reads the numbers it speaks of', async (rule) => {
      const end = Date.parse('2026-10-26T06:00:00Z');
      for (const [index, reading] of rule.readings.entries()) {
        const [from, to] = [reading.from, reading.to].map((age) => end - age * 86_400_000) as [number, number];
        const letter = String.fromCharCode(65 + index);
        const targets = flavour.reading(reading, letter).map(({ model }) => model);
        const shown = await runElastic(targets, [], clusterOf(flavour), { variables: {}, from, to });
        const [series] = (shown.get(letter) ?? []) as readonly Series[];
        // Documents stand at the midnight their day begins with.
        const range = { from: toDay(new Date(from + 86_399_999)), to: toDay(new Date(to)) };
        const { rows, rowCount } = await ask({
          metrics: [reading.metric],
          range,
          where: WHERE_ALL,
          ...(reading.countsDays ? { by: ['day'] } : {}),
        });
        const answer = reading.countsDays ? rowCount : Number(rows[0]?.[reading.metric]);
        expect(series?.points.get(0)).toBeCloseTo(answer, 9);
      }
    });
  });
});
