import type { QueryResult } from '@flightdeck/query';
import { PanelCard } from '../../card/PanelCard.tsx';
import { formatCount, formatValue, plural } from '../../format/format.ts';
import { usePanelActions } from '../../page/context.ts';
import { Legend } from '../../plot/legend/Legend.tsx';
import { Segments } from '../../ui/Segments.tsx';
import type { PanelProps } from '../panel-props.ts';
import { AdoptionChart } from './AdoptionChart.tsx';
import { prepareAdoption } from './prepare.ts';

/** People by active days, with the five adoption bands; a band filters the table of the page. */
export default function DistributionPanel({ panel, loaded, choice, large = false }: PanelProps<'distribution'>) {
  const actions = usePanelActions();
  const metric = panel.metrics[0] ?? 'active_days';
  const working = metric === 'active_working_days';
  const daysOf = (result: QueryResult): number => result.reportedDays[working ? 'working' : 'all'];
  const chosen = actions.view.local.band;
  const words = working ? 'working day' : 'day';
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={280}
      says={`Active ${words}s ÷ ${loaded.kind === 'ready' ? plural(daysOf(loaded.result), words) : `${words}s with a report`} × 100`}
      switches={
        large ? null : (
          <Segments
            label="Days that count"
            choices={[
              ['all', 'All days'],
              ['working', 'Working days'],
            ]}
            value={working ? 'working' : 'all'}
            onChange={(value) => actions.local('days', value === 'all' ? null : value)}
          />
        )
      }
      body={(result) => {
        const adoption = prepareAdoption(result.rows, daysOf(result), metric);
        return {
          empty: adoption.people === 0 ? 'Nobody was reported for these days and filters.' : null,
          legend: (
            <Legend
              items={[
                { label: `No activity (${formatCount(adoption.inactive)})`, shape: 'hatch', color: '--fd-bands-low' },
              ]}
            />
          ),
          sentence: adoption.bands
            .map((band) => `${band.label}, ${band.from} to ${band.to}: ${plural(band.people, 'person', 'people')}`)
            .join('; '),
          table: {
            head: [working ? 'Active working days' : 'Active days', 'People'],
            rows: adoption.bars.map((bar) => [
              bar.from === bar.to ? String(bar.from) : `${bar.from} – ${bar.to}`,
              formatValue(bar.people, 'people'),
            ]),
          },
          content: (
            <AdoptionChart
              adoption={adoption}
              unit={`people by active ${words}s`}
              height={large ? 340 : 220}
              chosen={chosen}
              onChoose={large ? undefined : (color) => actions.local('band', color === chosen ? null : color)}
            />
          ),
        };
      }}
    />
  );
}
