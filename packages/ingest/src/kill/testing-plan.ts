import { createHash } from 'node:crypto';

/** One kill to come: at a pass of a named point, or at a share of the time the work takes. */
export type Aim =
  | { readonly kind: 'point'; readonly point: string; readonly pass: number }
  | { readonly kind: 'moment'; readonly share: number };

/**
 * `count` aims, or as many as it takes to meet each named point once: the points in turn, at their first pass or a later one, and a
 * random moment after every third. The same for the same seed.
 */
export function planKills(points: readonly string[], count: number, seed: string): readonly Aim[] {
  let next = 0;
  return Array.from({ length: Math.max(count, Math.ceil((points.length * 4) / 3)) }, (_, index): Aim => {
    const chance = chanceOf(`${seed} ${index}`);
    if (index % 4 === 3) return { kind: 'moment', share: chance };
    const point = points[next++ % points.length] ?? '';
    return { kind: 'point', point, pass: chance < 0.75 ? 1 : 2 };
  });
}

/** A number in 0 ≤ n < 1, the same for the same text. */
function chanceOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE(0) / 2 ** 32;
}
