import { findDimension, MEASUREMENT_BREAKS } from '@flightdeck/catalog';
import {
  type AnnotationQuery,
  QueryVariableBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { BOARDS } from '../../boards/sections.ts';
import type { Flavour } from '../../flavour.ts';
import type { GrafanaPanel } from '../../grafana-panel.ts';
import { FILTERS } from '../../links.ts';
import { readReading } from './alert-reading.ts';
import { followedBy } from './leaf.ts';
import { type PanelPlan, planPanel } from './plan-panel.ts';
import { type Source, targetsOf } from './targets.ts';
import { transformTable } from './transform.ts';

/** Index prefix of Flightdeck, STORE_PREFIX. */
const PREFIX = 'flightdeck';
/** Every document, those without the field too; `*` alone would leave them out. */
const EVERYTHING = '(*:*)';

/** Where the values of each variable are found. */
const VALUES: Readonly<Record<(typeof FILTERS)[number], readonly [alias: string, field: string]>> = {
  organization: ['user_day', 'organization'],
  team: ['user_day', 'team'],
  user: ['user_day', 'user_login'],
  language: ['user_day_language_feature', 'language'],
  ide: ['user_day_ide', 'ide'],
  model: ['user_day_model_feature', 'model'],
  feature: ['user_day_feature', 'feature'],
};
const LEADING: readonly string[] = ['organization', 'team'];

const planned = (grafanaPanel: GrafanaPanel): PanelPlan | null => {
  const found = planPanel(grafanaPanel);
  return 'plan' in found ? found.plan : null;
};

/** A data source that reads the cluster itself. A data source of Grafana knows one index, so there is one for each alias. */
export function createElastic(
  name: 'elasticsearch' | 'opensearch',
  label: string,
  type: string,
  jsonData: Readonly<Record<string, unknown>>,
): Flavour {
  const source: Source = (alias) => ({ type, uid: `flightdeck-${name}-${alias.replaceAll('_', '-')}` });
  return {
    name,
    label,
    readsApi: false,
    plugin: type === name ? null : type,
    datasource: { type: 'datasource', uid: '-- Mixed --' },
    grains: [
      ['day', '1d'],
      ['week', '1w'],
      ['month', '1M'],
    ],
    lacks: (grafanaPanel) => {
      const found = planPanel(grafanaPanel);
      return 'lacks' in found ? found.lacks : null;
    },
    targets: (grafanaPanel) => {
      const plan = planned(grafanaPanel);
      return plan ? targetsOf(plan, source).targets : [];
    },
    transformations: (grafanaPanel) => {
      const plan = planned(grafanaPanel);
      return plan ? transformTable(plan) : [];
    },
    look: (grafanaPanel) => lookOf(grafanaPanel, source),
    filters: FILTERS,
    variables: () => FILTERS.map((filter) => variable(filter, source)),
    annotations: () => [annotation(source)],
    reading: (reading, refId) => readReading(reading, refId, source),
    datasourceFile: (url) => ({
      apiVersion: 1,
      prune: true,
      datasources: [...aliasesUsed(), 'break'].map((alias) => ({
        name: `Flightdeck ${alias}`,
        ...source(alias),
        access: 'proxy',
        url,
        editable: false,
        basicAuth: false,
        jsonData: { ...jsonData, index: `${PREFIX}-${alias}`, database: `${PREFIX}-${alias}`, timeField: 'day' },
      })),
    }),
  };
}

/** Aliases that some target or variable reads. */
function aliasesUsed(): readonly string[] {
  const grafanaPanels = BOARDS.flatMap(({ sections }) => sections.flatMap((section) => section.grafanaPanels));
  const read = grafanaPanels.flatMap(
    (grafanaPanel) => planned(grafanaPanel)?.sums.flatMap(({ leaves }) => leaves.map(({ alias }) => alias)) ?? [],
  );
  return [...new Set([...Object.values(VALUES).map(([alias]) => alias), ...read])].sort();
}

/** Fields are identified by the target that shows them; the description states what the panel leaves out or cannot follow. */
function lookOf(grafanaPanel: GrafanaPanel, source: Source): ReturnType<Flavour['look']> {
  const plan = planned(grafanaPanel);
  if (!plan) return { shownBy: new Map(), displayName: null, says: [], emptiedBy: [] };
  const [field] = plan.fields;
  const fact = plan.sums[0]?.leaves[0]?.fact;
  const isSeries = plan.shape === 'series' || plan.shape === 'adoption';
  const followed: readonly string[] = fact ? followedBy(fact) : [];
  const unfollowed = FILTERS.filter((name) => !followed.includes(name));
  const approximate = plan.sums.some(({ leaves }) => leaves.some(({ type }) => type === 'cardinality'));
  return {
    shownBy: isSeries ? targetsOf(plan, source).shownBy : new Map(),
    emptiedBy: unfollowed,
    displayName: isSeries && field !== undefined ? `\${__field.labels.${field}}` : null,
    says: [
      ...(plan.isSnapshot ? ['By day, whatever step is chosen: a snapshot holds for its day.'] : []),
      ...(plan.question.by.includes('team')
        ? [
            'Teams by their name on each day: a renamed team is under both names. Choose one organization where names repeat.',
          ]
        : []),
      ...(plan.question.by.includes('user')
        ? ['People by their login on each day: a renamed person is under both logins.']
        : []),
      ...(approximate
        ? [
            'People are counted by the cluster: exact up to some thousands, then accurate to within a few; a step with nobody is a gap.',
          ]
        : []),
      ...(plan.dropped.length > 0 ? [`Without ${plan.dropped.join(', ')}: other documents have them.`] : []),
    ],
  };
}

function variable(name: (typeof FILTERS)[number], source: Source): VariableModel {
  const [alias, field] = VALUES[name];
  const before = LEADING.slice(0, LEADING.includes(name) ? LEADING.indexOf(name) : undefined);
  const query = before.map((other) => `${other}:$${other}`).join(' AND ');
  const builder = new QueryVariableBuilder(name)
    .label(findDimension(name)?.label ?? name)
    .datasource(source(alias))
    .query(
      JSON.stringify({ find: 'terms', field, size: 10_000, orderBy: 'doc_count', ...(query === '' ? {} : { query }) }),
    )
    .multi(true)
    .includeAll(true)
    .current({ text: ['All'], value: ['$__all'], selected: true })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
  // Every organization is named, so that a person in several of them counts once.
  return (name === 'organization' ? builder : builder.allValue(EVERYTHING)).build();
}

const annotation = (source: Source): AnnotationQuery => ({
  name: 'Measurement breaks',
  datasource: source('break'),
  enable: MEASUREMENT_BREAKS.length > 0,
  iconColor: 'orange',
  target: {
    refId: 'breaks',
    query: '',
    timeField: 'day',
    textField: 'says',
    _implementsDataqueryVariant: () => undefined,
  } as AnnotationQuery['target'] & object,
});
