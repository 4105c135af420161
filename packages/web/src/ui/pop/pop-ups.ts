import { lazy, useEffect } from 'react';

const box = () => import('./PopBox.tsx');
const sheet = () => import('./PopSheet.tsx');
const menu = () => import('./Menu.tsx');

/** The parts of pop-ups that are loaded when the first one opens: no page needs them to be drawn. */
export const PopBox = lazy(box);
/** The same for a phone. */
export const PopSheet = lazy(sheet);
/** The menu behind the `…` of a card. */
export const Menu = lazy(menu);

/** Fetches the pop-ups once a reader points or types, so that the first one opens at once. */
export function useFetchedPopUps(): void {
  useEffect(() => {
    const fetch = (): void => {
      // What fails here is tried again, and reported, when a pop-up opens.
      for (const part of [box, sheet, menu]) part().catch(() => undefined);
    };
    const kinds = ['pointerover', 'touchstart', 'keydown'] as const;
    for (const kind of kinds) document.addEventListener(kind, fetch, { once: true, passive: true });
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, fetch);
    };
  }, []);
}
