import { useWidth } from '../../../plot/use-width.ts';
import { FINAL_AFTER, type SettlingChart, type SettlingMark } from './prepare-settling.ts';

const HEIGHT = 190;
const PLOT = { left: 34, right: 14, top: 30, bottom: 24 } as const;

/** The share of the final value known so many days after: the median as a line, eight of ten days as a band. */
export function SettlingPlot({ chart }: { readonly chart: SettlingChart }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { marks, ticks } = chart;
  const top = ticks.at(-1) ?? 1;
  const steps = Math.max(1, (marks.at(-1)?.daysAfter ?? 1) - 1);
  const x = (daysAfter: number): number => PLOT.left + ((daysAfter - 1) / steps) * (width - PLOT.left - PLOT.right);
  const y = (share: number): number => PLOT.top + (1 - share / top) * (HEIGHT - PLOT.top - PLOT.bottom);
  const line = (read: (mark: SettlingMark) => number, of = marks): string =>
    of.map((mark) => `${x(mark.daysAfter)},${y(read(mark))}`).join(' ');
  return (
    <div ref={ref} className="fd-plot" style={{ minHeight: HEIGHT }}>
      {width > 0 ? (
        <svg width={width} height={HEIGHT} role="img" aria-label={chart.sentence}>
          <text x={0} y={12}>
            % of the final value
          </text>
          {ticks.map((tick) => (
            <g key={tick}>
              <line
                x1={PLOT.left}
                x2={width - PLOT.right}
                y1={y(tick)}
                y2={y(tick)}
                stroke={tick === 0 ? 'var(--fd-axis)' : 'var(--fd-grid)'}
              />
              <text x={PLOT.left - 8} y={y(tick) + 4} textAnchor="end">
                {Math.round(tick * 100)}
              </text>
            </g>
          ))}
          <line
            x1={x(FINAL_AFTER)}
            x2={x(FINAL_AFTER)}
            y1={PLOT.top - 6}
            y2={HEIGHT - PLOT.bottom}
            stroke="var(--fd-axis)"
            strokeDasharray="2 3"
          />
          <text x={x(FINAL_AFTER)} y={PLOT.top - 10} textAnchor="middle">
            final
          </text>
          <polygon
            points={`${line(({ high }) => high)} ${line(({ low }) => low, marks.toReversed())}`}
            fill="var(--fd-metric-people-soft)"
            fillOpacity={0.5}
          />
          <polyline
            points={line(({ median }) => median)}
            fill="none"
            stroke="var(--fd-metric-people-strong)"
            strokeWidth={2}
          />
          {marks.map((mark) => (
            <g key={mark.daysAfter}>
              <circle
                cx={x(mark.daysAfter)}
                cy={y(mark.median)}
                r={4}
                fill="var(--fd-surface)"
                stroke="var(--fd-metric-people-strong)"
                strokeWidth={2}
              >
                <title>{mark.says}</title>
              </circle>
              {mark.label ? (
                <text
                  className="fd-strong"
                  x={x(mark.daysAfter) - (mark.daysAfter === 1 ? 4 : 0)}
                  y={y(mark.median) + 18}
                  textAnchor={mark.daysAfter === 1 ? 'start' : 'middle'}
                >
                  {mark.label}
                </text>
              ) : null}
              <text x={x(mark.daysAfter)} y={HEIGHT - 6} textAnchor={mark.daysAfter === 1 ? 'start' : 'middle'}>
                {mark.daysAfter > 1 ? mark.daysAfter : width < 420 ? '1 day' : '1 day after'}
              </text>
            </g>
          ))}
        </svg>
      ) : null}
    </div>
  );
}
