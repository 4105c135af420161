import { area, line } from 'd3-shape';
import { linear } from '../../../plot/axis/scale.ts';
import { Grid } from '../../../plot/marks/Grid.tsx';
import { PlotGround } from '../../../plot/point/Plot.tsx';
import { useWidth } from '../../../plot/use-width.ts';
import * as text from '../../../text/pages/data-health.ts';
import { FINAL_AFTER, type SettlingChart, type SettlingMark } from './prepare-settling.ts';

const HEIGHT = 190;
const PLOT = { left: 34, right: 14, top: 30, bottom: 24 } as const;

/** The share of the final value known so many days after: the median as a line, eight of ten days as a band. */
export function SettlingPlot({ chart }: { readonly chart: SettlingChart }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { marks, ticks } = chart;
  const top = ticks.at(-1) ?? 1;
  const steps = Math.max(1, (marks.at(-1)?.daysAfter ?? 1) - 1);
  const x = linear([1, 1 + steps], [PLOT.left, width - PLOT.right]);
  const y = linear([0, top], [HEIGHT - PLOT.bottom, PLOT.top]);
  const place = ({ daysAfter }: SettlingMark): number => x(daysAfter);
  const median = line(place, (mark) => y(mark.median));
  const most = area(
    place,
    (mark) => y(mark.low),
    (mark) => y(mark.high),
  );
  return (
    <PlotGround ref={ref} height={HEIGHT}>
      {width > 0 ? (
        <svg width={width} height={HEIGHT} role="img" aria-label={chart.sentence}>
          <text x={0} y={12}>
            {text.ofFinalValue}
          </text>
          <Grid
            lines={ticks.map((tick) => ({ y: y(tick), label: String(Math.round(tick * 100)), isZero: tick === 0 }))}
            left={PLOT.left}
            right={width - PLOT.right}
            labelEnd={PLOT.left - 8}
          />
          <line
            x1={x(FINAL_AFTER)}
            x2={x(FINAL_AFTER)}
            y1={PLOT.top - 6}
            y2={HEIGHT - PLOT.bottom}
            stroke="var(--fd-axis)"
            strokeDasharray="2 3"
          />
          <text x={x(FINAL_AFTER)} y={PLOT.top - 10} textAnchor="middle">
            {text.final}
          </text>
          <path d={most(marks) ?? ''} fill="var(--fd-metric-people-soft)" fillOpacity={0.5} />
          <path d={median(marks) ?? ''} fill="none" stroke="var(--fd-metric-people-strong)" strokeWidth={2} />
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
                  data-tone="strong"
                  x={x(mark.daysAfter) - (mark.daysAfter === 1 ? 4 : 0)}
                  y={y(mark.median) + 18}
                  textAnchor={mark.daysAfter === 1 ? 'start' : 'middle'}
                >
                  {mark.label}
                </text>
              ) : null}
              <text x={x(mark.daysAfter)} y={HEIGHT - 6} textAnchor={mark.daysAfter === 1 ? 'start' : 'middle'}>
                {mark.daysAfter > 1 ? mark.daysAfter : width < 420 ? text.oneDay : text.oneDayAfter}
              </text>
            </g>
          ))}
        </svg>
      ) : null}
    </PlotGround>
  );
}
