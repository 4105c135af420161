import { type RefObject, useEffect, useState } from 'react';

/** Rows the window moves by at once, so that not every turn of the wheel draws. */
const STEP = 8;
/** Rows drawn at least above and below those in sight. */
const MARGIN = 4;
/** Milliseconds without scrolling after which the rows rest. */
const REST_MS = 150;

/** Rows drawn at once where `tall` pixels are in sight. */
export const windowSize = (tall: number, rowHeight: number): number =>
  Math.ceil(tall / rowHeight) + 1 + 2 * MARGIN + STEP - 1;

/** The first row to draw at a place of the scroll bar: a multiple of eight. */
export const windowStart = (scrollTop: number, rowHeight: number): number =>
  Math.max(0, Math.floor((Math.floor(scrollTop / rowHeight) - MARGIN) / STEP) * STEP);

/** The rows to draw of a long table whose rows are all as high; `size` is the same wherever it stands. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { rowHeight, tall }: { readonly rowHeight: number; readonly tall: number },
): { readonly from: number; readonly size: number; readonly isScrolling: boolean } {
  const [from, setFrom] = useState(0);
  const [isScrolling, setScrolling] = useState(false);
  const size = windowSize(tall, rowHeight);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let [last, timer] = [0, 0];
    const rest = (): void => {
      timer = 0;
      setScrolling(false);
    };
    const move = (): void => {
      if (timer === 0) setScrolling(true);
      clearTimeout(timer);
      timer = window.setTimeout(rest, REST_MS);
      const start = windowStart(element.scrollTop, rowHeight);
      if (start === last) return;
      last = start;
      // A row that goes is used again for another: the focus may not go with it.
      const focused = document.activeElement?.closest('[aria-rowindex]');
      const row = focused && element.contains(focused) ? Number(focused.getAttribute('aria-rowindex')) - 2 : null;
      if (row !== null && (row < start || row >= start + size)) element.focus({ preventScroll: true });
      setFrom(start);
    };
    element.addEventListener('scroll', move, { passive: true });
    return () => {
      element.removeEventListener('scroll', move);
      clearTimeout(timer);
    };
  }, [scroller, rowHeight, size]);
  return { from, size, isScrolling };
}
