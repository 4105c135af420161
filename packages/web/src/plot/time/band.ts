import { type Places, round } from '../axis/scale.ts';
import type { Band } from '../marks/Bands.tsx';
import type { TimeChart } from './chart.ts';

/** Weekends, missing days and runs of provisional steps as bands behind the marks. */
export function bandsOf(chart: TimeChart, { starts, width }: Places): readonly Band[] {
  const bands: Band[] = [];
  const weekends = chart.grain === 'day' && chart.steps.length <= 45;
  chart.steps.forEach((step, index) => {
    const x = starts[index] ?? 0;
    const kind = step.provisional
      ? 'provisional'
      : chart.grain === 'day' && step.missing.length > 0
        ? 'missing'
        : weekends && step.weekend
          ? 'weekend'
          : null;
    if (!kind) return;
    const last = bands.at(-1);
    if (last && last.kind === kind && kind !== 'missing' && Math.abs(last.x + last.width - x) < 0.5)
      bands[bands.length - 1] = { ...last, width: last.width + width };
    else bands.push({ x, width, kind, word: '' });
  });
  return bands.map((band) => ({
    ...band,
    x: round(band.x),
    width: round(band.width),
    word: band.kind === 'provisional' ? (band.width < 66 ? 'prov.' : 'provisional') : '',
  }));
}
