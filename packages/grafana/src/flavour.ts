import type { MetricName } from '@flightdeck/catalog';
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import type { AnnotationQuery, DataTransformerConfig, VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { GrafanaPanel } from './grafana-panel.ts';

/** The data sources there are dashboards for. */
export const FLAVOUR_NAMES = ['infinity', 'elasticsearch', 'opensearch'] as const;
export type FlavourName = (typeof FLAVOUR_NAMES)[number];

/** A query as a data source of Grafana has it. */
export type Target = Readonly<Record<string, unknown>> & { readonly refId: string };

/** What a data source needs the look of a panel to know. */
export interface Look {
  /** The target that shows a metric, where fields are not named after it. */
  readonly shownBy: ReadonlyMap<string, string>;
  /** How a series is called; null: by itself. */
  readonly displayName: string | null;
  /** What the panel's description must add with this data source. */
  readonly says: readonly string[];
  /** Dimensions that leave the panel empty when they are chosen. */
  readonly emptiedBy: readonly string[];
}

/** A number an alert reads: a metric over the days of two ages, or how many days of them have it. */
export interface Reading {
  readonly metric: MetricName;
  /** Days back from now; the older first. */
  readonly from: number;
  readonly to: number;
  readonly countsDays?: true;
}

/** One query of an alert rule. */
export interface ReadingQuery {
  readonly datasourceUid: string;
  readonly model: Target;
}

/** What differs from one data source to another; boards, panels and looks are the same. */
export interface Flavour {
  readonly name: FlavourName;
  /** The name in a sentence: "the Infinity data source". */
  readonly label: string;
  /** True: reads the API of Flightdeck; false: the cluster. */
  readonly readsApi: boolean;
  /** The plugin to install; null where Grafana has it. */
  readonly plugin: string | null;
  readonly datasource: Required<Pick<DataSourceRef, 'type' | 'uid'>>;
  /** Why a panel would be wrong with this data source; null when it is right. */
  lacks(grafanaPanel: GrafanaPanel): string | null;
  /** Variables that narrow a dashboard, named as their dimensions are. */
  readonly filters: readonly string[];
  /** Words and values of the variable `grain`. */
  readonly grains: readonly (readonly [word: string, value: string])[];
  /** The targets of a Grafana panel. After `transformations`, fields have the names of metrics and dimensions, or `look` says which they are. */
  targets(grafanaPanel: GrafanaPanel): readonly Target[];
  transformations(grafanaPanel: GrafanaPanel): readonly DataTransformerConfig[];
  variables(): readonly VariableModel[];
  annotations(): readonly AnnotationQuery[];
  look(grafanaPanel: GrafanaPanel): Look;
  /** What an alert rule, which has no variables, asks for a number; the last one answers by the letter given. */
  reading(reading: Reading, refId: string): readonly ReadingQuery[];
  /** The provisioning file of the data source. `token` is where it finds the token it sends if it asks the API; null: it sends none. */
  datasourceFile(url: string, token: string | null): unknown;
}

/** A target as the SDK's builders take it. */
export const toQuery = (target: Target): Builder<Dataquery> => ({
  build: () => ({ ...target, _implementsDataqueryVariant: () => undefined }),
});
