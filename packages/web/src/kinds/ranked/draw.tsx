import { type DayRange, findDimension } from '@flightdeck/catalog';
import { dimensionsOf } from '@flightdeck/query';
import { MeasureSwitch, measureIn } from '../../card/MeasureSwitch.tsx';
import { PanelCard } from '../../card/PanelCard.tsx';
import { countOf } from '../../format/count-of.ts';
import { formatRange } from '../../format/format.ts';
import { usePanelActions } from '../../page/context.ts';
import { Legend, type LegendItem } from '../../plot/legend/Legend.tsx';
import { pageOfDimension } from '../../shell/pages.ts';
import * as words from '../../text/kinds/ranked.ts';
import * as shared from '../../text/kinds/shared.ts';
import { pluralOf, singularOf } from '../../theme/entities.ts';
import { Segments } from '../../ui/Segments.tsx';
import { isFilterable } from '../../view/view.ts';
import type { PanelProps } from '../panel-props.ts';
import { prepareRanked, type Ranked } from './prepare.ts';
import { RankedList } from './RankedList.tsx';

/** Ranked bars of one dimension. */
export function RankedPanel({ panel, loaded, choice, large = false }: PanelProps<'ranked'>) {
  const actions = usePanelActions();
  const dimension = dimensionsOf(panel, choice)[0] ?? 'team';
  const withUnknown = actions.view.local[`unknown-${panel.id}`] === 'show';
  const measure = measureIn(panel, actions.view.local);
  const page = panel.page === 'overview' ? pageOfDimension(dimension) : undefined;
  const own = panel.by[0] ?? dimension;
  const plural = pluralOf(dimension);
  const wide = panel.span >= 6 && panel.compared === true;
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      title={choice.by === null ? panel.title : plural.charAt(0).toUpperCase() + plural.slice(1)}
      height={320}
      switches={
        panel.alternatives ? (
          <Segments
            label={words.dimension}
            choices={[own, ...panel.alternatives].map((name) => [name, findDimension(name)?.label ?? name] as const)}
            value={dimension}
            onChange={(value) => actions.local(`by-${panel.id}`, value === own ? null : value)}
          />
        ) : (
          <MeasureSwitch panel={panel} measure={measure} />
        )
      }
      body={(result) => {
        const ranked = prepareRanked(result, dimension, measure, {
          columns: panel.metrics,
          limit: large ? 1000 : panel.limit,
          withUnknown,
          changes: wide,
        });
        return {
          empty: ranked.rows.length === 0 ? shared.noneReported({ plural }) : null,
          table: ranked.table,
          legend:
            wide && ranked.capped ? <Legend items={legendOfRanked(ranked, result.comparison?.range ?? null)} /> : null,
          sentence: ranked.rows.map((row) => `${row.label} ${row.number}, ${row.rate}`).join('; '),
          content: (
            <RankedList
              ranked={ranked}
              wide={wide}
              onPick={
                isFilterable(dimension) ? (value, exclude) => actions.filter(dimension, value, exclude) : undefined
              }
            />
          ),
          foot: (
            <>
              {ranked.more || page ? (
                <button type="button" onClick={() => (page ? actions.go(page.path) : actions.large(panel.id))}>
                  {shared.allCounted({ count: ranked.total, one: singularOf(dimension), plural })}
                </button>
              ) : (
                <span>{countOf(dimension, ranked.total)}</span>
              )}
              {!wide && ranked.rows.some((row) => row.beforeShare !== null) ? <span>{words.tick}</span> : null}
              {ranked.unknown ? (
                <span>
                  {ranked.unknown} {withUnknown ? words.shown : words.leftOut} ·{' '}
                  <button
                    type="button"
                    onClick={() => actions.local(`unknown-${panel.id}`, withUnknown ? null : 'show')}
                  >
                    {withUnknown ? words.hide : words.show}
                  </button>
                </span>
              ) : null}
              {dimension === 'model' ? (
                <span>
                  <code>auto</code>
                  {words.notResolved}
                </span>
              ) : null}
            </>
          ),
        };
      }}
    />
  );
}

/** What the bars of a ranking are, and the tick of the period compared with. */
function legendOfRanked({ color, wholeColor, words }: Ranked, compared: DayRange | null): LegendItem[] {
  return [
    { label: words.part, shape: 'square', color },
    { label: words.whole, shape: 'cap', color: wholeColor },
    ...(compared ? [{ label: formatRange(compared), shape: 'tick' as const, color: '--fd-compare' }] : []),
  ];
}
