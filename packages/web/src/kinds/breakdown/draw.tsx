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
import * as text from '../../text/kinds/breakdown.ts';
import * as lists from '../../text/kinds/lists.ts';
import * as shared from '../../text/kinds/shared.ts';
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
      says={
        loaded.kind === 'ready' && loaded.result.comparison
          ? text.changeAgainst({ says: panel.says, range: formatRange(loaded.result.comparison.range) })
          : panel.says
      }
      switches={
        <>
          <SearchBox placeholder={one} label={lists.searchByName({ plural })} value={search} onChange={setSearch} />
          <SaveCsv name={panel.page} query={panelQuery(panel, asked, choice)} />
        </>
      }
      body={(result) => {
        const label = text.allOnce({ plural });
        const table = prepareBreakdown(result, dimension, panel.metrics, order, search, label);
        const pick = (row: BreakdownRow, exclude: boolean): void => {
          if (row.value !== null) actions.filter(dimension, row.value, exclude);
        };
        return {
          empty:
            table.all === 0
              ? shared.noneReported({ plural })
              : table.rows.length === 0
                ? `${lists.noMatch({ one: one.toLowerCase(), wanted: search.trim() })}.`
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
              <span>{text.rowsOf({ shown: formatCount(table.rows.length), all: formatCount(table.all) })}</span>
              {dimension === 'team' ? <span>{text.smallTeams}</span> : null}
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
            {text.accepted({
              accepted: row.cells[accepted]?.text ?? '',
              suggested: row.cells[suggested]?.text ?? '',
            })}
          </span>
          <span>{lists.people({ people: row.cells[people]?.text ?? '' })}</span>
        </li>
      ))}
    </PhoneList>
  );
}
