import { findDimension, findMetric, type Panel } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { MovedRows } from '../charts/MovedRows.tsx';
import { formatPoints, prepareMoved } from '../charts/prepare-moved.ts';
import { prepareRanked } from '../charts/prepare-ranked.ts';
import { numberOf } from '../charts/prepare-time.ts';
import { RankedList } from '../charts/RankedList.tsx';
import type { Loaded } from '../data/hooks.ts';
import { formatValue } from '../format/format.ts';
import { Segments } from '../frame/Segments.tsx';
import { pluralOf } from '../theme/entities.ts';
import { usePanelActions } from './context.ts';
import { PanelCard } from './PanelCard.tsx';
import { dimensionsOf, type PanelChoice } from './panel-query.ts';

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
        ) : null
      }
      body={(result) => {
        const ranked = prepareRanked(result, dimension, panel.metrics, {
          limit: large ? 1000 : (panel.limit ?? 8),
          withUnknown,
        });
        return {
          empty: ranked.rows.length === 0 ? `No ${plural} were reported for these days and filters.` : null,
          table: ranked.table,
          sentence: ranked.rows.map((row) => `${row.label} ${row.number}, ${row.rate}`).join('; '),
          content: (
            <RankedList ranked={ranked} onPick={(value, exclude) => actions.filter(dimension, value, exclude)} />
          ),
          foot: (
            <>
              {ranked.total > ranked.rows.length ? (
                <button type="button" onClick={() => actions.large(panel.id)}>
                  All {ranked.total} {plural}
                </button>
              ) : (
                <span>
                  {ranked.total}{' '}
                  {ranked.total === 1 ? (findDimension(dimension)?.label ?? dimension).toLowerCase() : plural}
                </span>
              )}
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
  const rate = panel.metrics.at(-1) ?? '';
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      body={(result) => {
        const dots = dotsOf(result, dimension, rate);
        return {
          empty: dots.rows.length === 0 ? 'Nothing was suggested in these days.' : null,
          sentence: dots.rows.map((row) => `${row.label} ${row.text}`).join('; '),
          table: {
            head: [findDimension(dimension)?.label ?? dimension, 'Now', 'Before'],
            rows: dots.rows.map((row) => [row.label, row.text, formatValue(row.before, 'ratio')]),
          },
          content: (
            <div className="fd-dots">
              {dots.rows.map((row) => (
                <button
                  key={row.label}
                  type="button"
                  className="fd-moved-row fd-dots-row"
                  onClick={() => actions.filter(dimension, row.label, false)}
                >
                  <span className="fd-ranked-name">{row.label}</span>
                  <span className="fd-dots-track" aria-hidden="true">
                    {dots.all === null ? null : (
                      <span className="fd-dots-all" style={{ left: `${dots.at(dots.all)}%` }} />
                    )}
                    {row.before === null ? null : (
                      <i style={{ left: `${dots.at(row.before)}%`, border: '1.5px solid var(--fd-compare)' }} />
                    )}
                    <i style={{ left: `${dots.at(row.now)}%`, background: 'var(--fd-metric-accepted-strong)' }} />
                  </span>
                  <span>{row.text}</span>
                </button>
              ))}
            </div>
          ),
          foot: <span>Filled now, ring before, line: all together, each person once</span>,
        };
      }}
    />
  );
}

function dotsOf(result: QueryResult, dimension: string, rate: string) {
  const before = new Map(result.comparison?.rows.map((row) => [row[dimension], numberOf(row[rate])]));
  const rows = result.rows
    .flatMap((row) => {
      const now = numberOf(row[rate]);
      return now === null
        ? []
        : [
            {
              label: String(row[dimension]),
              now,
              before: before.get(row[dimension] ?? null) ?? null,
              text: formatValue(now, findMetric(rate)?.unit ?? 'ratio'),
            },
          ];
    })
    .sort((a, b) => b.now - a.now);
  const all = numberOf(result.total?.[rate]);
  const values = [...rows.flatMap((row) => [row.now, row.before]), all].filter(
    (value): value is number => value !== null,
  );
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const at = (value: number): number => 4 + ((value - low) / (high - low || 1)) * 92;
  return { rows, all, at };
}
