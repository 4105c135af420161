import type { CSSProperties } from 'react';
import { PanelCard } from '../../card/PanelCard.tsx';
import { formatCount, formatDay, plural } from '../../format/format.ts';
import { entityLabel } from '../../theme/entities.ts';
import { usePhone } from '../../view/use-phone.ts';
import { carried, useView } from '../../view/use-view.ts';
import type { PanelProps } from '../panel-props.ts';
import css from './flow.module.css';
import { type Flow, type FlowCell, prepareFlow } from './prepare.ts';

/** Who moved between phases: people by first and last phase of the range; a number opens its people. */
export default function FlowPanel({ panel, loaded, choice, large = false }: PanelProps<'flow'>) {
  const { view, open } = useView();
  const phone = usePhone();
  const toPeople = ({ from, to }: FlowCell): void =>
    open(
      '/people',
      carried({
        ...view,
        filters: [
          ...view.filters.filter(({ dimension }) => dimension !== 'phase_from' && dimension !== 'phase_to'),
          { dimension: 'phase_from', is: 'in', values: [from] },
          { dimension: 'phase_to', is: 'in', values: [to] },
        ],
      }),
    );
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={260}
      body={(result) => {
        const flow = prepareFlow(result);
        const { from, to } = result.query.range;
        return {
          empty: flow.people === 0 ? 'GitHub told no phase of anybody in these days.' : null,
          table: flow.table,
          sentence: wordsOf(flow),
          content: (
            <>
              <p className={css.words}>{wordsOf(flow)}</p>
              <Square
                flow={flow}
                head={phone ? 'From ↓ to →' : `From ${formatDay(from)} on ↓ · to ${formatDay(to)} →`}
                onPick={toPeople}
              />
            </>
          ),
          foot: (
            <>
              <span>
                A person's phase is told on days with any Copilot event; the first and the last such day count
              </span>
              {flow.without > 0 ? (
                <span>{plural(flow.without, 'person', 'people')} without any phase left out</span>
              ) : null}
            </>
          ),
        };
      }}
    />
  );
}

const wordsOf = ({ people, up, down, stayed }: Flow): string =>
  `Of ${formatCount(people)} people, ${formatCount(up)} moved on, ${formatCount(down)} fell back and ${formatCount(stayed)} ended in the phase they began in.`;

function Square({
  flow,
  head,
  onPick,
}: {
  readonly flow: Flow;
  readonly head: string;
  readonly onPick: (cell: FlowCell) => void;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="fd-table-wrap" tabIndex={0} aria-label="Who moved between phases, table">
      <table className={`fd-table ${css.root}`}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {flow.phases.map(({ value, label }) => (
              <th key={value} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">All at first</th>
          </tr>
        </thead>
        <tbody>
          {flow.rows.map(({ from, cells, people }) => (
            <tr key={from}>
              <th scope="row">{entityLabel('phase', from)}</th>
              {cells.map((cell) => (
                <td key={cell.to}>
                  {cell.people === 0 ? (
                    <span className={css.none}>–</span>
                  ) : (
                    <button
                      type="button"
                      className={css.cell}
                      data-direction={cell.direction > 0 ? 'up' : cell.direction < 0 ? 'down' : 'same'}
                      style={{ '--share': `${Math.round(8 + cell.share * 32)}%` } as CSSProperties}
                      title={`${plural(cell.people, 'person', 'people')} from ${entityLabel('phase', cell.from)} to ${entityLabel('phase', cell.to)}; click for who`}
                      onClick={() => onPick(cell)}
                    >
                      {formatCount(cell.people)}
                    </button>
                  )}
                </td>
              ))}
              <td>{formatCount(people)}</td>
            </tr>
          ))}
          <tr className="fd-total-row">
            <th scope="row">All at last</th>
            {flow.ends.map((people, index) => (
              <td key={flow.phases[index]?.value}>{formatCount(people)}</td>
            ))}
            <td>{formatCount(flow.people)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
