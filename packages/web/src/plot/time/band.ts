import type { TimeChart } from './chart.ts';
import { round, type TimeLayout } from './layout.ts';

/** Weekends, missing days and runs of provisional steps as bands behind the marks. */
export function bandsOf(chart: TimeChart, left: number, stepWidth: number): TimeLayout['bands'] {
  const bands: TimeLayout['bands'][number][] = [];
  const weekends = chart.grain === 'day' && chart.steps.length <= 45;
  chart.steps.forEach((step, index) => {
    const x = left + index * stepWidth;
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
      bands[bands.length - 1] = { ...last, width: last.width + stepWidth };
    else bands.push({ x, width: stepWidth, kind, word: '' });
  });
  return bands.map((band) => ({
    ...band,
    x: round(band.x),
    width: round(band.width),
    word: band.kind === 'provisional' ? (band.width < 66 ? 'prov.' : 'provisional') : '',
  }));
}
