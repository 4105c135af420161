import { round } from '../axis/scale.ts';
import type { Bar, Cap } from '../marks/Bars.tsx';
import { stackOf } from '../shape/stack.ts';
import type { Series, TimeChart } from './chart.ts';
import type { Draw, Marks } from './layout.ts';

const BAR_SHARE = 0.72;

/** Bars side by side, mirrored, in front of their whole or stacked; provisional ones hatched. */
export function barsOf({ chart, y, centers, stepWidth }: Draw): Marks {
  const bars: Bar[] = [];
  const caps: Cap[] = [];
  const width = round(Math.min(34, Math.max(1.5, stepWidth * BAR_SHARE)));
  const layers = chart.form === 'stacked' ? stackOf(chart.series.map(({ values }) => values)) : null;
  chart.series.forEach((series, order) => {
    const down = chart.form === 'mirrored' && order === 1;
    const behind = chart.form === 'bullet' && order === 0;
    series.values.forEach((value, index) => {
      if (value === null || value === 0) return;
      const step = chart.steps[index];
      const unsettled = (step?.provisional || step?.part) ?? false;
      const x = round((centers[index] ?? 0) - width / 2);
      const [below, above] = layers?.[order]?.[index] ?? [0, down ? -value : value];
      const base = y(below);
      const end = y(above);
      const paint = unsettled ? (behind ? 'hatchSoft' : 'hatch') : behind ? 'soft' : 'strong';
      bars.push({
        x,
        y: Math.min(end, base),
        width,
        // One pixel of the surface parts what is stacked.
        height: round(Math.max(0.5, Math.abs(end - base) - (below > 0 ? 1 : 0))),
        color: series.color,
        paint: isUnknownPart(chart, series) ? 'hatch' : paint,
        end: down ? 'down' : 'up',
      });
      if (behind) caps.push({ x1: x, x2: round(x + width), y: end, color: series.color });
      const before = series.before?.[index];
      if (chart.series.length === 1 && typeof before === 'number')
        caps.push({ x1: x, x2: round(x + width), y: y(before), color: '--fd-compare' });
    });
  });
  chart.beside?.values.forEach((value, index) => {
    if (value !== null)
      caps.push({
        x1: round((centers[index] ?? 0) - width / 2 - 1),
        x2: round((centers[index] ?? 0) + width / 2 + 1),
        y: y(value),
        color: '--fd-text',
      });
  });
  return { bars, caps, lines: [], points: [] };
}

/** Parts that are not reported stand hatched in a stack, whatever their days. */
const isUnknownPart = (chart: TimeChart, { color }: Series): boolean =>
  chart.form === 'stacked' && color === '--fd-unknown';
