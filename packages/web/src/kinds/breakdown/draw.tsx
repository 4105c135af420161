import { findDimension, type PanelOf } from '@flightdeck/catalog';
import { panelQuery } from '@flightdeck/query';
import { useMemo, useState } from 'react';
import { PanelCard } from '../../card/PanelCard.tsx';
import { useAnswers } from '../../data/hooks.ts';
import { formatCount, formatRange } from '../../format/format.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import { NameButton } from '../../plot/rows/NameButton.tsx';
import type { Order } from '../../table/column.ts';
import { SaveCsv, SearchBox } from '../../table/list/ListTools.tsx';
import { PhoneList } from '../../table/list/PhoneList.tsx';
import { useTicked } from '../../table/use-ticked.ts';
import { pluralOf } from '../../theme/entities.ts';
import { usePhone } from '../../view/use-phone.ts';
import type { PanelProps } from '../panel-props.ts';
import { BreakdownTable } from './BreakdownTable.tsx';
import { type Breakdown, type BreakdownRow, prepareBreakdown } from './prepare.ts';
import { lastWeeks, prepareWeeks } from './prepare-weeks.ts';
import { weeksQuestions } from './question.ts';

/** Every value of a dimension with its numbers: sorted, searched, saved as CSV; a click filters by the row. */
export default function BreakdownPanel({ panel, loaded, choice, large = false }: PanelProps<'breakdown'>) {
  const { asked } = usePage();
  const actions = usePanelActions();
  const phone = usePhone();
  const dimension = panel.by[0] ?? 'team';
  const plural = pluralOf(dimension);
  const one = findDimension(dimension)?.label ?? dimension;
  const { part: accepted } = panel;
  const [order, setOrder] = useState<Order>({ key: accepted, descending: true });
  const [search, setSearch] = useState('');
  const weeksOf = useWeeks(dimension, accepted);
  const { ticked, tick } = useTicked(panel.page);
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={320}
      says={`${panel.says}${loaded.kind === 'ready' && loaded.result.comparison ? `; change is against ${formatRange(loaded.result.comparison.range)}` : ''}`}
      switches={
        <>
          <SearchBox placeholder={one} label={`Search ${plural} by name`} value={search} onChange={setSearch} />
          <SaveCsv name={panel.page} query={panelQuery(panel, asked, choice)} />
        </>
      }
      body={(result) => {
        const label = `All ${plural}, each person once`;
        const table = prepareBreakdown(result, dimension, panel.metrics, order, search, label);
        const pick = (row: BreakdownRow, exclude: boolean): void => {
          if (row.value !== null) actions.filter(dimension, row.value, exclude);
        };
        return {
          empty:
            table.all === 0
              ? `No ${plural} were reported for these days and filters.`
              : table.rows.length === 0
                ? `No ${one.toLowerCase()} matches “${search.trim()}”.`
                : null,
          content: phone ? (
            <PhoneRows panel={panel} table={table} onPick={pick} />
          ) : (
            <BreakdownTable
              table={table}
              name={panel.title}
              first={one}
              dimension={dimension}
              order={order}
              onOrder={setOrder}
              onPick={pick}
              maxHeight={large ? 900 : 620}
              ticked={ticked}
              onTick={tick}
              weeksOf={weeksOf}
            />
          ),
          foot: (
            <>
              <span>
                {formatCount(table.rows.length)} of {formatCount(table.all)} rows
              </span>
              {dimension === 'team' ? (
                <span>Teams under five seats are not reported; their people are in the total</span>
              ) : null}
            </>
          ),
        };
      }}
    />
  );
}

/** What was accepted in the last twelve whole weeks, of a value or of all together. */
function useWeeks(dimension: string, metric: string): (value: string | null) => readonly (number | null)[] | null {
  const { asked } = usePage();
  const range = useMemo(() => lastWeeks(asked.range.to), [asked.range.to]);
  const [parts, whole] = useAnswers(
    useMemo(() => weeksQuestions(dimension, metric, range, asked.where), [dimension, metric, range, asked.where]),
  );
  return useMemo(() => {
    const byValue = parts?.kind === 'ready' ? prepareWeeks(parts.result.rows, dimension, metric, range) : null;
    const all =
      whole?.kind === 'ready'
        ? prepareWeeks(
            whole.result.rows.map((row) => ({ ...row, all: '' })),
            'all',
            metric,
            range,
          ).get('')
        : null;
    return (value) => (value === null ? all : byValue?.get(value)) ?? null;
  }, [parts, whole, dimension, metric, range]);
}

/** On the phone a value is two lines: its name and rate, then what was accepted and by how many. */
function PhoneRows({
  panel,
  table,
  onPick,
}: {
  readonly panel: PanelOf<'breakdown'>;
  readonly table: Breakdown;
  readonly onPick: (row: BreakdownRow, exclude: boolean) => void;
}) {
  const place = (name: string): number => table.metrics.findIndex((metric) => metric.name === name);
  const [people, suggested, accepted, rate] = [
    place(panel.people),
    place(panel.whole),
    place(panel.part),
    place(panel.rate),
  ];
  const rows = table.total ? [table.total, ...table.rows] : table.rows;
  return (
    <PhoneList>
      {rows.map((row) => (
        <li key={row.value ?? ''}>
          {row.value === null ? (
            <b>{row.label}</b>
          ) : (
            <NameButton onClick={(event) => onPick(row, event.shiftKey)}>{row.label}</NameButton>
          )}
          <b>{row.cells[rate]?.text}</b>
          <span>
            {row.cells[accepted]?.text} of {row.cells[suggested]?.text} accepted
          </span>
          <span>{row.cells[people]?.text} people</span>
        </li>
      ))}
    </PhoneList>
  );
}
