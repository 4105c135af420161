import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';

/** Variables that narrow a dashboard, in the order they stand; the name is the dimension's. */
export const FILTERS = ['organization', 'team', 'user', 'language', 'ide', 'model', 'feature'] as const;

/** Variables as they stand in a URL: every chosen value by itself, whatever letters it has. */
export const inUrl = (names: readonly string[]): string => names.map((name) => `\${${name}:queryparam}`).join('&');

/** A link to a page of Flightdeck with the dashboard's days and filters. */
export function pageLink(path: string, title: string, filters: readonly string[]): DashboardLinkBuilder {
  const days = `from=\${__from:date:YYYY-MM-DD}&to=\${__to:date:YYYY-MM-DD}&by=\${grain}`;
  return new DashboardLinkBuilder(title)
    .type(DashboardLinkType.Link)
    .url(`\${flightdeck:raw}${path}?${days}&${inUrl(filters)}`)
    .targetBlank(true);
}
