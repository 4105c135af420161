import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { formatView, parseView, type View } from './view.ts';

/** Pages there are; the paths of the app. */
export type PagePath =
  | '/'
  | '/teams'
  | '/people'
  | '/languages'
  | '/editors'
  | '/models'
  | '/features'
  | '/person'
  | '/phases'
  | '/chat'
  | '/heatmaps'
  | '/seats'
  | '/pull-requests'
  | '/reconcile'
  | '/data-health'
  | '/panel';

/** What the router keeps of a search string: all of it, unread, because parseView reads it. */
export interface RawSearch {
  readonly raw?: string;
}

/** The view in the URL, and ways to change it; every change is a step the back button undoes. */
export function useView(): {
  readonly view: View;
  readonly setView: (view: View) => void;
  /** `place`: the id of a panel to come to. */
  readonly open: (path: PagePath, view: View, place?: string) => void;
} {
  const search = useRouterState({ select: (state) => state.location.searchStr });
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigate = useNavigate();
  const view = useMemo(() => parseView(search), [search]);
  const open = useCallback(
    (to: PagePath, next: View, place?: string) =>
      void navigate({ to, search: { raw: formatView(next) }, ...(place ? { hash: place } : {}) }),
    [navigate],
  );
  const setView = useCallback(
    (next: View) => {
      rememberCompare(next.compare);
      void navigate({ to: path as PagePath, search: { raw: formatView(next) }, resetScroll: false });
    },
    [navigate, path],
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
