import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect } from 'react';

/** Height of a row in pixels. */
export const ROW_HEIGHT = 34;
/** Rows drawn above and below what is seen. */
const BEYOND = 8;
/** Rows before the end at which more are asked for. */
const AHEAD = 20;

/** The rows that are drawn now, from 0. */
export interface Sight {
  readonly first: number;
  readonly last: number;
  /** False while the list is being scrolled. */
  readonly isResting: boolean;
}

/** Who wants to know what is in sight; with either of them only that is drawn. */
export interface Watchers {
  /** Called when the end comes near. */
  readonly more?: (() => void) | undefined;
  /** Called whenever the rows in sight are others. */
  readonly onSight?: ((sight: Sight) => void) | undefined;
}

/** Which rows are drawn, and the height of those left out above and below them, in pixels. */
export interface DrawnRows {
  readonly places: readonly number[];
  readonly before: number;
  readonly after: number;
}

/** The rows of a list to draw: all of a short one, of a long one those in sight. */
export function useSight(
  wrap: RefObject<HTMLElement | null>,
  count: number,
  isLong: boolean,
  { more, onSight }: Watchers,
): DrawnRows {
  const virtual = useVirtualizer({
    count,
    enabled: isLong,
    getScrollElement: () => wrap.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEYOND,
    // Drawing at once in every scroll event would hold the browser up; it draws with the next frame.
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const isResting = !virtual.isScrolling;
  useEffect(() => {
    if (isLong && last >= count - AHEAD) more?.();
  }, [isLong, last, count, more]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a caller that is new is not a list that was scrolled
  useEffect(() => {
    if (isLong) onSight?.({ first, last, isResting });
  }, [isLong, first, last, isResting]);
  if (!isLong) return { places: Array.from({ length: count }, (_, place) => place), before: 0, after: 0 };
  return {
    places: items.map(({ index }) => index),
    before: items[0]?.start ?? 0,
    after: virtual.getTotalSize() - (items.at(-1)?.end ?? 0),
  };
}
