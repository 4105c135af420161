import type { CSSProperties } from 'react';
import { PanelCard } from '../../card/PanelCard.tsx';
import { formatCount, formatDay, plural } from '../../format/format.ts';
import type { Cell, Column } from '../../table/column.ts';
import { DataTable } from '../../table/DataTable.tsx';
import * as text from '../../text/kinds/flow.ts';
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
          empty: flow.people === 0 ? text.none : null,
          table: flow.table,
          sentence: wordsOf(flow),
          content: (
            <>
              <p className={css.words}>{wordsOf(flow)}</p>
              <DataTable
                name={text.whoMoved}
                columns={columnsOf(
                  flow,
                  phone ? text.fromTo : text.fromToDays({ from: formatDay(from), to: formatDay(to) }),
                  toPeople,
                )}
                rows={flow.rows}
                keyOf={(row) => row.from}
                total={{ label: text.allAtLast, row: { from: '', cells: [], people: flow.people }, at: 'last' }}
                className={css.root}
              />
            </>
          ),
          foot: (
            <>
              <span>{text.whenReported}</span>
              {flow.without > 0 ? (
                <span>{text.leftOut({ people: plural(flow.without, 'person', 'people') })}</span>
              ) : null}
            </>
          ),
        };
      }}
    />
  );
}

const wordsOf = ({ people, up, down, stayed }: Flow): string =>
  text.moved({
    people: formatCount(people),
    up: formatCount(up),
    down: formatCount(down),
    stayed: formatCount(stayed),
  });

/** Phases at last across; what all were at last stands in the last row, which has no cells of its own. */
const columnsOf = (
  { phases, ends }: Flow,
  head: string,
  onPick: (cell: FlowCell) => void,
): readonly Column<Flow['rows'][number]>[] => [
  { key: 'from', head, cell: ({ from }) => entityLabel('phase', from) },
  ...phases.map(
    ({ value, label }, place): Column<Flow['rows'][number]> => ({
      key: value,
      head: label,
      cell: ({ cells }) => {
        const cell = cells[place];
        return cell ? cellOf(cell, onPick) : formatCount(ends[place] ?? 0);
      },
    }),
  ),
  { key: 'all', head: text.allAtFirst, cell: ({ people }) => formatCount(people) },
];

const cellOf = (cell: FlowCell, onPick: (cell: FlowCell) => void): Cell => ({
  content:
    cell.people === 0 ? (
      <span className={css.none}>–</span>
    ) : (
      <button
        type="button"
        className={css.cell}
        data-direction={cell.direction > 0 ? 'up' : cell.direction < 0 ? 'down' : 'same'}
        style={{ '--share': `${Math.round(8 + cell.share * 32)}%` } as CSSProperties}
        title={text.cell({
          people: plural(cell.people, 'person', 'people'),
          from: entityLabel('phase', cell.from),
          to: entityLabel('phase', cell.to),
        })}
        onClick={() => onPick(cell)}
      >
        {formatCount(cell.people)}
      </button>
    ),
});
