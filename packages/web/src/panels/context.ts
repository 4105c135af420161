import { createContext, useContext } from 'react';
import type { Asked } from '../data/hooks.ts';
import type { Status } from '../data/status.ts';
import { useToast } from '../frame/toast.tsx';
import { entityLabel } from '../theme/entities.ts';
import { carried, type PagePath, useView } from '../view/use-view.ts';
import { addFilter, FILTER_DIMENSIONS, type View } from '../view/view.ts';

/** What every panel of a page shares. */
export interface PageContext {
  readonly status: Status;
  readonly asked: Asked;
}

export const Page = createContext<PageContext | null>(null);

/** The page a panel stands on. @throws Error outside of a page, which is our bug. */
export function usePage(): PageContext {
  const page = useContext(Page);
  if (!page) throw new Error('A panel needs a page.');
  return page;
}

/** What clicks in panels do: filter, narrow the range, choose locally, open large. */
export function usePanelActions() {
  const { view, setView, open } = useView();
  const toast = useToast();
  const local = (key: string, value: string | null): void => {
    const { [key]: _, ...rest } = view.local;
    setView({ ...view, local: value === null ? rest : { ...rest, [key]: value } });
  };
  const filter = (dimension: string, value: string, exclude: boolean): void => {
    if (dimension === 'organization') {
      setView({ ...view, scope: `org:${value}` });
      return;
    }
    if (!FILTER_DIMENSIONS.some((name) => name === dimension)) return;
    const before: View = view;
    setView(addFilter(view, dimension, value, exclude ? 'not' : 'is'));
    toast({
      text: `${exclude ? 'Left out' : 'Filtered by'} ${dimension} ${entityLabel(dimension, value)}`,
      undo: () => setView(before),
    });
  };
  return {
    view,
    local,
    filter,
    narrow: (from: string, to: string): void => setView({ ...view, range: { from, to } }),
    large: (panel: string): void => open('/panel', carried(view, { id: panel })),
    go: (path: PagePath): void => open(path, carried(view)),
    person: (login: string): void => open('/person', carried(view, { login })),
  };
}
