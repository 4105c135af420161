import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import type { AnnotationQuery, DataTransformerConfig, VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Ask } from './question.ts';
import type { View } from './view.ts';

/** The data sources there are dashboards for. */
export const FLAVOUR_NAMES = ['infinity'] as const;
export type FlavourName = (typeof FLAVOUR_NAMES)[number];

/** A query as a data source of Grafana has it. */
export type Target = Readonly<Record<string, unknown>> & { readonly refId: string };

/** What differs from one data source to another; boards, panels and looks are the same. */
export interface Flavour {
  readonly name: FlavourName;
  /** What stands in a sentence: "the Infinity data source". */
  readonly label: string;
  /** True: reads the API of Flightdeck; false: the cluster. */
  readonly readsApi: boolean;
  readonly datasource: Required<Pick<DataSourceRef, 'type' | 'uid'>>;
  /** Why a view cannot be right with this data source; null when it is. */
  lacks(view: View): string | null;
  /** The target of an ask. Its fields are named as metrics and dimensions are, after `transformations`. */
  target(ask: Ask): Target;
  transformations(view: View): readonly DataTransformerConfig[];
  variables(): readonly VariableModel[];
  annotations(): readonly AnnotationQuery[];
  /** Targets of an alert rule, which has no variables: the value of a metric between two ages. */
  alertTarget(ask: Ask): Target;
  /** The provisioning file of the data source. */
  datasourceFile(url: string): unknown;
}

/** A target as the SDK's builders take it. */
export const toQuery = (target: Target): Builder<Dataquery> => ({
  build: () => ({ ...target, _implementsDataqueryVariant: () => undefined }),
});
