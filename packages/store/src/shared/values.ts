import type { Value } from '@flightdeck/query';

/** A whole number that JavaScript holds exactly as number, any other as bigint. */
export function toValue(whole: bigint): number | bigint {
  const near = Number(whole);
  return Number.isSafeInteger(near) ? near : whole;
}

/** The sum of two whole numbers, exact; null only of two nulls. */
export function addWhole(one: Value, other: Value): Value {
  if (one === null || other === null) return one ?? other;
  return toValue(BigInt(one) + BigInt(other));
}
