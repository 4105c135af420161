import {
  type DayRange,
  type Formula,
  findMeasure,
  findMetric,
  InputError,
  isSnapshot,
  METRICS,
  type Metric,
  type MetricName,
} from '@flightdeck/catalog';
import type { Filter } from '@flightdeck/query';
import type { Definition, FeatureSet, Part, PeopleRule, ScopeChoice } from './definition.ts';
import type { Ours } from './reconcile.ts';

/** What is asked: a metric of a scope and range, narrowed by filters, as it was known at an instant. */
export interface Question {
  readonly metric: string;
  readonly range: DayRange;
  readonly scope: ScopeChoice;
  /** Such as one language, model or editor. */
  readonly where?: readonly Filter[];
  /** The share of one value instead of the metric itself: Python's part of all that was generated. */
  readonly share?: { readonly dimension: string; readonly values: readonly string[] };
  readonly asOf?: string;
}

/** Metrics that another one makes when only some features count. */
const OF_FEATURES: Readonly<Record<string, readonly [metric: MetricName, features: FeatureSet]>> = {
  completions_generated: ['generated', 'completions'],
  completions_accepted: ['accepted', 'completions'],
  completions_lines_suggested: ['loc_suggested_to_add', 'completions'],
  completions_lines_accepted: ['loc_added', 'completions'],
  chat_prompts: ['interactions', 'chat'],
  chat_generated: ['generated', 'chat'],
  chat_accepted: ['accepted', 'chat'],
  agent_lines_added: ['loc_added', 'agent_edits'],
  agent_lines_deleted: ['loc_deleted', 'agent_edits'],
};

/** Metrics that stand for a rule of people. */
const RULES: Readonly<Record<string, PeopleRule>> = { seats: 'seated' };

/** How Flightdeck makes a metric. @throws InputError `unknown_metric`, `not_reconcilable`. */
export function defineOurs(question: Question): Ours {
  const metric = findMetric(question.metric);
  if (!metric) throw refuse(question.metric, 'unknown_metric', `There is no metric "${question.metric}".`);
  const [over, under] = partsOf(metric);
  const features = OF_FEATURES[nameOf(metric, over)]?.[1] ?? 'all';
  const { share } = question;
  if (share && under) throw refuse(metric.name, 'not_reconcilable', 'A rate has no share.');
  const definition: Definition = {
    over: toPart(over, share ? [{ dimension: share.dimension, is: 'in', values: share.values }] : []),
    under: share ? toPart(over) : under === null ? null : toPart(under),
    window: { kind: 'days', range: question.range },
    scope: question.scope,
    counting: 'once',
    missing: [],
    until: null,
    known: null,
    asOf: question.asOf ?? null,
    breakdown: share ? { dimension: share.dimension, unknown: true } : null,
    without: [],
    features,
    rules: null,
    where: question.where ?? [],
  };
  return { metric: metric.name, definition };
}

/** Metrics that can be reconciled, by name. */
export const RECONCILABLE: readonly string[] = METRICS.flatMap((metric) => {
  try {
    partsOf(metric);
    return metric.name;
  } catch {
    return [];
  }
});

/** Names of the metrics above and below the line. @throws InputError `not_reconcilable`. */
function partsOf(metric: Metric): readonly [over: MetricName, under: MetricName | null] {
  const { formula } = metric;
  if (formula.op === 'measure') return [metric.name, null];
  if (formula.op === 'ratio' && formula.times === 1) {
    const [over, under] = [metricOf(formula.over), metricOf(formula.under)];
    if (over !== null && under !== null) return [over, under];
  }
  throw refuse(metric.name, 'not_reconcilable', `"${metric.label}" is not made of only sums and people.`);
}

/** The metric that is nothing but this measure. */
function metricOf(formula: Formula): MetricName | null {
  if (formula.op !== 'measure') return null;
  const found = METRICS.find(({ formula: own }) => own.op === 'measure' && own.measure === formula.measure);
  return found?.name ?? null;
}

const nameOf = ({ name }: Metric, over: string): string => (OF_FEATURES[name] ? name : over);

function toPart(name: MetricName, where: readonly Filter[] = []): Part {
  const metric = findMetric(name);
  const aggregate = metric?.formula.op === 'measure' ? findMeasure(metric.formula.measure)?.aggregate : undefined;
  if (RULES[name] !== undefined) return { kind: 'people', rule: RULES[name], where };
  if (metric === undefined || isSnapshot(metric)) return { kind: 'latest', metric: name, where };
  if (aggregate === 'people') return { kind: 'people', rule: name, where };
  const addsUp = aggregate === 'sum' || aggregate === 'person_days';
  return addsUp
    ? { kind: 'sum', metric: OF_FEATURES[name]?.[0] ?? name, where }
    : { kind: 'latest', metric: name, where };
}

function refuse(metric: string, code: string, message: string): InputError {
  return new InputError(message, { code, hint: `"${metric}" cannot be reconciled; see docs/metrics.md.` });
}
