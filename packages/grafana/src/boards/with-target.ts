import type { Board, GrafanaPanel } from '../grafana-panel.ts';

/** The board with this acceptance rate to reach, 0–1, where the catalogue has one; null: none is drawn. */
export function withTarget(board: Board, target: number | null): Board {
  const aim = (panel: GrafanaPanel): GrafanaPanel => {
    const { visual } = panel;
    if (!('target' in visual) || visual.target === null) return panel;
    return { ...panel, visual: { ...visual, target } };
  };
  return {
    ...board,
    sections: board.sections.map((section) => ({ ...section, grafanaPanels: section.grafanaPanels.map(aim) })),
  };
}
