import { startTransition, useEffect, useState } from 'react';
import { wait } from '../ui/waiting.ts';

/**
 * How many of `count` cards are drawn: `first` at once, the others one after the other, each in slices of time between
 * which the page answers. A link to a card and a printer get all of them.
 */
export function useInTurn(count: number, first: number): number {
  const [drawn, setDrawn] = useState(() => (window.location.hash === '' ? first : Number.POSITIVE_INFINITY));
  const isWaiting = drawn < count;
  useEffect(() => (isWaiting ? wait() : undefined), [isWaiting]);
  useEffect(() => {
    if (drawn >= count) return;
    const next = setTimeout(() => startTransition(() => setDrawn(drawn + 1)));
    const all = (): void => setDrawn(Number.POSITIVE_INFINITY);
    window.addEventListener('beforeprint', all);
    return () => {
      clearTimeout(next);
      window.removeEventListener('beforeprint', all);
    };
  }, [drawn, count]);
  return Math.min(drawn, count);
}

/** Columns of the grid, twelve a row, that are in the window when a page opens. */
const FIRST_COLUMNS = 24;

/** How many cards stand in the first rows. */
export function cardsAtFirst(spans: readonly number[]): number {
  let left = FIRST_COLUMNS;
  const beyond = spans.findIndex((span) => {
    left -= span;
    return left < 0;
  });
  return beyond < 0 ? spans.length : beyond;
}
