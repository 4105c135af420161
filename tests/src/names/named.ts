import {
  type ActiveDay,
  type DimensionName,
  FIRST_ACTIVE_DAY,
  findMetric,
  isRest,
  isUnknownValue,
  lacksAcceptAction,
  type MetricName,
  overOf,
  PANELS,
  type Panel,
  type Population,
  panelsOfPage,
  partsOf,
  tileTitle,
} from '@flightdeck/catalog';

/** What a tile shows of the rows of its question: the total of its metric, or a statistic over a dimension. */
export type Statistic = 'total' | 'number' | 'highest' | 'rise' | 'unknown' | 'median' | 'phase_rise';

/** A number with its name, and what is asked for it. */
export interface Named {
  readonly title: string;
  readonly metric: MetricName;
  readonly statistic: Statistic;
  readonly by: readonly DimensionName[];
  readonly over: readonly DimensionName[];
  readonly where: { readonly dimension: string; readonly values: readonly string[] } | null;
  /** Least outputs a rate needs to count. */
  readonly minimum: number;
}

const POPULATIONS: readonly (Population | null)[] = [null, 'completions', 'all'];
const ACTIVE: readonly ActiveDay[] = (['prompt', 'activity'] as const).flatMap((by) =>
  (['working', 'all'] as const).map((days) => ({ by, days })),
);

/** Every panel there is, whatever a reader has chosen. */
const everyPanel = (): readonly Panel[] =>
  [...new Set([...PANELS.map(({ page }) => page), 'person'])].flatMap((page) =>
    POPULATIONS.flatMap((population) => ACTIVE.flatMap((active) => panelsOfPage(page, { population, active }))),
  );

function namedOf(panel: Panel): Named | null {
  const [metric] = panel.metrics;
  if (metric === undefined || (panel.chart !== 'tile' && panel.chart !== 'figure')) return null;
  const isTotal = panel.chart === 'tile';
  return {
    title: panel.title,
    metric,
    statistic: isTotal ? 'total' : panel.figure,
    by: isTotal ? [] : panel.by,
    over: overOf(panel),
    where: panel.where ?? null,
    minimum: !isTotal && 'minimum' in panel ? panel.minimum : 0,
  };
}

/** All names of tiles, and those that mean two numbers, which must be none. */
export function namesOfTiles(): { readonly names: ReadonlyMap<string, Named>; readonly ambiguous: readonly string[] } {
  const names = new Map<string, Named>();
  const ambiguous = new Set<string>();
  for (const named of everyPanel().flatMap((panel) => namedOf(panel) ?? [])) {
    const before = names.get(named.title);
    // How many there are does not depend on which outputs are counted, as long as the page is the same.
    const same = (a: Named): string => JSON.stringify(a.statistic === 'number' ? { ...a, metric: null } : a);
    if (before && same(before) !== same(named)) ambiguous.add(named.title);
    if (!before) names.set(named.title, named);
  }
  return { names, ambiguous: [...ambiguous] };
}

/** Titles of what boards of Grafana show: pages as they begin. */
export const FIRST_TITLES: ReadonlySet<string> = new Set(PANELS.map(({ title }) => title));

/** The number of a row for all together under the name of its column: of what GitHub reports by the rows' dimension. */
export const ofColumn = (label: string, panel: Panel): Named | null => {
  const metric = metricCalled(label);
  const [dimension] = panel.by;
  if (!metric || dimension === undefined) return null;
  const over = dimension === 'team' ? [] : [dimension];
  return {
    title: tileTitle(metric, over),
    metric,
    statistic: 'total',
    by: [],
    over,
    where: panel.where ?? null,
    minimum: 0,
  };
};

const metricCalled = (label: string): MetricName | null =>
  [...new Set(everyPanel().flatMap(({ metrics }) => metrics))].find((name) => findMetric(name)?.label === label) ??
  null;

/** The panel of that id, as it begins. */
export const panelCalled = (id: string, population: Population | null): Panel | undefined =>
  [...new Set(PANELS.map(({ page }) => page))]
    .flatMap((page) => panelsOfPage(page, { population, active: FIRST_ACTIVE_DAY }))
    .find((panel) => panel.id === id);

export type Row = Readonly<Record<string, unknown>>;
const numberIn = (row: Row | undefined, name: string): number | null => {
  const value = row?.[name];
  return value === null || value === undefined || value === '' ? null : Number(value);
};

/** The metrics whose rows the statistic is made of. */
export function metricsOf({ metric }: Named): readonly MetricName[] {
  const found = findMetric(metric);
  const parts = found ? partsOf(found) : null;
  return parts ? [metric, parts.over, parts.under] : [metric];
}

/** The number, from rows of the question; null where there is none. A rise needs the rows before too. */
export function statisticOf(named: Named, rows: readonly Row[], before: readonly Row[] = []): number | null {
  const { metric, statistic, by, minimum } = named;
  const [dimension = ''] = by;
  const [, over = '', under = ''] = metricsOf(named);
  const isNamed = (row: Row): boolean =>
    !isUnknownValue(dimension, row[dimension] as string | null) && !isRest(dimension, row[dimension]);
  const sum = (all: readonly Row[]): number => all.reduce((total, row) => total + (numberIn(row, metric) ?? 0), 0);
  const rated = rows.filter(
    (row) =>
      isNamed(row) &&
      numberIn(row, metric) !== null &&
      (numberIn(row, under) ?? 0) >= minimum &&
      !lacksAcceptAction(dimension, row[dimension], numberIn(row, over)),
  );
  switch (statistic) {
    case 'total':
      return numberIn(rows[0], metric);
    case 'number':
      return rows.length === 0 ? null : rows.filter(isNamed).length;
    case 'highest':
      return rated.length === 0 ? null : Math.max(...rated.map((row) => numberIn(row, metric) ?? 0));
    case 'unknown':
      return sum(rows) === 0
        ? null
        : sum(rows.filter((row) => isUnknownValue(dimension, row[dimension] as string))) / sum(rows);
    case 'median': {
      const values = rows.map((row) => numberIn(row, metric) ?? 0).sort((a, b) => a - b);
      return values[Math.floor((values.length - 1) / 2)] ?? null;
    }
    case 'rise': {
      const old = new Map(before.map((row) => [row[dimension], row]));
      const rises = rated.flatMap((row) => {
        const was = old.get(row[dimension]);
        const rate = numberIn(was, metric);
        const rise = (numberIn(row, metric) ?? 0) - (rate ?? 0);
        return rate !== null && rise > 0 && (numberIn(was, under) ?? 0) >= minimum ? [rise] : [];
      });
      return rises.length === 0 ? null : Math.max(...rises);
    }
    case 'phase_rise': {
      const moved = rows.map((row) => {
        const [from, to] = [numberIn(row, 'phase_from'), numberIn(row, 'phase_to')];
        return from === null || to === null ? 0 : Math.sign(to - from) * (numberIn(row, metric) ?? 0);
      });
      return rows.length === 0 ? null : moved.reduce((total, value) => total + value, 0);
    }
  }
}
