import { useCallback, useMemo } from 'react';
import { usePlace, usePlaces } from '../place/PlaceProvider.tsx';
import type { PagePath } from '../place/paths.ts';
import { formatView, parseView, type View } from './view.ts';

/** The view in the URL, and ways to change it; every change is a step the back button undoes. */
export function useView(): {
  readonly view: View;
  readonly setView: (view: View) => void;
  /** `place`: the id of a panel to come to. */
  readonly open: (path: PagePath, view: View, place?: string) => void;
} {
  const { path, search } = usePlace();
  const places = usePlaces();
  const view = useMemo(() => parseView(search), [search]);
  const open = useCallback(
    (to: PagePath, next: View, place?: string) =>
      places.go({ path: to, query: formatView(next), ...(place ? { hash: place } : {}) }),
    [places],
  );
  const setView = useCallback(
    (next: View) => {
      rememberCompare(next.compare);
      places.go({ path, query: formatView(next) }, true);
    },
    [places, path],
  );
  return { view, setView, open };
}

const COMPARE_KEY = 'flightdeck.compare';

function rememberCompare(compare: View['compare']): void {
  try {
    localStorage.setItem(COMPARE_KEY, compare);
  } catch {
    // A browser may forbid storage; then the choice lasts as long as the URL.
  }
}

/** The comparison chosen last on this device, for a link that names none. */
export function rememberedCompare(): string | null {
  try {
    return localStorage.getItem(COMPARE_KEY);
  } catch {
    return null;
  }
}

/** The part of a view that goes along to another page: everything but choices local to this one. */
export const carried = (view: View, local: View['local'] = {}): View => ({ ...view, local });
