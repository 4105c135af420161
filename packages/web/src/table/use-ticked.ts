import { usePanelActions } from '../page/context.ts';

/** Most values of a dimension drawn in one chart by choice. */
export const MOST_TICKED = 4;

/** The values ticked in a page's table, kept in the URL, and how to tick one; at most four. */
export function useTicked(page: string): {
  readonly ticked: readonly string[];
  readonly tick: (value: string) => void;
  readonly clear: () => void;
} {
  const actions = usePanelActions();
  const key = `tick-${page}`;
  const ticked = (actions.view.local[key] ?? '').split('|').filter(Boolean).slice(0, MOST_TICKED);
  return {
    ticked,
    tick: (value) => {
      const next = ticked.includes(value) ? ticked.filter((item) => item !== value) : [...ticked, value];
      actions.local(key, next.length === 0 ? null : next.slice(0, MOST_TICKED).join('|'));
    },
    clear: () => actions.local(key, null),
  };
}
