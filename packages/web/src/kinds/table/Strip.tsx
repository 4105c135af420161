import { memo } from 'react';
import * as text from '../../text/kinds/people.ts';
import css from './day-strip.module.css';
import type { StripBar } from './prepare-strip.ts';

const HEIGHT = 18;

/** One bar a day of a person; half opacity where days can still change, a flat tick when nothing happened. */
export const Strip = memo(function Strip({
  bars,
  width = 112,
}: {
  readonly bars: readonly StripBar[];
  readonly width?: number;
}) {
  const active = bars.filter((bar) => bar.height > 0).length;
  return (
    <svg
      className={css.root}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={text.daysWithPrompts({ active, days: bars.length })}
    >
      {pathsOf(bars, width).map(({ fill, opacity, d }) => (
        <path key={`${fill}${opacity}`} d={d} fill={fill} opacity={opacity} />
      ))}
    </svg>
  );
});

/** Bars that look alike as one path each: a table has thousands of bars in sight. */
function pathsOf(bars: readonly StripBar[], width: number) {
  const step = width / Math.max(1, bars.length);
  const wide = round(Math.max(0.6, step * 0.66));
  const paths = new Map<string, { readonly fill: string; readonly opacity: number; d: string }>();
  bars.forEach((bar, index) => {
    const height = round(bar.height === 0 ? 1 : Math.max(2, bar.height * HEIGHT));
    const fill = fillOf(bar);
    const opacity = bar.provisional ? 0.5 : 1;
    const path = paths.get(`${fill}${opacity}`) ?? { fill, opacity, d: '' };
    path.d += `M${round(index * step)} ${HEIGHT}v${-height}h${wide}v${height}z`;
    paths.set(`${fill}${opacity}`, path);
  });
  return [...paths.values()];
}

const round = (value: number): number => Math.round(value * 10) / 10;

function fillOf(bar: StripBar): string {
  if (bar.height === 0) return 'var(--fd-line-strong)';
  return bar.agent ? 'var(--fd-metric-agent-strong)' : 'var(--fd-metric-people-strong)';
}
