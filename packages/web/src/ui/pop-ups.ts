import { lazy, useEffect, useState } from 'react';

const box = () => import('./PopBox.tsx');
const sheet = () => import('./PopSheet.tsx');
const menu = () => import('../card/CardMenu.tsx');

/** The parts of pop-ups that are loaded when the first one opens: no page needs them to be drawn. */
export const PopBox = lazy(box);
/** The same for a phone. */
export const PopSheet = lazy(sheet);
/** The menu behind the `…` of a card. */
export const CardMenu = lazy(menu);

/** Fetches the pop-ups once a reader points or types, so that the first one opens at once. */
export function useFetchedPopUps(): void {
  useEffect(() => {
    const fetch = (): void => {
      // What fails here is tried again, and told, when a pop-up opens.
      for (const part of [box, sheet, menu]) part().catch(() => undefined);
    };
    const kinds = ['pointerover', 'touchstart', 'keydown'] as const;
    for (const kind of kinds) document.addEventListener(kind, fetch, { once: true, passive: true });
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, fetch);
    };
  }, []);
}

/** Opens one draw after it is asked to: a pop-up mounted open would not know where the focus was. */
export function useOpenedLater(opened: boolean): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  return shown && opened;
}

/** True from the first time on that it was opened. */
export function useEverOpened(opened: boolean): boolean {
  const [ever, setEver] = useState(opened);
  if (opened && !ever) setEver(true);
  return ever || opened;
}
