import { findDimension, findMetric, isRest, isUnknownValue, sinceOf } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { MeasureSwitch, measureIn } from '../../card/MeasureSwitch.tsx';
import { PanelCard } from '../../card/PanelCard.tsx';
import { grainIn } from '../../data/grain-in.ts';
import { numberOf } from '../../data/number-of.ts';
import { formatDay } from '../../format/format.ts';
import { usePanelActions } from '../../page/context.ts';
import { Legend } from '../../plot/legend/Legend.tsx';
import { legendOf } from '../../plot/legend/legend-of.ts';
import { Unit } from '../../plot/marks/Unit.tsx';
import { TimePlot } from '../../plot/time/TimePlot.tsx';
import { timeTable } from '../../table/table.ts';
import * as shared from '../../text/kinds/shared.ts';
import * as own from '../../text/kinds/stacked.ts';
import { stackedEntities } from '../../theme/entities.ts';
import { Segments } from '../../ui/Segments.tsx';
import { usePhone } from '../../view/use-phone.ts';
import { isFilterable } from '../../view/view.ts';
import type { PanelProps } from '../panel-props.ts';
import { prepareStacked } from './prepare.ts';

/** Most parts drawn by name; the rest stand together. */
const MOST_PARTS = 8;

/** Parts of a whole over time: a panel over time with one metric by one dimension whose values do not overlap. */
export default function StackedPanel({ panel, loaded, choice, large = false }: PanelProps<'stacked'>) {
  const actions = usePanelActions();
  const phone = usePhone();
  const { measures } = panel;
  const switched = measures ? { id: panel.id, measures } : null;
  const measure = switched && measureIn(switched, actions.view.local);
  const metric = measure?.metric ?? panel.metrics[0] ?? '';
  const dimension = choice.by ?? panel.by[0] ?? '';
  // People are counted first; work is compared by its parts.
  const byItself = findMetric(metric)?.unit === 'people' ? 'count' : 'share';
  const shown = actions.view.local[`as-${panel.id}`] ?? byItself;
  const asShare = shown !== 'count';
  const height = phone ? 230 : large ? 420 : 260;
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      height={height}
      large={large}
      switches={
        <>
          {switched && measure ? <MeasureSwitch panel={switched} measure={measure} /> : null}
          <Segments
            label={own.showAs}
            choices={[
              ['share', own.share],
              ['count', own.count],
            ]}
            value={asShare ? 'share' : 'count'}
            onChange={(value) => actions.local(`as-${panel.id}`, value === byItself ? null : value)}
          />
        </>
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
        const isEntity = (id: string): boolean =>
          isFilterable(dimension) && id !== own.other && !isUnknownValue(dimension, id);
        return {
          empty: chart.series.length === 0 ? shared.nothingReported : null,
          legend: (
            <Legend
              items={legendOf(chart, (id) =>
                isEntity(id) ? { onPick: (exclude) => actions.filter(dimension, id, exclude) } : {},
              )}
            />
          ),
          table: timeTable(chart),
          sentence: chart.sentence,
          foot: footOf(chart.series.length, metric, dimension, result.query.range.from),
          content: (
            <>
              <Unit>{chart.unitLabel}</Unit>
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

/** What is put together, and since when the metric is reported where that is later than the range begins; null for nothing. */
function footOf(parts: number, metric: string, dimension: string, from: string) {
  const name = (findMetric(metric)?.label ?? metric).toLowerCase();
  const since = sinceOf([metric], [dimension]);
  const words = [
    parts > MOST_PARTS
      ? own.largest({ count: MOST_PARTS, plural: findDimension(dimension)?.plural ?? own.parts, metric: name })
      : '',
    since !== null && since > from ? own.reportedSince({ metric: name, day: formatDay(since) }) : '',
  ].filter(Boolean);
  return words.length > 0 ? <span>{words.join(' · ')}</span> : null;
}

/** The values with most of the metric in the range; the unknown and GitHub's own rest are left out. */
function largest(result: QueryResult, dimension: string, metric: string): string[] {
  const sums = new Map<string, number>();
  for (const row of result.rows) {
    const value = row[dimension];
    if (!isUnknownValue(dimension, value) && !isRest(dimension, value))
      sums.set(String(value), (sums.get(String(value)) ?? 0) + (numberOf(row[metric]) ?? 0));
  }
  return [...sums]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_PARTS)
    .map(([value]) => value);
}
