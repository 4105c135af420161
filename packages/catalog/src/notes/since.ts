import type { Day } from '../base/day.ts';
import { carries, columnOf, findDimension } from '../dimensions/dimensions.ts';
import type { Fact } from '../facts/fact.ts';
import { FACTS } from '../facts/facts.ts';
import type { Measure } from '../measures/measure.ts';
import { measuresIn } from '../metrics/latest.ts';
import { findMetric } from '../metrics/metrics.ts';

/**
 * First day GitHub reported one of the metrics by all the dimensions: the latest over what a metric is made of, the
 * earliest over the metrics; null when it reports none so.
 */
export function sinceOf(metrics: readonly string[], dimensions: readonly string[]): Day | null {
  const days = metrics.flatMap((name) => {
    const measures = measuresIn(findMetric(name)?.formula);
    const since = measures.map((measure) => firstDay(measure, dimensions));
    return since.includes(null) || since.length === 0
      ? []
      : [
          since
            .flatMap((day) => day ?? [])
            .sort()
            .at(-1) ?? '',
        ];
  });
  return days.sort()[0] ?? null;
}

function firstDay({ column, weight, when, facts }: Measure, dimensions: readonly string[]): Day | null {
  const days = facts.flatMap((name) => {
    const fact = FACTS.find((item) => item.name === name);
    if (!fact || !dimensions.every((dimension) => carries(fact, dimension))) return [];
    const keys = dimensions.flatMap((dimension) => {
      const found = findDimension(dimension);
      if (found?.kind === 'repository') return 'repo_id';
      return found?.kind === 'attribute' ? columnOf(found) : [];
    });
    return [sinceOfMeasure({ column, ...(weight === undefined ? {} : { weight }), when }, fact, keys)];
  });
  return days.sort()[0] ?? null;
}

/** First day GitHub reported all columns that the measure reads of the fact, and the keys. */
export function sinceOfMeasure(
  { column, weight, when }: Pick<Measure, 'column' | 'weight' | 'when'>,
  fact: Fact,
  keys: readonly string[] = [],
): Day {
  const needed = [column, weight, ...when.map((test) => test.column), ...keys];
  const since = fact.columns.filter((item) => needed.includes(item.name)).map((item) => item.since);
  return since.sort().at(-1) ?? '2025-10-10';
}
