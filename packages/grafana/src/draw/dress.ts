import { findDimension, findMetric } from '@flightdeck/catalog';
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import type {
  DashboardLink,
  DataTransformerConfig,
  DynamicConfigValue,
  GridPos,
  Panel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type Flavour, type Look, type Target, toQuery } from '../flavour.ts';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { pageLink } from '../links.ts';
import { colourOf, unitOf } from '../units.ts';

/** What every builder of a panel offers. */
export interface PanelBuilder extends Builder<Panel> {
  id(id: number): this;
  title(title: string): this;
  description(description: string): this;
  datasource(datasource: DataSourceRef): this;
  gridPos(gridPos: GridPos): this;
  links(links: Builder<DashboardLink>[]): this;
  targets(targets: Builder<Dataquery>[]): this;
  transformations(transformations: DataTransformerConfig[]): this;
  noValue(noValue: string): this;
  overrideByName(name: string, properties: DynamicConfigValue[]): this;
  overrideByQuery(refId: string, properties: DynamicConfigValue[]): this;
}

/** What a metric or dimension is called on a panel. */
export const labelOf = (name: string): string => findMetric(name)?.label ?? findDimension(name)?.label ?? name;

/** Metrics that are drawn, each once. */
export const shownOf = (grafanaPanel: GrafanaPanel): readonly string[] => [
  ...new Set(grafanaPanel.asks.flatMap((ask) => (ask.kind === 'metrics' ? ask.shown : []))),
];

/** Dimensions a Grafana panel groups by. */
export const dimensionsOf = (grafanaPanel: GrafanaPanel): readonly string[] => [
  ...new Set(grafanaPanel.asks.flatMap((ask) => (ask.kind === 'metrics' ? ask.by : []))),
];

/** Name, unit and colour of each metric. */
export function nameFields(
  builder: PanelBuilder,
  grafanaPanel: GrafanaPanel,
  { shownBy }: Look,
  coloured: boolean,
): void {
  for (const name of shownOf(grafanaPanel)) {
    const { unit, decimals } = unitOf(name);
    const refId = shownBy.get(name);
    const properties = [
      { id: 'displayName', value: labelOf(name) },
      { id: 'unit', value: unit },
      { id: 'decimals', value: decimals },
      ...(coloured ? [{ id: 'color', value: { mode: 'fixed', fixedColor: colourOf(name) } }] : []),
    ];
    if (refId === undefined) builder.overrideByName(name, properties);
    else builder.overrideByQuery(refId, properties);
  }
}

/** The data source all targets share, or that of mixed ones. */
function datasourceOf({ datasource }: Flavour, targets: readonly Target[]): DataSourceRef {
  const own = targets.flatMap((target) => (target.datasource as DataSourceRef | undefined) ?? []);
  const asked = own.filter(({ type }) => type !== '__expr__');
  const [first] = asked;
  return first && asked.every(({ uid }) => uid === first.uid) ? first : datasource;
}

/** Everything a panel has whatever it draws: words, place, link, queries. */
export function dress<B extends PanelBuilder>(
  builder: B,
  grafanaPanel: GrafanaPanel,
  flavour: Flavour,
  place: GridPos,
  id: number,
): B {
  const targets = flavour.targets(grafanaPanel);
  const { says: look, emptiedBy } = flavour.look(grafanaPanel);
  builder
    .id(id)
    .title(grafanaPanel.title)
    .datasource(datasourceOf(flavour, targets))
    .gridPos(place)
    .links([pageLink(grafanaPanel.path, 'Open in Flightdeck', flavour.filters)])
    .targets(targets.map((target) => toQuery({ datasource: flavour.datasource, ...target })))
    .noValue(emptyText(emptiedBy));
  const says = [wordsOf(grafanaPanel), ...look].filter((text) => text !== '').join('\n\n');
  if (says !== '') builder.description(says);
  const transformations = flavour.transformations(grafanaPanel);
  if (transformations.length > 0) builder.transformations([...transformations]);
  return builder;
}

/** The text of an empty panel: the filters that may be the reason, because GitHub reports no such cross. */
function emptyText(emptiedBy: readonly string[]): string {
  if (emptiedBy.length === 0) return 'no data';
  const names = emptiedBy.map((name) => labelOf(name).toLowerCase());
  return `no data; not reported by ${new Intl.ListFormat('en', { type: 'disjunction' }).format(names)}`;
}

/** The panel's sentence, then what each metric means. */
function wordsOf(grafanaPanel: GrafanaPanel): string {
  const definitions = shownOf(grafanaPanel).flatMap((name) => {
    const metric = findMetric(name);
    return metric ? [`**${metric.label}**: ${metric.definition}`, ...metric.caveats] : [];
  });
  return [
    ...(grafanaPanel.says === '' ? [] : [grafanaPanel.says]),
    ...(definitions.length > 8 ? [] : definitions),
  ].join('\n\n');
}
