import { createContext, type ReactNode, use, useDeferredValue, useLayoutEffect, useSyncExternalStore } from 'react';
import type { Place, Places } from './places.ts';
import { scrollTo } from './scroll.ts';

const PlacesContext = createContext<Places | null>(null);
const PlaceContext = createContext<Place | null>(null);
const LeavingContext = createContext(false);

/**
 * Hands the place to everything below it. A change of the view is drawn at once, another page when it can be drawn whole:
 * until its code has come, the page before stays.
 */
export function PlaceProvider({ places, children }: { readonly places: Places; readonly children: ReactNode }) {
  const now = useSyncExternalStore(places.subscribe, places.now);
  const drawable = useDeferredValue(now);
  const place = drawable.path === now.path ? now : drawable;
  useLayoutEffect(() => scrollTo(place), [place]);
  return (
    <PlacesContext value={places}>
      <LeavingContext value={now !== place}>
        <PlaceContext value={place}>{children}</PlaceContext>
      </LeavingContext>
    </PlacesContext>
  );
}

function inside<T>(value: T | null): T {
  if (value === null) throw new Error('A place is read outside of PlaceProvider.');
  return value;
}

/** The history, to go elsewhere. */
export const usePlaces = (): Places => inside(use(PlacesContext));

/** The place that is drawn. */
export const usePlace = (): Place => inside(use(PlaceContext));

/** True while the address is another than that of the place drawn. */
export const useLeaving = (): boolean => use(LeavingContext);
