import type { MetricName } from '../names.ts';
import type { Ranking } from './panel.ts';

/** The only way a panel ranks: by `part`, in front of `whole`. */
export const ranking = (whole: MetricName, part: MetricName, aside: MetricName | null): readonly [Ranking] => [
  { label: '', whole, part, aside, sort: part },
];
