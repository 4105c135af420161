import { usePanelActions } from '../page/context.ts';
import * as text from '../text/card.ts';
import { Segments } from '../ui/Segments.tsx';

/** A panel that can be measured in several ways, each with a label. */
interface Measured<Measure> {
  readonly id: string;
  readonly measures: readonly [Measure, ...Measure[]];
}

/** The way to measure that the reader chose on the card; by itself the first. */
export const measureIn = <Measure extends { readonly label: string }>(
  { id, measures }: Measured<Measure>,
  local: Readonly<Record<string, string>>,
): Measure => measures.find((item) => item.label.toLowerCase() === local[`m-${id}`]) ?? measures[0];

/** The switch between the ways a card can measure; nothing where there is one. */
export function MeasureSwitch({
  panel: { id, measures },
  measure,
}: {
  readonly panel: Measured<{ readonly label: string }>;
  readonly measure: { readonly label: string };
}) {
  const actions = usePanelActions();
  if (measures.length < 2) return null;
  return (
    <Segments
      label={text.measuredBy}
      choices={measures.map((item) => [item.label, item.label] as const)}
      value={measure.label}
      onChange={(label) => actions.local(`m-${id}`, label === measures[0].label ? null : label.toLowerCase())}
    />
  );
}
