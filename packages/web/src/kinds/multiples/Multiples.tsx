import { linear, round } from '../../plot/axis/scale.ts';
import { EdgeLabels } from '../../plot/marks/EdgeLabels.tsx';
import { strongOf } from '../../plot/marks/Hatch.tsx';
import { RowName } from '../../plot/rows/RowName.tsx';
import { bridged, type Place, pathOf, waysOf } from '../../plot/shape/path.ts';
import * as shared from '../../text/kinds/shared.ts';
import css from './multiples.module.css';
import type { Multiples, Small } from './prepare.ts';
import { prepareShades } from './prepare-shade.ts';

const WIDTH = 240;
const HEIGHT = 64;

/** Small charts side by side on one scale: the value in its metric's colour, all together in grey; a click filters. */
export function MultipleCharts({
  multiples,
  onPick,
}: {
  readonly multiples: Multiples;
  readonly onPick: (value: string, exclude: boolean) => void;
}) {
  return (
    <div className={css.root}>
      {multiples.smalls.map((small) => (
        <button
          key={small.value}
          type="button"
          className={css.small}
          title={shared.pick}
          onClick={(event) => onPick(small.value, event.shiftKey)}
        >
          <span className={css.head}>
            <RowName>{small.label}</RowName>
            <b>{small.summary}</b>
          </span>
          <SmallChart small={small} multiples={multiples} />
          <EdgeLabels words={[multiples.steps[0]?.tick ?? '', multiples.steps.at(-1)?.tick ?? '']} />
        </button>
      ))}
    </div>
  );
}

function SmallChart({ small, multiples }: { readonly small: Small; readonly multiples: Multiples }) {
  const { low, high, steps, provisionalFrom } = multiples;
  const x = linear([0, steps.length - 1], [0, WIDTH]);
  const y = linear([low, high], [HEIGHT - 3, 3]);
  const dot = (index: number, value: number): string => `${round(x(index))},${round(y(value))}`;
  const places = (points: readonly (number | null)[], passed: readonly boolean[]): Place[] =>
    bridged(points, passed).map((value, index) => (value === null ? null : [x(index), y(value)]));
  const course = places(small.points, small.passed);
  const final = Math.max(0, provisionalFrom - 1);
  return (
    <svg
      className={css.svg}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {provisionalFrom < steps.length ? (
        <rect x={x(final)} y="0" width={WIDTH - x(final)} height={HEIGHT} fill="var(--fd-provisional-soft)" />
      ) : null}
      {prepareShades(small.points, multiples.all).map((shade) => (
        <polygon
          key={`${shade.corners[0]?.[0]}-${shade.above}`}
          points={shade.corners.map(([step, value]) => dot(step, value)).join(' ')}
          fill={shade.above ? 'var(--fd-diverging-8)' : 'var(--fd-diverging-4)'}
          opacity="0.55"
        />
      ))}
      <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--fd-axis)" />
      <path
        d={pathOf(places(multiples.all, multiples.allPassed))}
        className={css.line}
        data-all="true"
        stroke="var(--fd-text3)"
      />
      <path d={pathOf(course, (index) => index <= final)} className={css.line} stroke={strongOf(multiples.color)} />
      <path
        d={waysOf(course, (index) => index > final)}
        className={css.line}
        stroke={strongOf(multiples.color)}
        strokeDasharray="2 3"
      />
    </svg>
  );
}
