import { findDimension, findMetric, type Panel, type PanelMeasure } from '@flightdeck/catalog';
import { dimensionsOf, type PanelChoice } from '@flightdeck/query';
import { MovedRows } from '../charts/MovedRows.tsx';
import { countOf, ratedRows } from '../charts/prepare-figure.ts';
import { formatPoints, prepareMoved } from '../charts/prepare-moved.ts';
import { prepareRanked } from '../charts/prepare-ranked.ts';
import { numberOf } from '../charts/prepare-time.ts';
import { RankedList } from '../charts/RankedList.tsx';
import type { Loaded } from '../data/hooks.ts';
import { formatCount, formatValue } from '../format/format.ts';
import { pageOfDimension } from '../frame/pages.ts';
import { Segments } from '../frame/Segments.tsx';
import { pluralOf } from '../theme/entities.ts';
import { isFilterable } from '../view/view.ts';
import { usePanelActions } from './context.ts';
import { PanelCard } from './PanelCard.tsx';

interface Props {
  readonly panel: Panel;
  readonly loaded: Loaded;
  readonly choice: PanelChoice;
  readonly large?: boolean;
}

/** Ranked bars of one dimension. */
export function RankedPanel({ panel, loaded, choice, large = false }: Props) {
  const actions = usePanelActions();
  const dimension = dimensionsOf(panel, choice)[0] ?? 'team';
  const withUnknown = actions.view.local[`unknown-${panel.id}`] === 'show';
  const measure = measureIn(panel, actions.view.local);
  const page = panel.page === 'overview' ? pageOfDimension(dimension) : undefined;
  const own = panel.by[0] ?? dimension;
  const plural = pluralOf(dimension);
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
            label="Dimension"
            choices={[own, ...panel.alternatives].map((name) => [name, findDimension(name)?.label ?? name] as const)}
            value={dimension}
            onChange={(value) => actions.local(`by-${panel.id}`, value === own ? null : value)}
          />
        ) : (
          <MeasureSwitch panel={panel} measure={measure} />
        )
      }
      body={(result) => {
        const ranked = prepareRanked(result, dimension, panel.metrics, {
          limit: large ? 1000 : (panel.limit ?? 8),
          withUnknown,
          measure,
        });
        return {
          empty: ranked.rows.length === 0 ? `No ${plural} were reported for these days and filters.` : null,
          table: ranked.table,
          sentence: ranked.rows.map((row) => `${row.label} ${row.number}, ${row.rate}`).join('; '),
          content: (
            <RankedList
              ranked={ranked}
              onPick={
                isFilterable(dimension) ? (value, exclude) => actions.filter(dimension, value, exclude) : undefined
              }
            />
          ),
          foot: (
            <>
              {ranked.more || page ? (
                <button type="button" onClick={() => (page ? actions.go(page.path) : actions.large(panel.id))}>
                  All {ranked.total} {plural}
                </button>
              ) : (
                <span>{countOf(dimension, ranked.total)}</span>
              )}
              {ranked.rows.some((row) => row.beforeShare !== null) ? <span>Tick: before</span> : null}
              {ranked.unknown ? (
                <span>
                  {ranked.unknown} {withUnknown ? 'shown' : 'left out'} ·{' '}
                  <button
                    type="button"
                    onClick={() => actions.local(`unknown-${panel.id}`, withUnknown ? null : 'show')}
                  >
                    {withUnknown ? 'hide' : 'show'}
                  </button>
                </span>
              ) : null}
              {dimension === 'model' ? (
                <span>
                  <code>auto</code>: not resolved by GitHub
                </span>
              ) : null}
            </>
          ),
        };
      }}
    />
  );
}

/** What moved a rate, by the values of a dimension. */
export function MovedPanel({ panel, loaded, choice, large = false }: Props) {
  const actions = usePanelActions();
  const dimension = panel.by[0] ?? 'team';
  const [over = '', under = ''] = panel.metrics;
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={260}
      body={(result) => {
        const moved = prepareMoved(result, dimension, [over, under]);
        if (!moved)
          return {
            content: null,
            empty: result.comparison
              ? 'Nothing was suggested in one of the two periods.'
              : 'There is no period to compare with: choose one, or a shorter range whose days before are loaded.',
          };
        return {
          sentence: moved.rows.map((row) => `${row.label} ${row.text}`).join('; '),
          table: {
            head: [findDimension(dimension)?.label ?? dimension, 'Points'],
            rows: [...moved.rows, moved.total].map((row) => [row.label, formatPoints(row.points)]),
          },
          content: <MovedRows moved={moved} onPick={(value) => actions.filter(dimension, value, false)} />,
        };
      }}
    />
  );
}

/** Rates as dots: filled now, a ring before, an ink line for all. */
export function DotsPanel({ panel, loaded, choice, large = false }: Props) {
  const actions = usePanelActions();
  const dimension = panel.by[0] ?? 'organization';
  const measure = measureIn(panel, actions.view.local);
  const rate = measure?.aside ?? panel.metrics.at(-1) ?? '';
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
        const rated = ratedRows(result, dimension, rate, minimum);
        const rows = rated.rows.slice(0, large ? 1000 : (panel.limit ?? 1000));
        const all = numberOf(result.total?.[rate]);
        const { at, low, high } = scaleOf([...rows.flatMap((row) => [row.now, row.before]), all]);
        return {
          empty:
            rows.length > 0
              ? null
              : rated.leftOut > 0
                ? `Fewer than ${minimum} were suggested in each; a rate of so few says little.`
                : 'Nothing was suggested in these days.',
          sentence: rows.map((row) => `${row.label} ${formatValue(row.now, unit)}`).join('; '),
          table: {
            head: [findDimension(dimension)?.label ?? dimension, 'Now', 'Before', 'Suggested'],
            rows: rated.rows.map((row) => [
              row.label,
              formatValue(row.now, unit),
              formatValue(row.before, unit),
              formatCount(row.under),
            ]),
          },
          content: (
            <div className="fd-dots">
              {rows.map((row) => (
                <button
                  key={row.value}
                  type="button"
                  className="fd-moved-row fd-dots-row"
                  title="Click to filter, Shift and click to leave out"
                  onClick={(event) => actions.filter(dimension, row.value, event.shiftKey)}
                >
                  <span className="fd-ranked-name">{row.label}</span>
                  <span className="fd-dots-track" aria-hidden="true">
                    {all === null ? null : <span className="fd-dots-all" style={{ left: `${at(all)}%` }} />}
                    {row.before === null ? null : (
                      <i style={{ left: `${at(row.before)}%`, border: '1.5px solid var(--fd-compare)' }} />
                    )}
                    <i style={{ left: `${at(row.now)}%`, background: 'var(--fd-metric-accepted-strong)' }} />
                  </span>
                  <span>{formatValue(row.now, unit)}</span>
                </button>
              ))}
              <div className="fd-dots-row fd-dots-axis" aria-hidden="true">
                <span />
                <span>
                  <span>{formatValue(low, unit)}</span>
                  <span>{formatValue(high, unit)}</span>
                </span>
                <span />
              </div>
            </div>
          ),
          foot: (
            <>
              <span>
                Filled now{result.comparison ? ', ring before' : ''}, line: all together
                {all === null ? '' : ` (${formatValue(all, unit)})`}
              </span>
              {rated.rows.length > rows.length ? (
                <button type="button" onClick={() => actions.large(panel.id)}>
                  All {rated.rows.length} {pluralOf(dimension)}
                </button>
              ) : null}
              {rated.leftOut > 0 ? (
                <span>
                  {countOf(dimension, rated.leftOut)} with fewer than {minimum} suggested left out
                </span>
              ) : null}
            </>
          ),
        };
      }}
    />
  );
}

/** A scale over the values; it need not begin at zero, because a dot has no length. */
function scaleOf(values: readonly (number | null)[]) {
  const known = values.filter((value): value is number => value !== null);
  const [low, high] = known.length > 0 ? [Math.min(...known), Math.max(...known)] : [0, 1];
  return { low, high, at: (value: number): number => 4 + ((value - low) / (high - low || 1)) * 92 };
}

/** The way to rank that the reader chose on the card. */
export const measureIn = (panel: Panel, local: Readonly<Record<string, string>>): PanelMeasure | undefined =>
  panel.measures?.find((item) => item.label.toLowerCase() === local[`m-${panel.id}`]) ?? panel.measures?.[0];

/** The switch between the ways a card can measure; nothing where there is one. */
export function MeasureSwitch({
  panel,
  measure,
}: {
  readonly panel: Panel;
  readonly measure: PanelMeasure | undefined;
}) {
  const actions = usePanelActions();
  const measures = panel.measures ?? [];
  if (!measure || measures.length < 2) return null;
  return (
    <Segments
      label="Ranked by"
      choices={measures.map((item) => [item.label, item.label] as const)}
      value={measure.label}
      onChange={(label) => actions.local(`m-${panel.id}`, label === measures[0]?.label ? null : label.toLowerCase())}
    />
  );
}
