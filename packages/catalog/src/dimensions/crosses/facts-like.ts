import type { Fact } from '../../facts/fact.ts';
import { FACTS } from '../../facts/facts.ts';
import type { Measure } from '../../measures/measure.ts';

/** Facts and counters that bear the name of another one and mean something else, so that they do not answer for it. */
const OTHER_MEANING = ['user_day_agent', 'scope_day_agent', 'repo_day_review_time'];
const OF_EACH_FACT = ['engaged_users'];

/** Facts of the same report and level that have every column the measure needs, besides those it reads. */
export function factsLike(measure: Pick<Measure, 'facts' | 'column' | 'weight' | 'when'>): readonly Fact[] {
  const first = FACTS.find(({ name }) => name === measure.facts[0]);
  if (measure.facts.some((name) => OTHER_MEANING.includes(name)) || OF_EACH_FACT.includes(measure.column ?? ''))
    return [];
  const needed = [measure.column, measure.weight, ...measure.when.map(({ column }) => column)];
  return FACTS.filter(
    ({ name, report, columns }) =>
      report === first?.report &&
      !measure.facts.includes(name) &&
      !OTHER_MEANING.includes(name) &&
      needed.every(
        (column) =>
          column === null || column === undefined || column === 'day' || columns.some((known) => known.name === column),
      ),
  );
}
