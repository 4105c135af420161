import { findDimension } from '@flightdeck/catalog';
import type { Filter } from '@flightdeck/query';
import { createContext, useContext } from 'react';
import type { Asked } from '../data/hooks.ts';
import type { Status } from '../data/status/status.ts';
import { formatRange } from '../format/format.ts';
import type { PagePath } from '../place/paths.ts';
import * as words from '../text/page.ts';
import { entityLabel } from '../theme/entities.ts';
import { useToast } from '../ui/toast.tsx';
import { carried, useView } from '../view/use-view.ts';
import { addFilter, isFilterable, type View } from '../view/view.ts';

/** What a click on a mark does, spread on a button; nothing where its dimension cannot filter. */
export interface Picked {
  readonly onClick?: (event: { readonly shiftKey: boolean }) => void;
}

const NOT_PICKED: Picked = {};

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
  /** Changes the view and says so for six seconds, with the way back. */
  const change = (next: View, text: string): void => {
    setView(next);
    toast({ text, undo: () => setView(view) });
  };
  const filter = (dimension: string, value: string, exclude: boolean): void => {
    if (!isFilterable(dimension)) return;
    const name = `${(findDimension(dimension)?.label ?? dimension).toLowerCase()} ${entityLabel(dimension, value)}`;
    if (dimension === 'organization') change({ ...view, scope: `org:${value}` }, words.filteredBy({ name }));
    else
      change(
        addFilter(view, dimension, value, exclude ? 'not_in' : 'in'),
        exclude ? words.leftOutBy({ name }) : words.filteredBy({ name }),
      );
  };
  const unfilter = (gone: readonly Filter[]): void =>
    change(
      {
        ...view,
        filters: view.filters.filter(
          ({ dimension, is }) => !gone.some((filter) => filter.dimension === dimension && filter.is === is),
        ),
      },
      words.filtersRemoved({ count: gone.length }),
    );
  /** A cell of a heatmap: the days and, where it has one, the value of its row. */
  const cell = (dimension: string, value: string | null, from: string, to: string): void => {
    const filtered = value !== null && isFilterable(dimension) ? addFilter(view, dimension, value, 'in') : view;
    const range = formatRange({ from, to });
    change(
      { ...filtered, range: { from, to } },
      value === null ? words.only({ range }) : words.onlyValue({ name: entityLabel(dimension, value), range }),
    );
  };
  const narrow = (from: string, to: string): void =>
    change({ ...view, range: { from, to } }, words.only({ range: formatRange({ from, to }) }));
  return {
    view,
    local,
    filter,
    unfilter,
    narrow,
    cell,
    /** Props of a button that filters by a value: `<button {...pick('team', 'sre')} />`; Shift+click leaves it out. */
    pick: (dimension: string, value: string): Picked =>
      isFilterable(dimension) ? { onClick: (event) => filter(dimension, value, event.shiftKey) } : NOT_PICKED,
    large: (panel: string): void => open('/panel', carried(view, { id: panel })),
    go: (path: PagePath): void => open(path, carried(view)),
    person: (login: string): void => open('/person', carried(view, { login })),
  };
}
