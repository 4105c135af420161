import { findDimension, findMetric } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { Legend } from '../charts/Legend.tsx';
import { legendOf } from '../charts/legend-of.ts';
import { prepareStacked } from '../charts/prepare-stacked.ts';
import { numberOf } from '../charts/prepare-time.ts';
import { TimePlot } from '../charts/TimePlot.tsx';
import { timeTable } from '../charts/table.ts';
import { Segments } from '../frame/Segments.tsx';
import { isUnknown, stackedEntities } from '../theme/entities.ts';
import { usePhone } from '../view/use-phone.ts';
import type { PanelProps } from './AnyPanel.tsx';
import { usePanelActions } from './context.ts';
import { PanelCard } from './PanelCard.tsx';
import { grainIn } from './TimePanel.tsx';

/** Most parts drawn by name; the rest stand together. */
const MOST_PARTS = 8;

/** Parts of a whole over time: a panel over time with one metric by one dimension whose values do not overlap. */
export default function StackedPanel({ panel, loaded, choice, large = false }: PanelProps) {
  const actions = usePanelActions();
  const phone = usePhone();
  const metric = panel.metrics[0] ?? '';
  const dimension = choice.by ?? panel.by[0] ?? '';
  const asShare = actions.view.local[`as-${panel.id}`] !== 'count';
  const height = phone ? 230 : large ? 420 : 260;
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      height={height}
      large={large}
      switches={
        <Segments
          label="Show as"
          choices={[
            ['', 'Share'],
            ['count', 'Count'],
          ]}
          value={asShare ? '' : 'count'}
          onChange={(value) => actions.local(`as-${panel.id}`, value === '' ? null : value)}
        />
      }
      body={(result) => {
        const chart = prepareStacked({
          grain: grainIn(result),
          range: result.query.range,
          metric,
          dimension,
          entities: stackedEntities(dimension, largest(result, dimension, metric)),
          asShare,
          result,
        });
        const isEntity = (id: string): boolean => id !== 'Other' && !isUnknown(id);
        return {
          empty: chart.series.length === 0 ? 'Nothing was reported for these days and filters.' : null,
          legend: (
            <Legend
              items={legendOf(chart, (id) =>
                isEntity(id) ? { onPick: (exclude) => actions.filter(dimension, id, exclude) } : {},
              )}
            />
          ),
          table: timeTable(chart),
          sentence: chart.sentence,
          foot: <span>{footOf(chart.series.length, metric, dimension)}</span>,
          content: (
            <>
              <div className="fd-unit">{chart.unitLabel}</div>
              <TimePlot
                chart={chart}
                height={height}
                name={panel.title}
                onPick={(index) => {
                  const step = chart.steps[index];
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

const footOf = (parts: number, metric: string, dimension: string): string =>
  parts > MOST_PARTS
    ? `The ${MOST_PARTS} largest ${findDimension(dimension)?.plural ?? 'parts'} by ${(findMetric(metric)?.label ?? metric).toLowerCase()}; the rest as Other`
    : '';

/** The values with most of the metric in the range; the unknown is left out. */
function largest(result: QueryResult, dimension: string, metric: string): string[] {
  const sums = new Map<string, number>();
  for (const row of result.rows) {
    const value = row[dimension];
    if (!isUnknown(value)) sums.set(String(value), (sums.get(String(value)) ?? 0) + (numberOf(row[metric]) ?? 0));
  }
  return [...sums]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_PARTS)
    .map(([value]) => value);
}
