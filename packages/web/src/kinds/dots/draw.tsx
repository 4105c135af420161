import { findDimension, findMetric } from '@flightdeck/catalog';
import { MeasureSwitch, measureIn } from '../../card/MeasureSwitch.tsx';
import { PanelCard } from '../../card/PanelCard.tsx';
import { useTarget } from '../../data/status/target.ts';
import { countOf } from '../../format/count-of.ts';
import { formatCount, formatRange, formatValue } from '../../format/format.ts';
import { usePanelActions } from '../../page/context.ts';
import { Legend } from '../../plot/legend/Legend.tsx';
import * as words from '../../text/kinds/changes.ts';
import * as shared from '../../text/kinds/shared.ts';
import { pluralOf, singularOf } from '../../theme/entities.ts';
import type { PanelProps } from '../panel-props.ts';
import { DotRows } from './DotRows.tsx';
import { prepareDots } from './prepare.ts';

/** Rates as dots: filled now, a ring before, an ink line for all, a dashed one for the target. */
export default function DotsPanel({ panel, loaded, choice, large = false }: PanelProps<'dots'>) {
  const actions = usePanelActions();
  const dimension = panel.by[0] ?? 'organization';
  const measure = measureIn(panel, actions.view.local);
  const { rate } = measure;
  const target = useTarget(measure.target);
  const unit = findMetric(rate)?.unit ?? 'ratio';
  const minimum = panel.minimum ?? 0;
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      switches={<MeasureSwitch panel={panel} measure={measure} />}
      body={(result) => {
        const limit = large ? 1000 : (panel.limit ?? 1000);
        const dots = prepareDots(result, { dimension, rate, minimum, limit, target: target ?? null });
        const before = result.comparison?.range;
        return {
          empty: dots.rows.length > 0 ? null : dots.leftOut > 0 ? words.tooFew({ minimum }) : words.nothingSuggested,
          sentence: dots.rows.map((row) => `${row.label} ${row.text}`).join('; '),
          legend: (
            <Legend
              items={[
                { label: words.thisPeriod, shape: 'square', color: '--fd-metric-accepted' },
                ...(before ? [{ label: formatRange(before), shape: 'ring' as const, color: '--fd-compare' }] : []),
                ...(dots.all
                  ? [{ label: shared.all({ plural: dots.all.text }), shape: 'line' as const, color: '--fd-text' }]
                  : []),
                ...(dots.target
                  ? [{ label: words.target({ rate: dots.target.text }), shape: 'dash' as const, color: '--fd-target' }]
                  : []),
              ]}
            />
          ),
          table: {
            head: [
              findDimension(dimension)?.label ?? dimension,
              words.columns.now,
              words.columns.before,
              words.columns.suggested,
            ],
            rows: dots.everyRow.map((row) => [
              row.label,
              formatValue(row.now, unit),
              formatValue(row.before, unit),
              formatCount(row.under),
            ]),
          },
          content: <DotRows dots={dots} onPick={(value, exclude) => actions.filter(dimension, value, exclude)} />,
          foot:
            dots.everyRow.length > dots.rows.length || dots.leftOut > 0 ? (
              <>
                {dots.everyRow.length > dots.rows.length ? (
                  <button type="button" onClick={() => actions.large(panel.id)}>
                    {shared.allCounted({
                      count: dots.everyRow.length,
                      one: singularOf(dimension),
                      plural: pluralOf(dimension),
                    })}
                  </button>
                ) : null}
                {dots.leftOut > 0 ? (
                  <span>{words.leftOut({ counted: countOf(dimension, dots.leftOut), minimum })}</span>
                ) : null}
              </>
            ) : null,
        };
      }}
    />
  );
}
