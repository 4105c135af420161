import { parseScope } from '@flightdeck/catalog';

/** Dimensions of the parts of a scope that can be granted alone; a part by `user` is the rows of one person. */
export type PartDimension = 'team' | 'cost_center' | 'user';

/** A scope, or a part of one, of which all figures may be seen. */
export interface Area {
  /** The key of a scope (`org:acme`), or `@HOST` for all of a host (`@api.github.com`). */
  readonly of: string;
  /** Only this team, cost centre or person (`#4242`, by GitHub's id) of it; null for all of it. */
  readonly part: { readonly dimension: PartDimension; readonly name: string } | null;
}

/** What a principal may see; an empty list: nothing. */
export type Sight = 'everything' | readonly Area[];

/** True when the area is of the scope, all of it or a part. */
export function isOf({ of }: Pick<Area, 'of'>, scope: string): boolean {
  return of === scope || (of.startsWith('@') && of.slice(1) === parseScope(scope).host);
}

/** True when all figures of the scope may be seen. */
export function isSeenWhole(sight: Sight, scope: string): boolean {
  return sight === 'everything' || sight.some((area) => area.part === null && isOf(area, scope));
}

/** True for the rows of one person. */
export const isOwnRows = ({ part }: Pick<Area, 'part'>): boolean => part?.dimension === 'user';

/** True when the scope or any part of it may be seen. */
export function isSeen(sight: Sight, scope: string): boolean {
  return sight === 'everything' || sight.some((area) => isOf(area, scope));
}

/** The same without parts of scopes, for answers that only whole scopes can have. */
export function wholeScopes(sight: Sight): Sight {
  return sight === 'everything' ? sight : sight.filter(({ part }) => part === null);
}
