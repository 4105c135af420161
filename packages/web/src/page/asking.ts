import { alternativesOf, isOfHistory, type Panel } from '@flightdeck/catalog';
import { drivenPanel, type MetricQueryInput, type PanelChoice, panelQueries } from '@flightdeck/query';
import type { Asked } from '../data/hooks.ts';
import { hasHistory } from '../data/status/spans.ts';
import type { Status } from '../data/status/status.ts';
import { asksItself } from '../kinds/registry.tsx';
import type { View } from '../view/view.ts';

/** Panels that stand in the card of numbers. */
export const isTile = (panel: Panel): boolean => panel.chart === 'tile' || panel.chart === 'figure';

/** True where choosing the number changes the main chart. */
export const drives = (panel: Panel): boolean => panel.chart !== 'figure';

const shownIn = (panel: Panel, status: Status): boolean =>
  (panel.by[0] !== 'organization' || status.scopes.filter((scope) => scope.kind === 'org').length > 1) &&
  (!isOfHistory(panel) || hasHistory(status));

/** Of the panels of a page those that say something about the scopes there are. */
export const panelsShown = (panels: readonly Panel[], status: Status): readonly Panel[] =>
  panels.filter((panel) => shownIn(panel, status));

/** The number chosen to drive the main chart; null: the chart shows its own. */
export const chosenTile = (panels: readonly Panel[], local: View['local']): string | null =>
  panels.find((panel) => isTile(panel) && drives(panel) && panel.metrics[0] === local.tile)?.metrics[0] ?? null;

/** What a reader has chosen for each panel, in their order. */
export function choicesOf(panels: readonly Panel[], local: View['local']): readonly PanelChoice[] {
  const driven = drivenPanel(panels);
  const tile = chosenTile(panels, local);
  return panels.map((panel) => {
    const by = local[`by-${panel.id}`] ?? '';
    return { by: alternativesOf(panel).find((one) => one === by) ?? null, metric: panel === driven ? tile : null };
  });
}

/** A question of a page; `id` is the panel's, with `/range` behind it for the one over the range as a whole. */
export interface Asking {
  readonly id: string;
  readonly query: MetricQueryInput;
}

/** Everything the panels of a page ask in one request; lists ask for themselves. */
export const askingOf = (panels: readonly Panel[], choices: readonly PanelChoice[], asked: Asked): readonly Asking[] =>
  panels.flatMap((panel, index) =>
    asksItself(panel)
      ? []
      : panelQueries(panel, asked, choices[index] ?? { by: null, metric: null }).map((query, place) => ({
          id: place === 0 ? panel.id : `${panel.id}/range`,
          query,
        })),
  );
