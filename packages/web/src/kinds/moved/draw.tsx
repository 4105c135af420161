import { findDimension } from '@flightdeck/catalog';
import { PanelCard } from '../../card/PanelCard.tsx';
import { usePanelActions } from '../../page/context.ts';
import * as words from '../../text/kinds/changes.ts';
import type { PanelProps } from '../panel-props.ts';
import { MovedRows } from './MovedRows.tsx';
import { formatPoints, prepareMoved } from './prepare.ts';

/** What moved a rate, by the values of a dimension. */
export function MovedPanel({ panel, loaded, choice, large = false }: PanelProps<'moved'>) {
  const actions = usePanelActions();
  const dimension = panel.by[0] ?? 'team';
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={260}
      body={(result) => {
        const moved = prepareMoved(result, dimension, [panel.part, panel.whole]);
        if (!moved)
          return {
            content: null,
            empty: result.comparison ? words.oneIsEmpty : words.noPeriod,
          };
        return {
          sentence: moved.rows.map((row) => `${row.label} ${row.text}`).join('; '),
          table: {
            head: [findDimension(dimension)?.label ?? dimension, words.columns.points],
            rows: [...moved.rows, moved.total].map((row) => [row.label, formatPoints(row.points)]),
          },
          content: <MovedRows moved={moved} onPick={(value, exclude) => actions.filter(dimension, value, exclude)} />,
        };
      }}
    />
  );
}
