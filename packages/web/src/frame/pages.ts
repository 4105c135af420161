import type { PagePath } from '../view/use-view.ts';
import type { IconName } from './icons.tsx';

/** A page in the navigation. */
export interface NavPage {
  readonly path: PagePath;
  readonly label: string;
  readonly icon: IconName;
  readonly group: string | null;
  /** Second key after G. */
  readonly key: string;
  /** What of the filter bar the page can honour. */
  readonly bar: readonly ('scope' | 'filter' | 'range' | 'by' | 'vs')[];
}

/** Pages in reading order; the navigation, the keys and the bar are made from this list. */
export const PAGES: readonly NavPage[] = Object.freeze([
  {
    path: '/',
    label: 'Overview',
    icon: 'overview',
    group: null,
    key: 'o',
    bar: ['scope', 'filter', 'range', 'by', 'vs'],
  },
  {
    path: '/people',
    label: 'People',
    icon: 'people',
    group: 'Adoption',
    key: 'p',
    bar: ['scope', 'filter', 'range', 'by', 'vs'],
  },
  { path: '/data-health', label: 'Data health', icon: 'health', group: 'Trust', key: 'd', bar: ['scope', 'range'] },
] satisfies readonly NavPage[]);

/** The navigation's page of a path; a person or a single panel belongs to the page it was opened from. */
export function pageOf(path: string): NavPage {
  const found = PAGES.find((page) => page.path === path);
  return (
    found ??
    (path === '/person' ? PAGES[1] : PAGES[0]) ?? {
      path: '/',
      label: 'Overview',
      icon: 'overview',
      group: null,
      key: 'o',
      bar: [],
    }
  );
}
