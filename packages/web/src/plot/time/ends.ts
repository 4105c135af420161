import { formatValue } from '../../format/format.ts';
import * as text from '../../text/plot.ts';
import type { Series } from './chart.ts';
import type { Draw, TimeLayout } from './layout.ts';

const lastKnown = (values: readonly (number | null)[]): number | null =>
  values.findLast((value) => value !== null) ?? null;

/** Labels at the ends of lines, moved apart to 14 px. */
export function endsOf({ chart, y }: Draw): TimeLayout['ends'] {
  const single = chart.series.length === 1 ? chart.series[0] : undefined;
  const wanted = single
    ? singleEnds(single)
    : chart.series.map((series) => ({
        value: lastKnown(series.values),
        text: series.short,
        strong: false,
        color: series.color,
      }));
  const placed = wanted
    .flatMap((end) =>
      end.value === null ? [] : [{ y: y(end.value) + 4, text: end.text, strong: end.strong, color: end.color }],
    )
    .sort((a, b) => a.y - b.y);
  placed.forEach((end, index) => {
    const above = placed[index - 1];
    if (above && end.y - above.y < 14) placed[index] = { ...end, y: above.y + 14 };
  });
  return placed;
}

function singleEnds(
  series: Series,
): { readonly value: number | null; readonly text: string; readonly strong: boolean; readonly color: string }[] {
  const [now, before] = [
    lastKnown(series.values.filter((_, index) => !series.low[index])),
    series.before ? lastKnown(series.before.filter((_, index) => !series.beforeLow[index])) : null,
  ];
  return [
    { value: now, text: formatValue(now, series.unit), strong: true, color: '--fd-text' },
    {
      value: before,
      text: text.valueBefore({ value: formatValue(before, series.unit).replace(/\s?%$/, '') }),
      strong: false,
      color: '--fd-text3',
    },
  ];
}
