import type { Panel, PanelMeasure } from '@flightdeck/catalog';
import { Segments } from '../frame/Segments.tsx';
import { usePanelActions } from './context.ts';

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
      label="Measured by"
      choices={measures.map((item) => [item.label, item.label] as const)}
      value={measure.label}
      onChange={(label) => actions.local(`m-${panel.id}`, label === measures[0]?.label ? null : label.toLowerCase())}
    />
  );
}
