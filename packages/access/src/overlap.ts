import { type Area, isOf, type Sight } from '@flightdeck/query';
import { formatGrantScope, type Grant } from './grant.ts';

/** What two sights have in common. Parts of a scope by different dimensions have nothing in common that can be queried. */
export function overlapOf(one: Sight, other: Sight): Sight {
  if (one === 'everything') return other;
  if (other === 'everything') return one;
  const common = one.flatMap((own) => other.flatMap((theirs) => overlapOfAreas(own, theirs) ?? []));
  return [...new Map(common.map((area) => [formatGrantScope(area), area])).values()];
}

/** True if the whole scope of a grant lies in the sight. */
export function isWithin(of: Grant['of'], sight: Sight): boolean {
  if (sight === 'everything') return true;
  return of !== 'everything' && sight.some((area) => holds(area, of));
}

function overlapOfAreas(one: Area, other: Area): Area | null {
  if (holds(one, other)) return other;
  return holds(other, one) ? one : null;
}

function holds(outer: Area, inner: Area): boolean {
  if (outer.part === null) return outer.of === inner.of || (!inner.of.startsWith('@') && isOf(outer, inner.of));
  const { dimension, name } = outer.part;
  return (
    outer.of === inner.of && inner.part?.dimension === dimension && inner.part.name.toLowerCase() === name.toLowerCase()
  );
}
