import type { Fact } from '../facts/fact.ts';
import type { Dimension } from './dimension.ts';
import { IMPORTED_DIMENSIONS } from './list/imported.ts';
import { SEAT_DIMENSIONS } from './list/seats.ts';
import { USAGE_DIMENSIONS } from './list/usage.ts';

/** Every dimension, in the order filters show them. */
export const DIMENSIONS: readonly Dimension[] = Object.freeze([
  ...USAGE_DIMENSIONS,
  ...SEAT_DIMENSIONS,
  ...IMPORTED_DIMENSIONS,
]);

const BY_NAME: ReadonlyMap<string, Dimension> = new Map(DIMENSIONS.map((dimension) => [dimension.name, dimension]));

/** The dimension of that name, or undefined. */
export function findDimension(name: string): Dimension | undefined {
  return BY_NAME.get(name);
}

/** The column of an attribute. */
export const columnOf = (dimension: Pick<Dimension, 'name' | 'column'>): string => dimension.column ?? dimension.name;

/** True when the fact's rows can be grouped and filtered by the dimension. */
export function carries({ grain, attributes = [] }: Pick<Fact, 'grain' | 'attributes'>, dimension: string): boolean {
  const found = BY_NAME.get(dimension);
  const has = (column: string): boolean => grain.includes(column) || attributes.includes(column);
  switch (found?.kind) {
    case 'time':
    case 'scope':
      return true;
    case 'team':
    case 'journey':
      return grain.includes('user_id');
    case 'person':
      return has('user_id');
    case 'repository':
      return grain.includes('repo_id');
    case 'attribute':
      return has(columnOf(found));
    case undefined:
      return false;
  }
}
