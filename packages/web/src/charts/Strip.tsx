import type { StripBar } from './prepare-strip.ts';

const HEIGHT = 18;

/** One bar a day of a person; half opacity where days can still change, a flat tick when nothing happened. */
export function Strip({ bars, width = 112 }: { readonly bars: readonly StripBar[]; readonly width?: number }) {
  const step = width / Math.max(1, bars.length);
  const active = bars.filter((bar) => bar.height > 0).length;
  return (
    <svg
      className="fd-strip-svg"
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={`${active} of ${bars.length} days with prompts`}
    >
      {bars.map((bar, index) => {
        const height = bar.height === 0 ? 1 : Math.max(2, bar.height * HEIGHT);
        const fill =
          bar.height === 0
            ? 'var(--fd-line-strong)'
            : bar.agent
              ? 'var(--fd-metric-agent-strong)'
              : 'var(--fd-metric-people-strong)';
        return (
          <rect
            key={bar.day}
            x={index * step}
            y={HEIGHT - height}
            width={Math.max(0.6, step * 0.66)}
            height={height}
            fill={fill}
            opacity={bar.provisional ? 0.5 : 1}
          />
        );
      })}
    </svg>
  );
}
