import { PanelCard } from '../../card/PanelCard.tsx';
import { grainIn } from '../../data/grain-in.ts';
import { snapshotRange, snapshotSeam } from '../../data/status/snapshots.ts';
import { formatDay } from '../../format/format.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import { Legend } from '../../plot/legend/Legend.tsx';
import { Unit } from '../../plot/marks/Unit.tsx';
import * as words from '../../text/kinds/seats.ts';
import { usePhone } from '../../view/use-phone.ts';
import type { PanelProps } from '../panel-props.ts';
import { prepareSeatStack, SEAT_PARTS } from './prepare.ts';
import { SeatStackPlot } from './SeatStack.tsx';

/** People with a seat over time: never used and idle on the axis, active above. */
export function SeatStackPanel({ panel, loaded, choice, large = false }: PanelProps<'seat-stack'>) {
  const actions = usePanelActions();
  const { status, asked } = usePage();
  const phone = usePhone();
  const height = phone ? 230 : large ? 420 : 300;
  const taken = snapshotRange(status, actions.view.scope);
  const begins = taken && taken.from > asked.range.from ? taken.from : null;
  const seam = snapshotSeam(status, actions.view.scope, asked.range);
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={height}
      body={(result) => {
        const grain = grainIn(result);
        const chart = prepareSeatStack(result, grain, seam?.isImported);
        return {
          empty: chart.last < 0 ? words.noSnapshot : null,
          legend: (
            <Legend
              items={[...SEAT_PARTS].reverse().map(({ label, color, metric }) => ({
                label,
                shape: metric === 'seats_active_30' ? 'cap' : 'square',
                color,
              }))}
            />
          ),
          table: chart.table,
          sentence: chart.sentence,
          foot:
            begins || seam ? (
              <>
                {begins ? <span>{words.begins({ day: formatDay(begins) })}</span> : null}
                {seam ? (
                  <span>
                    {seam.ownFrom
                      ? words.importedTo({ to: formatDay(seam.importedTo), from: formatDay(seam.ownFrom) })
                      : words.importedOnly({ to: formatDay(seam.importedTo) })}
                  </span>
                ) : null}
              </>
            ) : null,
          content: (
            <>
              <Unit>{words.unit}</Unit>
              <SeatStackPlot
                chart={chart}
                grain={grain}
                height={height}
                name={panel.title}
                onPick={(index) => {
                  const step = chart.bars[index]?.step;
                  if (step) actions.narrow(step.from, step.to);
                }}
              />
            </>
          ),
        };
      }}
    />
  );
}
