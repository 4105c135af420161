import {
  ASK_PARTS,
  BREAKDOWN_DIMENSIONS,
  carries,
  FACTS,
  type Fact,
  factsLike,
  findDimension,
  findMetric,
  GITHUB_LIMITS,
  type Instead,
  type Measure,
  OUR_LIMITS,
  type Source,
  sourceOf,
} from '@flightdeck/catalog';
import type { Note } from '../evaluate/result.ts';

/** Whose limit it is that a measure has no answer by some dimensions, which of them, and what to ask instead. */
export type WhyNot =
  | { readonly limit: 'github'; readonly dimensions: readonly string[] }
  | { readonly limit: 'ours'; readonly dimensions: readonly string[]; readonly ask: readonly (readonly Instead[])[] }
  /** No rule applies; a test ensures that this never happens. */
  | { readonly limit: 'unknown'; readonly dimensions: readonly string[] };

/** True when a name that may be unknown is one of those. */
const includes = (names: readonly string[], name: string): boolean => names.includes(name);

const FACT_BY_NAME: ReadonlyMap<string, Fact> = new Map(FACTS.map((fact) => [fact.name, fact]));

/** Why a measure of a metric has no fact with all the dimensions. */
export function whyNot(metric: string, measure: Measure, dimensions: readonly string[]): WhyNot {
  const facts = measure.facts.flatMap((name) => FACT_BY_NAME.get(name) ?? []);
  const asked = [...new Set(dimensions)];
  const alone = asked.filter((name) => !facts.some((fact) => carries(fact, name)));
  const together = alone.length === 0;
  const explained = together ? asked.filter((name) => !facts.every((fact) => carries(fact, name))) : alone;
  const parts = ASK_PARTS.get(metric);
  if (factsLike(measure).some((fact) => asked.every((name) => carries(fact, name))))
    return parts === undefined
      ? { limit: 'unknown', dimensions: explained }
      : { limit: 'ours', dimensions: explained, ask: [parts] };
  const source = sourceOf(measure);
  const ours = explained.map((name) =>
    OUR_LIMITS.find(
      (rule) =>
        rule.of.includes(source) &&
        includes(rule.by, name) &&
        (rule.together ?? false) === together &&
        (rule.metrics === undefined || includes(rule.metrics, metric)),
    ),
  );
  const others = explained.filter((_name, index) => !ours[index]);
  // Where each dimension alone has an answer, the limit is GitHub's only if those without a rule of ours have none together.
  const isAnswered =
    together && ours.some(Boolean) && facts.some((fact) => others.every((name) => carries(fact, name)));
  const github = isAnswered ? [] : others.filter((name) => isOfGithub(source, name));
  if (github.length > 0) return { limit: 'github', dimensions: github };
  if (others.length > 0 && !isAnswered) return { limit: 'unknown', dimensions: explained };
  return { limit: 'ours', dimensions: explained, ask: ours.flatMap((rule) => rule?.ask ?? []) };
}

const isOfGithub = (source: Source, dimension: string): boolean =>
  GITHUB_LIMITS.some((rule) => rule.of.includes(source) && includes(rule.by, dimension)) ||
  ((source === 'people' || source === 'totals') && includes(BREAKDOWN_DIMENSIONS, dimension));

/** The note on a metric that has no answer by the dimensions: GitHub's limit before one of ours. */
export function whyUnanswered(metric: string, measures: readonly Measure[], dimensions: readonly string[]): Note {
  const reasons = measures
    .filter(({ facts }) => !facts.some((name) => hasAll(name, dimensions)))
    .map((measure) => whyNot(metric, measure, dimensions));
  const reason = reasons.find(({ limit }) => limit === 'github') ??
    reasons.find(({ limit }) => limit === 'unknown') ??
    reasons[0] ?? { limit: 'unknown' as const, dimensions };
  const label = findMetric(metric)?.label ?? metric;
  const words = reason.dimensions.map((name) => findDimension(name)?.label.toLowerCase() ?? name).join(' × ');
  switch (reason.limit) {
    case 'github':
      return { code: 'not_reported', metric, message: `GitHub does not report "${label}" by ${words}.` };
    case 'ours':
      return {
        code: 'not_joined',
        metric,
        message: `Flightdeck does not answer "${label}" by ${words}, though GitHub's records would allow it. Ask ${toText(reason.ask)}.`,
      };
    case 'unknown':
      return { code: 'not_joined', metric, message: `Flightdeck does not answer "${label}" by ${words}.` };
  }
}

/** Questions to ask instead, each way once. */
function toText(ask: readonly (readonly Instead[])[]): string {
  const ways = ask.map((questions) =>
    questions
      .map(({ metrics, by }) => `${metrics ? `${metrics.join(', ')} ` : ''}by ${by.join(' and ')}`)
      .join(', and '),
  );
  return [...new Set(ways)].join(', or ');
}

/** True for a note that says that a metric has no answer by what was asked. */
export const isUnanswered = ({ code }: Pick<Note, 'code'>): boolean => code === 'not_reported' || code === 'not_joined';

function hasAll(name: string, dimensions: readonly string[]): boolean {
  const fact = FACT_BY_NAME.get(name);
  return fact !== undefined && dimensions.every((dimension) => carries(fact, dimension));
}
