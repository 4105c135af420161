import { strongOf } from '../../plot/marks/Hatch.tsx';
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
          title="Click to filter, Shift and click to leave out"
          onClick={(event) => onPick(small.value, event.shiftKey)}
        >
          <span className={css.head}>
            <span className="fd-ranked-name">{small.label}</span>
            <b>{small.summary}</b>
          </span>
          <SmallChart small={small} multiples={multiples} />
          <span className="fd-small-axis" aria-hidden="true">
            <span>{multiples.steps[0]?.tick}</span>
            <span>{multiples.steps.at(-1)?.tick}</span>
          </span>
        </button>
      ))}
    </div>
  );
}

function SmallChart({ small, multiples }: { readonly small: Small; readonly multiples: Multiples }) {
  const { low, high, steps, provisionalFrom } = multiples;
  const x = (index: number): number => (index / Math.max(1, steps.length - 1)) * WIDTH;
  const y = (value: number): number => HEIGHT - 3 - ((value - low) / (high - low)) * (HEIGHT - 6);
  const dot = (index: number, value: number): string => `${x(index).toFixed(1)},${y(value).toFixed(1)}`;
  const path = (points: readonly (number | null)[], passed: readonly boolean[], from: number, to: number): string =>
    points
      .map((value, index) => {
        if (value === null || index <= from || index > to) return '';
        let last = index - 1;
        while (last > 0 && passed[last]) last--;
        const before = points[last];
        return before === null || before === undefined ? '' : `M${dot(last, before)}L${dot(index, value)}`;
      })
      .join('');
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
        d={path(multiples.all, multiples.allPassed, 0, steps.length)}
        className={css.line}
        data-all="true"
        stroke="var(--fd-text3)"
      />
      <path d={path(small.points, small.passed, 0, final)} className={css.line} stroke={strongOf(multiples.color)} />
      <path
        d={path(small.points, small.passed, final, steps.length)}
        className={css.line}
        stroke={strongOf(multiples.color)}
        strokeDasharray="2 3"
      />
    </svg>
  );
}
