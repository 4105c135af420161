import { pluralOf, singularOf } from '../theme/entities.ts';
import { formatCount } from './format.ts';

/** `14 teams`, `1 language`. */
export function countOf(dimension: string, count: number): string {
  return `${formatCount(count)} ${count === 1 ? singularOf(dimension) : pluralOf(dimension)}`;
}
