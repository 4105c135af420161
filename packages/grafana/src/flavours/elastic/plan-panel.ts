import { type Formula, findMetric, isSnapshot } from '@flightdeck/catalog';
import type { GrafanaPanel } from '../../grafana-panel.ts';
import type { Question } from '../../question.ts';
import { fieldOf, type Leaf, planMeasure } from './leaf.ts';

/** A number as a formula over aggregations. */
export interface Sum {
  readonly metric: string;
  /** `A / B` over the letters of the leaves; null when the one leaf is the number. */
  readonly expression: string | null;
  readonly leaves: readonly Leaf[];
  /** What a ratio is multiplied with. */
  readonly times: number;
}

/** How a Grafana panel is asked of a cluster. */
export interface PanelPlan {
  readonly question: Question;
  readonly sums: readonly Sum[];
  /** `series`: over time · `people`: one number for the whole range that is not a sum · `table`: rows · `adoption`: people against bands. */
  readonly shape: 'series' | 'people' | 'table' | 'adoption';
  /** True: each day states how things stood, so the last one is the number. */
  readonly isSnapshot: boolean;
  readonly fields: readonly string[];
  /** Metrics left out, because no plain aggregation has them together with the others. */
  readonly dropped: readonly string[];
}

/** The plan of a Grafana panel, or why a plain query of the cluster cannot be right. */
export function planPanel(grafanaPanel: GrafanaPanel): { readonly plan: PanelPlan } | { readonly lacks: string } {
  const [question, ...others] = grafanaPanel.asks;
  if (question?.kind !== 'metrics') return { lacks: 'only the API has it' };
  if (others.length > 0 || (question.having !== null && question.answer === 'count'))
    return { lacks: 'it counts people by their number of days, which no aggregation of Grafana does' };
  if (grafanaPanel.visual.kind === 'adoption') return planAdoption(question);
  const dimensions = [...question.by, ...question.over, ...question.where.map(({ dimension }) => dimension)];
  if (question.answer === 'count') return planCount(question, dimensions);
  const planned = question.shown.map((metric) => ({ metric, sum: planMetric(metric, dimensions, question) }));
  const sums = planned.flatMap(({ sum }) => ('lacks' in sum ? [] : [sum]));
  const [first] = sums;
  const reason = planned.flatMap(({ sum }) => ('lacks' in sum ? [sum.lacks] : []))[0];
  if (!first) return { lacks: reason ?? 'it has no metric' };
  const snapshot = sums.every(({ metric }) => isOfSnapshot(metric));
  const fields = question.by.map((dimension) => fieldOf(dimension, first.leaves[0]?.fact ?? never()) ?? dimension);
  const whole = { question, isSnapshot: snapshot, fields };
  if (question.grain !== null || (question.by.length === 0 && (snapshot || isAddable(first))))
    return { plan: { ...whole, shape: 'series', sums, dropped: missing(planned, sums) } };
  if (snapshot) return { lacks: 'a list of seats needs the last snapshot, which no plain query finds' };
  if (question.by.length === 0) return { plan: { ...whole, shape: 'people', sums: [first], dropped: [] } };
  // The numbers one search has together with the one the rows are ordered by.
  const leading = sums.find(({ metric }) => metric === question.order?.key);
  if (!leading && question.limit !== null && grafanaPanel.visual.kind !== 'table')
    return { lacks: 'it is ordered by a number that other documents have' };
  const lead = (leading ?? mostTogether(sums)).leaves[0];
  const together = sums.filter(
    ({ leaves, expression }) =>
      isOneRatio(expression, leaves) && leaves.every((leaf) => lead && isSameRows(leaf, lead)),
  );
  const [one] = together;
  if (!one || !lead) return { lacks: 'each of its numbers is in other documents' };
  if (question.by.includes('surface') && together.length > 1)
    return { lacks: 'a surface that does not report a number would show 0' };
  const order = leading ? question.order : { key: one.metric, descending: true };
  const fieldsOfRows = question.by.map((dimension) => fieldOf(dimension, lead.fact) ?? dimension);
  return {
    plan: {
      ...whole,
      question: { ...question, order },
      fields: fieldsOfRows,
      shape: 'table',
      sums: together,
      dropped: missing(planned, together),
    },
  };
}

/** The number of values of a dimension, without their metrics. */
function planCount(question: Question, dimensions: readonly string[]): ReturnType<typeof planPanel> {
  const [metric = ''] = question.shown;
  const [dimension = ''] = question.by;
  const sum = planMetric(metric, dimensions, question);
  if ('lacks' in sum) return sum;
  const [leaf] = sum.leaves;
  const field = leaf ? fieldOf(dimension, leaf.fact) : null;
  if (!leaf || field === null) return { lacks: 'documents have no such field' };
  const counted: Sum = { ...sum, metric: 'rowCount', leaves: [{ ...leaf, type: 'cardinality', field }] };
  return { plan: { question, sums: [counted], shape: 'people', isSnapshot: false, fields: [], dropped: [] } };
}

/** A table of Grafana divides one column by another and no more. */
const isOneRatio = (expression: string | null, leaves: readonly Leaf[]): boolean =>
  expression === null || (leaves.length === 2 && expression === '(#0 / #1)');

/** A number from the same documents as most of the others. */
const mostTogether = (sums: readonly Sum[]): Sum => {
  const beside = (sum: Sum): number =>
    sums.filter(({ leaves }) => leaves.every((leaf) => isSameRows(leaf, sum.leaves[0] ?? leaf))).length;
  return sums.reduce((best, sum) => (beside(sum) > beside(best) ? sum : best));
};

const never = (): never => {
  throw new Error('a number without an aggregation');
};

const missing = (planned: readonly { readonly metric: string }[], sums: readonly Sum[]): readonly string[] =>
  planned.map(({ metric }) => metric).filter((metric) => !sums.some((sum) => sum.metric === metric));

const isOfSnapshot = (name: string): boolean => {
  const metric = findMetric(name);
  return metric !== undefined && isSnapshot(metric);
};

/** True when days add up: sums, and ratios of sums. */
const isAddable = ({ leaves }: Sum): boolean => leaves.every(({ type }) => type === 'sum' || type === 'count');

/** True when one search can have both numbers. */
const isSameRows = (a: Leaf, b: Leaf): boolean => a.alias === b.alias && a.type === b.type && a.query === b.query;

function planAdoption(question: Question): ReturnType<typeof planPanel> {
  if (!question.shown.includes('adoption_score')) return { lacks: 'working days are a setting of the server' };
  const active = planMeasure('active_person_days', ['user'], question.where);
  if ('lacks' in active) return active;
  const sum: Sum = { metric: 'adoption_score', expression: 'A', leaves: [active.leaf], times: 100 };
  return { plan: { question, sums: [sum], shape: 'adoption', isSnapshot: false, fields: ['user_login'], dropped: [] } };
}

function planMetric(name: string, dimensions: readonly string[], question: Question): Sum | { readonly lacks: string } {
  const formula = findMetric(name)?.formula;
  const leaves: Leaf[] = [];
  let lacks: string | null = formula ? null : `${name} is not a metric`;
  const plan = (part: Formula | undefined): string => {
    switch (part?.op) {
      case 'measure': {
        const planned = planMeasure(part.measure, dimensions, question.where);
        if ('lacks' in planned) lacks ??= planned.lacks;
        else leaves.push(planned.leaf);
        return `#${leaves.length - 1}`;
      }
      case 'ratio':
        return `(${plan(part.over)} / ${plan(part.under)})`;
      case 'sum':
        return `(${plan(part.left)} + ${plan(part.right)})`;
      case 'difference':
        return `(${plan(part.left)} - ${plan(part.right)})`;
      default:
        lacks ??= 'its formula needs more than sums';
        return '';
    }
  };
  const text = plan(formula);
  if (lacks !== null) return { lacks };
  const times = formula?.op === 'ratio' ? formula.times : 1;
  return { metric: name, expression: leaves.length === 1 ? null : text, leaves, times };
}
