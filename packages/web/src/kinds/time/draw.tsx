import {
  findDimension,
  findMetric,
  isUnknownValue,
  MEASUREMENT_BREAKS,
  type PanelOf,
  partsOf,
} from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { besideOf, metricsOf, type PanelChoice } from '@flightdeck/query';
import type { ReactNode } from 'react';
import { History } from '../../card/History.tsx';
import { MeasureSwitch, measureIn } from '../../card/MeasureSwitch.tsx';
import { PanelCard } from '../../card/PanelCard.tsx';
import { grainIn } from '../../data/grain-in.ts';
import type { Loaded } from '../../data/hooks.ts';
import { numberOf } from '../../data/number-of.ts';
import { useTarget } from '../../data/status/target.ts';
import { usePanelActions } from '../../page/context.ts';
import { Legend } from '../../plot/legend/Legend.tsx';
import { legendOf, type SeriesPicks } from '../../plot/legend/legend-of.ts';
import { Unit } from '../../plot/marks/Unit.tsx';
import type { TimeForm } from '../../plot/time/chart.ts';
import { TimePlot } from '../../plot/time/TimePlot.tsx';
import { timeTable } from '../../table/table.ts';
import * as shared from '../../text/kinds/shared.ts';
import { entitiesOf } from '../../theme/entities.ts';
import { Segments } from '../../ui/Segments.tsx';
import { usePhone } from '../../view/use-phone.ts';
import css from './flags.module.css';
import { prepareTime, type TimeInput } from './prepare.ts';

interface Props {
  readonly panel: PanelOf<'line' | 'bars' | 'bullet' | 'mirrored' | 'points'>;
  readonly loaded: Loaded;
  readonly choice: PanelChoice;
  readonly large?: boolean;
  readonly foot?: ReactNode;
}

/** Most entities a chart shows; more could not be distinguished. */
const MOST_ENTITIES = 5;
const HEIGHTS: Readonly<Record<number, number>> = { 8: 286, 12: 300 };

/** A panel with one mark a day, week or month. */
export function TimePanel({ panel, loaded, choice, large = false, foot }: Props) {
  const actions = usePanelActions();
  const measure = panel.chart === 'bullet' ? measureIn(panel, actions.view.local) : null;
  const metrics = measure && choice.metric === null ? [measure.whole, measure.part] : metricsOf(panel, choice);
  const main = findMetric(metrics[0] ?? '');
  const driven = choice.metric !== null && choice.metric !== panel.metrics[0];
  const target = useTarget(panel.chart === 'line' ? panel.target : undefined);
  const single = panel.metrics.length === 1 && panel.chart === 'line';
  const title = driven ? (main?.label ?? panel.title) : panel.title;
  const phone = usePhone();
  const height = phone ? 230 : large ? 420 : (HEIGHTS[panel.span] ?? 200);
  const form: TimeForm =
    panel.chart === 'line' || panel.chart === 'bars' || driven
      ? main?.unit === 'ratio' || choice.by !== null || (panel.chart === 'line' && metrics.length > 1)
        ? 'line'
        : 'bars'
      : panel.chart;
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      title={title}
      says={withGrain(driven && main ? main.definition.replace(/\.$/, '') : panel.says, panel.grain ? null : loaded)}
      height={height}
      large={large}
      switches={
        panel.chart === 'line' && panel.alternatives && single ? (
          <Segments
            label={shared.split}
            choices={[
              ['', shared.total],
              ...panel.alternatives.map(
                (name) => [name, shared.by({ dimension: findDimension(name)?.label.toLowerCase() ?? name })] as const,
              ),
            ]}
            value={choice.by ?? ''}
            onChange={(value) => actions.local(`by-${panel.id}`, value === '' ? null : value)}
          />
        ) : panel.chart === 'bullet' && measure ? (
          <MeasureSwitch panel={panel} measure={measure} />
        ) : null
      }
      body={(result) => {
        const grain = grainIn(result);
        const split =
          choice.by === null
            ? undefined
            : { dimension: choice.by, entities: entitiesOf(choice.by, topValues(result, choice.by, metrics[0] ?? '')) };
        const hidden = hiddenIn(actions.view.local[`hide-${panel.id}`], split ? [] : metrics);
        const shown = metrics.filter((name) => !hidden.includes(name));
        const input: TimeInput = {
          form,
          grain,
          range: result.query.range,
          metrics,
          beside: choice.by === null && !driven ? besideOf(panel, grain) : undefined,
          target: panel.chart === 'line' && main?.unit === 'ratio' && !driven ? target : undefined,
          breaks: MEASUREMENT_BREAKS,
          result,
          split,
        };
        const full = prepareTime(input);
        const chart =
          hidden.length === 0
            ? full
            : prepareTime({ ...input, metrics: shown, form: shown.length === 1 && form !== 'line' ? 'bars' : form });
        const hide = (names: readonly string[]): void =>
          actions.local(`hide-${panel.id}`, names.length === 0 ? null : [...names].sort().join(','));
        const picks: SeriesPicks = (id) => {
          if (split)
            return isUnknownValue(split.dimension, id)
              ? {}
              : { onPick: (exclude) => actions.filter(split.dimension, id, exclude) };
          if (metrics.length < 2) return {};
          return {
            off: hidden.includes(id),
            onPick: () => hide(hidden.includes(id) ? hidden.filter((name) => name !== id) : [...hidden, id]),
            onAlone: () => hide(metrics.filter((name) => name !== id)),
          };
        };
        const nothing = chart.series.every((series) => series.values.every((value) => value === null));
        return {
          empty: nothing ? shared.nothingReported : null,
          legend: <Legend items={legendOf(full, picks)} />,
          table: timeTable(chart),
          sentence: chart.sentence,
          foot: foot ?? (panel.chart === 'line' && panel.seam ? <History scopes={result.query.scopes} /> : undefined),
          content: (
            <>
              <Unit>{chart.unitLabel}</Unit>
              <TimePlot
                chart={chart}
                height={height}
                name={title}
                onPick={(index) => {
                  const step = chart.steps[index];
                  if (step) actions.narrow(step.from, step.to);
                }}
                onPickSeries={
                  split
                    ? (id, exclude) => {
                        if (!isUnknownValue(split.dimension, id)) actions.filter(split.dimension, id, exclude);
                      }
                    : undefined
                }
              />
              {chart.flags.length > 0 ? (
                <ul className={css.root}>
                  {chart.flags.map((flag) => (
                    <li key={flag.letter}>
                      <span className={css.letter}>{flag.letter}</span>
                      {flag.text}
                    </li>
                  ))}
                </ul>
              ) : null}
            </>
          ),
        };
      }}
    />
  );
}

/** The metrics a reader has hidden; none when all would be. */
function hiddenIn(text: string | undefined, metrics: readonly string[]): readonly string[] {
  const hidden = metrics.filter((name) => text?.split(',').includes(name));
  return hidden.length === metrics.length ? [] : hidden;
}

const withGrain = (says: string, loaded: Loaded | null): string =>
  loaded?.kind === 'ready' ? shared.perGrain({ says, grain: grainIn(loaded.result) }) : says;

/** The values with most behind them: the denominator for a rate, else the metric itself; Unknown is left out. */
function topValues(result: QueryResult, dimension: string, metric: string): string[] {
  const found = findMetric(metric);
  const weight = (found && partsOf(found)?.under) ?? metric;
  const sums = new Map<string, number>();
  for (const row of result.rows) {
    const value = row[dimension];
    if (!isUnknownValue(dimension, value))
      sums.set(String(value), (sums.get(String(value)) ?? 0) + (numberOf(row[weight]) ?? 0));
  }
  return [...sums]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_ENTITIES)
    .map(([value]) => value);
}
