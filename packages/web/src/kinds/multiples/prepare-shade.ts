/** A stretch between a line and the one it is compared with; corners are [step, value], the step may lie between two. */
export interface Shade {
  readonly above: boolean;
  readonly corners: readonly (readonly [step: number, value: number])[];
}

/** What lies between two lines, stretch by stretch, cut where they cross; nothing where either has no value. */
export function prepareShades(points: readonly (number | null)[], all: readonly (number | null)[]): Shade[] {
  const shades: Shade[] = [];
  let last: { readonly at: number; readonly value: number; readonly base: number } | null = null;
  for (let at = 0; at < points.length; at++) {
    const [value, base] = [points[at] ?? null, all[at] ?? null];
    if (value === null || base === null) continue;
    if (last) shades.push(...between(last, { at, value, base }));
    last = { at, value, base };
  }
  return shades;
}

interface Pair {
  readonly at: number;
  readonly value: number;
  readonly base: number;
}

function between(from: Pair, to: Pair): Shade[] {
  const [before, after] = [from.value - from.base, to.value - to.base];
  if (before === 0 && after === 0) return [];
  if (before * after >= 0)
    return [
      {
        above: before + after > 0,
        corners: [
          [from.at, from.value],
          [to.at, to.value],
          [to.at, to.base],
          [from.at, from.base],
        ],
      },
    ];
  const share = before / (before - after);
  const crossing = [from.at + (to.at - from.at) * share, from.base + (to.base - from.base) * share] as const;
  return [
    { above: before > 0, corners: [[from.at, from.value], crossing, [from.at, from.base]] },
    { above: after > 0, corners: [crossing, [to.at, to.value], [to.at, to.base]] },
  ];
}
