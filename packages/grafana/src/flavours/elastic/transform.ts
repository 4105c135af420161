import { findMetric } from '@flightdeck/catalog';
import type { DataTransformerConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import type { PanelPlan } from './plan-panel.ts';
import { columnName, leavesOf } from './targets.ts';

/** Turns a table of sums into the catalogue's table: rates, minimum volume, order, rows, names. */
export function transformTable(plan: PanelPlan): readonly DataTransformerConfig[] {
  if (plan.shape === 'people')
    return [organize(['weekday'], new Map([[wordOf(plan), plan.sums[0]?.metric ?? '']]), [])];
  if (plan.shape !== 'table') return [];
  const leaves = leavesOf(plan);
  const { question, sums, fields } = plan;
  const names = new Map<string, string>();
  const rates: DataTransformerConfig[] = [];
  for (const { metric, expression, leaves: own } of sums) {
    const [left = '', right = ''] = own.map((leaf) => columnName(leaf, leaves));
    if (expression === null) names.set(left, metric);
    else rates.push(ratio(metric, left, right));
  }
  const columnOf = (metric: string): string => {
    const named = [...names].find(([, name]) => name === metric)?.[0];
    if (named !== undefined) return named;
    if (sums.some((sum) => sum.metric === metric)) return metric;
    const formula = findMetric(metric)?.formula;
    const under = sums.flatMap((sum) => (sum.expression === null ? [] : (sum.leaves[1] ?? [])))[0];
    return formula?.op === 'measure' && under ? columnName(under, leaves) : metric;
  };
  const shown = new Set(sums.map(({ metric }) => metric));
  const hidden = leaves.map((leaf) => columnName(leaf, leaves)).filter((name) => !shown.has(names.get(name) ?? ''));
  return [
    ...rates,
    ...(question.having ? [atLeast(columnOf(question.having.metric), question.having.atLeast ?? 0)] : []),
    ...(question.order ? [sortBy(columnOf(question.order.key), question.order.descending)] : []),
    ...(question.limit === null ? [] : [{ id: 'limit', options: { limitField: question.limit } }]),
    organize(
      hidden,
      new Map([...names, ...fields.map((field, index) => [field, question.by[index] ?? field] as const)]),
      [...fields, ...sums.map(({ metric }) => columnOf(metric))],
    ),
  ];
}

const wordOf = ({ sums }: PanelPlan): string => {
  const leaf = sums[0]?.leaves[0];
  return leaf ? columnName(leaf, [leaf]) : '';
};

const ratio = (alias: string, left: string, right: string): DataTransformerConfig => ({
  id: 'calculateField',
  options: { mode: 'binary', binary: { left, operator: '/', right }, alias, replaceFields: false },
});

const atLeast = (fieldName: string, value: number): DataTransformerConfig => ({
  id: 'filterByValue',
  options: {
    type: 'include',
    match: 'all',
    filters: [{ fieldName, config: { id: 'greaterOrEqual', options: { value } } }],
  },
});

const sortBy = (field: string, desc: boolean): DataTransformerConfig => ({
  id: 'sortBy',
  options: { fields: {}, sort: [{ field, desc }] },
});

function organize(
  hidden: readonly string[],
  names: ReadonlyMap<string, string>,
  order: readonly string[],
): DataTransformerConfig {
  return {
    id: 'organize',
    options: {
      excludeByName: Object.fromEntries(hidden.map((name) => [name, true])),
      indexByName: Object.fromEntries(order.map((name, index) => [name, index])),
      renameByName: Object.fromEntries([...names].filter(([from, to]) => from !== to)),
    },
  };
}
