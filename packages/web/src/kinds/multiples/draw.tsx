import { findDimension, findMetric, MEASUREMENT_BREAKS, partsOf } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import { metricsOf } from '@flightdeck/query';
import { useMemo } from 'react';
import { PanelCard } from '../../card/PanelCard.tsx';
import { grainIn } from '../../data/grain-in.ts';
import { useAnswer } from '../../data/hooks.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import { Legend } from '../../plot/legend/Legend.tsx';
import { legendOf } from '../../plot/legend/legend-of.ts';
import { Unit } from '../../plot/marks/Unit.tsx';
import { TimePlot } from '../../plot/time/TimePlot.tsx';
import { timeTable } from '../../table/table.ts';
import { useTicked } from '../../table/use-ticked.ts';
import * as words from '../../text/kinds/multiples.ts';
import * as shared from '../../text/kinds/shared.ts';
import { entitiesOf, pluralOf, singularOf } from '../../theme/entities.ts';
import { usePhone } from '../../view/use-phone.ts';
import type { PanelProps } from '../panel-props.ts';
import { prepareTime } from '../time/prepare.ts';
import { MultipleCharts } from './Multiples.tsx';
import { prepareMultiples } from './prepare.ts';
import { wholeQuestion } from './question.ts';

/** One small chart a value, the largest first; a tile of the page chooses the metric. */
export default function MultiplesPanel({ panel, loaded, choice, large = false }: PanelProps<'multiples'>) {
  const { asked } = usePage();
  const actions = usePanelActions();
  const dimension = panel.by[0] ?? 'team';
  const plural = pluralOf(dimension);
  const name = metricsOf(panel, choice)[0] ?? '';
  const metric = findMetric(name);
  const parts = useMemo(() => (metric ? partsOf(metric) : null), [metric]);
  // Teams share people, so their parts do not add up to the whole: it is asked for.
  const overlap = findDimension(dimension)?.kind === 'team';
  const whole = useAnswer(useMemo(() => wholeQuestion(dimension, metric, asked), [dimension, metric, asked]));
  const { ticked, clear } = useTicked(panel.page);
  const phone = usePhone();
  const limit = large ? 40 : panel.limit;
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={260}
      title={metric ? `${metric.label}, ${panel.title.toLowerCase()}` : panel.title}
      says={(parts ? words.largestBySuggested : words.largest)({
        says:
          loaded.kind === 'ready' ? shared.perGrain({ says: panel.says, grain: grainIn(loaded.result) }) : panel.says,
      })}
      body={(result) => {
        const grain = grainIn(result);
        const multiples = prepareMultiples({
          result,
          whole: overlap ? (whole.kind === 'ready' && grainIn(whole.result) === grain ? whole.result.rows : []) : null,
          dimension,
          metric: name,
          grain,
          range: result.query.range,
          limit,
        });
        const chosen = known(result.rows, dimension, ticked);
        if (chosen.length > 0) {
          const chart = prepareTime({
            form: 'line',
            grain,
            range: result.query.range,
            metrics: [name],
            breaks: MEASUREMENT_BREAKS,
            result: { ...result, comparison: null },
            split: { dimension, entities: entitiesOf(dimension, chosen) },
          });
          return {
            legend: <Legend items={legendOf(chart)} />,
            table: timeTable(chart),
            sentence: chart.sentence,
            content: (
              <>
                <Unit>{chart.unitLabel}</Unit>
                <TimePlot chart={chart} height={phone ? 230 : large ? 420 : 280} name={panel.title} />
              </>
            ),
            foot: (
              <>
                <button type="button" onClick={clear}>
                  {words.back}
                </button>
                {chart.flags.map((flag) => (
                  <span key={flag.letter}>
                    {flag.letter} {flag.text}
                  </span>
                ))}
              </>
            ),
          };
        }
        return {
          empty: multiples.smalls.length === 0 ? shared.noneReported({ plural }) : null,
          table: multiples.table,
          legend: (
            <Legend
              items={[
                { label: words.oneByOne, shape: 'line', color: multiples.color },
                ...(multiples.all.length > 0
                  ? [{ label: words.allTogether, shape: 'line' as const, color: '--fd-line-strong' }]
                  : []),
              ]}
            />
          ),
          foot: (
            <>
              <span>{words.eachFrom({ low: multiples.lowText, high: multiples.highText })}</span>
              {multiples.more ? (
                <button type="button" onClick={() => actions.large(panel.id)}>
                  {shared.allCounted({ count: multiples.total, one: singularOf(dimension), plural })}
                </button>
              ) : null}
            </>
          ),
          sentence: multiples.sentence,
          content: (
            <MultipleCharts
              multiples={multiples}
              onPick={(value, exclude) => actions.filter(dimension, value, exclude)}
            />
          ),
        };
      }}
    />
  );
}

/** The ticked values that have rows; others may be of another scope or filter. */
const known = (rows: readonly ResultRow[], dimension: string, ticked: readonly string[]): readonly string[] =>
  ticked.filter((value) => rows.some((row) => row[dimension] === value));
