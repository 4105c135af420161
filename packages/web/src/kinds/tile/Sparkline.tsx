import { extent } from 'd3-array';
import { linear } from '../../plot/axis/scale.ts';
import { strongOf } from '../../plot/marks/Hatch.tsx';
import { type Place, waysOf } from '../../plot/shape/path.ts';
import css from './spark.module.css';

const WIDTH = 140;
const HEIGHT = 26;

/** A number's course without axis; dotted where days can still change, broken where there is no data. */
export function Sparkline({
  values,
  color,
  provisionalFrom,
}: {
  readonly values: readonly (number | null)[];
  readonly color: string;
  readonly provisionalFrom: number;
}) {
  const [low, high] = extent(values, (value) => value ?? undefined);
  if (low === undefined || high === undefined || values.filter((value) => value !== null).length < 2)
    return <svg className={css.root} aria-hidden="true" focusable="false" />;
  const x = linear([0, values.length - 1], [0, WIDTH]);
  const y = linear([low, high], [HEIGHT - 2, 2]);
  const places = values.map((value, index): Place => (value === null ? null : [x(index), y(value)]));
  return (
    <svg
      className={css.root}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={waysOf(places, (index) => index < provisionalFrom)}
        fill="none"
        stroke={strongOf(color)}
        strokeWidth="1.6"
        vectorEffect="non-scaling-stroke"
        strokeLinecap="round"
      />
      <path
        d={waysOf(places, (index) => index >= provisionalFrom)}
        fill="none"
        stroke={strongOf(color)}
        strokeWidth="1.6"
        vectorEffect="non-scaling-stroke"
        strokeDasharray="1.5 3"
      />
    </svg>
  );
}
