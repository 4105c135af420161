import { findMetric, isOfWorkingDays } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { PanelCard } from '../../card/PanelCard.tsx';
import { formatCount, formatValue, plural } from '../../format/format.ts';
import { usePanelActions } from '../../page/context.ts';
import { Legend } from '../../plot/legend/Legend.tsx';
import * as lists from '../../text/kinds/lists.ts';
import * as text from '../../text/kinds/people.ts';
import type { PanelProps } from '../panel-props.ts';
import { AdoptionChart } from './AdoptionChart.tsx';
import { prepareAdoption } from './prepare.ts';

/** People by active days, with the five adoption bands; a band filters the table of the page. */
export default function DistributionPanel({ panel, loaded, choice, large = false }: PanelProps<'distribution'>) {
  const actions = usePanelActions();
  const metric = panel.metrics[0] ?? '';
  const working = isOfWorkingDays(metric);
  const name = findMetric(metric)?.label ?? metric;
  const daysOf = (result: QueryResult): number => result.reportedDays[working ? 'working' : 'all'];
  const chosen = actions.view.local.band;
  const one = working ? text.workingDay : text.day;
  const many = working ? text.workingDays : text.days;
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={280}
      says={text.scoreOf({
        name,
        days: loaded.kind === 'ready' ? plural(daysOf(loaded.result), one) : text.withReport({ unit: many }),
      })}
      body={(result) => {
        const adoption = prepareAdoption(result.rows, daysOf(result), metric);
        return {
          empty: adoption.people === 0 ? lists.nobodyReported : null,
          legend: (
            <Legend
              items={[
                {
                  label: text.noActivity({ people: formatCount(adoption.inactive) }),
                  shape: 'hatch',
                  color: '--fd-bands-low',
                },
              ]}
            />
          ),
          sentence: adoption.bands
            .map(({ label, from, to, people }) =>
              text.inBand({ band: label, from, to, people: plural(people, 'person', 'people') }),
            )
            .join('; '),
          table: {
            head: [name, lists.peopleColumn],
            rows: adoption.bars.map((bar) => [
              bar.from === bar.to ? String(bar.from) : `${bar.from} – ${bar.to}`,
              formatValue(bar.people, 'people'),
            ]),
          },
          content: (
            <AdoptionChart
              adoption={adoption}
              unit={text.byDays({ name: name.toLowerCase() })}
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
