import { formatDay, formatLongDay } from '../../format/format.ts';
import { useWidth } from '../../plot/use-width.ts';
import * as text from '../../text/pages/person.ts';
import type { DayCell } from './prepare-year.ts';
import css from './year-grid.module.css';

const CELL = 20;
const WIDEST = 46;
const GAP = 3;
const LEFT = 30;
const TOP = 16;

function dayWords({ day, prompts, agent }: DayCell): string {
  const long = formatLongDay(day);
  const said = prompts === null ? text.dayWithout({ day: long }) : text.dayWith({ day: long, prompts });
  return agent ? said + text.withAgent : said;
}

/** Cells of days, a column a week; agent days outlined; a click narrows the range. */
export function YearGrid({
  cells,
  onPick,
}: {
  readonly cells: readonly DayCell[];
  readonly onPick: (day: string) => void;
}) {
  const weeks = (cells.at(-1)?.week ?? 0) + 1;
  const [ref, room] = useWidth<HTMLElement>();
  const size = weeks > 30 ? 14 : CELL;
  const step = size + GAP;
  const wide = Math.max(size, Math.min(WIDEST, Math.floor((room - LEFT) / weeks) - GAP));
  const stride = wide + GAP;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={ref} className={css.root} tabIndex={0} aria-label={text.yearGrid}>
      <svg width={LEFT + weeks * stride} height={TOP + 7 * step} aria-hidden="true" focusable="false">
        {text.weekdays.map((name, index) => (
          <text key={name} x={0} y={TOP + index * 2 * step + size * 0.7}>
            {name}
          </text>
        ))}
        {cells
          .filter((cell) => cell.weekday === 0 && cell.week % Math.max(1, Math.ceil(56 / stride)) === 0)
          .map((cell) => (
            <text key={cell.day} x={LEFT + cell.week * stride} y={10}>
              {formatDay(cell.day)}
            </text>
          ))}
        {cells.map((cell) => {
          const [x, y] = [LEFT + cell.week * stride, TOP + cell.weekday * step];
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the range picker reaches the same days by keyboard
            <g key={cell.day} data-day={cell.day} onClick={() => onPick(cell.day)} style={{ cursor: 'pointer' }}>
              <title>{dayWords(cell)}</title>
              <rect
                x={x}
                y={y}
                width={wide}
                height={size}
                rx={2}
                fill={cell.step === 0 ? 'var(--fd-sunken)' : `var(--fd-sequential-${cell.step})`}
                stroke={cell.agent ? 'var(--fd-metric-agent-strong)' : 'none'}
                strokeWidth="1.6"
              />
              {cell.step === 0 ? <circle cx={x + wide / 2} cy={y + size / 2} r={1.5} fill="var(--fd-control)" /> : null}
            </g>
          );
        })}
      </svg>
    </section>
  );
}
