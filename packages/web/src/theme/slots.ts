/** Slots by dimension and value as the server last gave them; a slot once given never changes, so a late answer does no harm. */
const stored = new Map<string, number>();

const keyOf = (dimension: string, value: string): string => `${dimension}\u0000${value.toLowerCase()}`;

/** Takes over the slots of the status. */
export function rememberSlots(
  slots: readonly { readonly dimension: string; readonly value: string; readonly slot: number }[],
): void {
  for (const { dimension, value, slot } of slots) stored.set(keyOf(dimension, value), slot);
}

/** The slot 1–10 the store gave a value; null while it has none. */
export const storedSlot = (dimension: string, value: string): number | null =>
  stored.get(keyOf(dimension, value)) ?? null;
