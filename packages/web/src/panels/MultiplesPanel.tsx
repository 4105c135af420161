import { findDimension, findMetric } from '@flightdeck/catalog';
import type { MetricQueryInput } from '@flightdeck/query';
import { metricsOf } from '@flightdeck/query';
import { useMemo } from 'react';
import { Legend } from '../charts/Legend.tsx';
import { MultipleCharts } from '../charts/Multiples.tsx';
import { prepareMultiples } from '../charts/prepare-multiples.ts';
import { partsOf } from '../charts/prepare-time.ts';
import { useAnswer } from '../data/hooks.ts';
import { pluralOf } from '../theme/entities.ts';
import type { PanelProps } from './AnyPanel.tsx';
import { usePage, usePanelActions } from './context.ts';
import { PanelCard } from './PanelCard.tsx';
import { grainIn } from './TimePanel.tsx';

/** One small chart a value, the largest first; a tile of the page chooses the metric. */
export default function MultiplesPanel({ panel, loaded, choice, large = false }: PanelProps) {
  const { asked } = usePage();
  const actions = usePanelActions();
  const dimension = panel.by[0] ?? 'team';
  const plural = pluralOf(dimension);
  const name = metricsOf(panel, choice)[0] ?? '';
  const metric = findMetric(name);
  const parts = useMemo(() => (metric ? partsOf(metric) : null), [metric]);
  // Teams share people, so their parts do not add up to the whole: it is asked for.
  const overlap = findDimension(dimension)?.kind === 'team';
  const whole = useAnswer(
    useMemo(
      (): MetricQueryInput | null =>
        overlap && parts
          ? { metrics: [name, parts.over, parts.under], by: [asked.grain], range: asked.range, where: asked.where }
          : null,
      [overlap, parts, name, asked],
    ),
  );
  const limit = large ? 40 : (panel.limit ?? 8);
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={260}
      title={metric ? `${metric.label.replace(/, all features$/, '')}, ${panel.title.toLowerCase()}` : panel.title}
      says={`${panel.says}${loaded.kind === 'ready' ? `, per ${grainIn(loaded.result)}` : ''}; the largest${parts ? ' by what was suggested' : ''}`}
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
        return {
          empty: multiples.smalls.length === 0 ? `No ${plural} were reported for these days and filters.` : null,
          table: multiples.table,
          legend: (
            <Legend
              items={[
                { label: 'One by one', shape: 'line', color: multiples.color },
                ...(multiples.all.length > 0
                  ? [{ label: 'All together', shape: 'line' as const, color: '--fd-line-strong' }]
                  : []),
              ]}
            />
          ),
          foot: (
            <>
              <span>
                Each from {multiples.lowText} to {multiples.highText}
              </span>
              {multiples.more ? (
                <button type="button" onClick={() => actions.large(panel.id)}>
                  All {multiples.total} {plural}
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
