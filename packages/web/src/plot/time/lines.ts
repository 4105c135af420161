import { type Draw, MARKED_POINTS, type Marks, type Path, type Point } from './layout.ts';

/** Lines with their points where they are countable; provisional stretches dotted, the period before dashed. */
export function linesOf({ chart, y, centers }: Draw): Marks {
  const paths: Path[] = [];
  const points: Point[] = [];
  const overlay = chart.series.length <= 2;
  for (const series of chart.series) {
    if (overlay && series.before) {
      const values = bridge(
        series.before.map((value, index) => (series.beforeLow[index] ? null : value)),
        series.beforeLow,
      );
      paths.push({
        d: segments(values, centers, y, () => true).join(''),
        color: '--fd-compare',
        dash: '5 4',
        width: 1.5,
      });
    }
    const onLine = series.values.map((value, index) => (series.low[index] ? null : value));
    const bridged = bridge(onLine, series.low);
    paths.push({
      d: segments(bridged, centers, y, (index) => !chart.steps[index]?.provisional).join(''),
      color: series.color,
      dash: series.dash,
      width: 2.2,
    });
    paths.push({
      d: segments(bridged, centers, y, (index) => chart.steps[index]?.provisional ?? false).join(''),
      color: series.color,
      dash: '1.5 3',
      width: 2.2,
    });
    if (chart.series.length > 1 || chart.steps.length > MARKED_POINTS) continue;
    series.values.forEach((value, index) => {
      if (value !== null)
        points.push({
          x: centers[index] ?? 0,
          y: Math.max(4, y(value)),
          color: series.color,
          ring: series.low[index] ?? false,
        });
    });
  }
  return { bars: [], caps: [], paths: paths.filter((path) => path.d !== ''), points };
}

/** A value the line passes over, because its volume is low, becomes the straight way between its neighbours. */
function bridge(values: readonly (number | null)[], low: readonly boolean[]): (number | null)[] {
  return values.map((value, index) => {
    if (value !== null || !low[index]) return value;
    let [a, b] = [index - 1, index + 1];
    while (a >= 0 && low[a]) a--;
    while (b < values.length && low[b]) b++;
    const [before, after] = [values[a], values[b]];
    return typeof before === 'number' && typeof after === 'number'
      ? before + ((after - before) * (index - a)) / (b - a)
      : null;
  });
}

/** Path data of the stretches between neighbouring known values whose later end is `wanted`; gaps stay gaps. */
function segments(
  values: readonly (number | null)[],
  centers: readonly number[],
  y: (value: number) => number,
  wanted: (index: number) => boolean,
): string[] {
  const parts: string[] = [];
  let pen = false;
  values.forEach((value, index) => {
    const before = values[index - 1];
    if (value === null || before === null || before === undefined || !wanted(index)) {
      pen = false;
      return;
    }
    if (!pen) parts.push(`M${centers[index - 1] ?? 0},${y(before)}`);
    parts.push(`L${centers[index] ?? 0},${y(value)}`);
    pen = true;
  });
  return parts;
}
