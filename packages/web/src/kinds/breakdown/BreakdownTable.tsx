import type { Metric } from '@flightdeck/catalog';
import { NameButton } from '../../plot/rows/NameButton.tsx';
import type { Cell, Column, Order } from '../../table/column.ts';
import { DataTable } from '../../table/DataTable.tsx';
import { headOf } from '../../table/head-of.ts';
import { MOST_TICKED } from '../../table/use-ticked.ts';
import * as text from '../../text/kinds/breakdown.ts';
import * as shared from '../../text/kinds/shared.ts';
import { entitiesOf } from '../../theme/entities.ts';
import { Sparkline } from '../tile/Sparkline.tsx';
import type { Breakdown, BreakdownCell, BreakdownRow } from './prepare.ts';

/** Columns whose change stands beside them. */
const WITH_CHANGE: ReadonlySet<string> = new Set([
  'active_users',
  'generating_users',
  'completions_accepted',
  'accepted',
  'completion_acceptance_rate',
  'acceptance_rate',
]);

interface Props {
  readonly table: Breakdown;
  readonly name: string;
  /** What the first column names. */
  readonly first: string;
  readonly dimension: string;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly onPick: (row: BreakdownRow, exclude: boolean) => void;
  readonly maxHeight: number;
  readonly ticked: readonly string[];
  readonly onTick: (value: string) => void;
  /** Twelve weeks of a value, of all together for null; null where they are not loaded. */
  readonly weeksOf: (value: string | null) => readonly (number | null)[] | null;
}

/** The rows of a dimension, all together first; a click filters, a tick draws it over time. */
export function BreakdownTable(props: Props) {
  const { table, name, dimension, ticked, onTick, maxHeight } = props;
  return (
    <DataTable
      name={name}
      columns={columnsOf(props)}
      rows={table.rows}
      keyOf={({ value }) => value ?? ''}
      order={props.order}
      onOrder={props.onOrder}
      total={table.total && { label: table.total.label, row: table.total }}
      onRow={props.onPick}
      ticks={{
        ticked,
        most: MOST_TICKED,
        valueOf: ({ value, unknown }) => (unknown ? null : value),
        labelOf: ({ label }) => text.overTime({ value: label }),
        colorOf: (value) => entitiesOf(dimension, ticked)[ticked.indexOf(value)]?.color,
        onTick,
      }}
      isDense
      box={{ maxHeight }}
    />
  );
}

const columnsOf = ({ table, first, weeksOf }: Props): readonly Column<BreakdownRow>[] => [
  {
    key: 'name',
    head: first,
    sort: 'ascending',
    cell: ({ label }) => ({
      content: <NameButton title={shared.pick}>{label}</NameButton>,
    }),
  },
  ...table.metrics.flatMap((metric, place): Column<BreakdownRow>[] => [
    {
      key: metric.name,
      head: headOf(metric),
      says: metric.definition,
      sort: 'descending',
      cell: ({ cells }) => ({ content: cells[place]?.text, isMissing: cells[place]?.text === '–' }),
    },
    ...(table.compared && WITH_CHANGE.has(metric.name) ? [changeOf(metric, place)] : []),
  ]),
  {
    key: 'weeks',
    head: text.weeks,
    says: text.weeksSays,
    isText: true,
    look: 'course',
    cell: ({ value }) => weeksCell(weeksOf(value)),
  },
];

const changeOf = ({ name, better }: Metric, place: number): Column<BreakdownRow> => ({
  key: `${name}-change`,
  head: shared.change,
  look: 'change',
  cell: ({ cells }) => changeCell(cells[place], better === 'up'),
});

const weeksCell = (values: readonly (number | null)[] | null): Cell =>
  values
    ? { content: <Sparkline values={values} color="--fd-metric-accepted" provisionalFrom={values.length} /> }
    : { content: null };

function changeCell(cell: BreakdownCell | undefined, good: boolean): Cell {
  const change = cell?.change;
  if (!change) return { content: null };
  const tone = !good || change.direction === 0 ? 'neutral' : change.direction > 0 ? 'good' : 'bad';
  return {
    content: (
      <span data-tone={tone} title={shared.fromBefore({ value: change.from })}>
        {change.text}
      </span>
    ),
  };
}
