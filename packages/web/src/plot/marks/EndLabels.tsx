/** Words at the right end of what they name. */
export function EndLabels({
  ends,
  x,
}: {
  readonly ends: readonly { readonly y: number; readonly text: string; readonly strong: boolean }[];
  readonly x: number;
}) {
  return ends.map(({ y, text, strong }) => (
    <text key={text} x={x} y={y} data-tone={strong ? 'strong' : undefined}>
      {text}
    </text>
  ));
}
