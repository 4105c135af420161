import type { PagePath } from '../view/use-view.ts';
import type { IconName } from './icons.tsx';

/** A page in the navigation. */
export interface NavPage {
  readonly path: PagePath;
  readonly label: string;
  readonly icon: IconName;
  readonly group: string | null;
  /** The pages of one dimension: its name. */
  readonly dimension?: string;
  /** Second key after G. */
  readonly key: string;
  /** What of the filter bar the page can honour. */
  readonly bar: readonly ('scope' | 'filter' | 'range' | 'by' | 'vs')[];
}

const EVERYTHING: NavPage['bar'] = ['scope', 'filter', 'range', 'by', 'vs'];
const OVERVIEW: NavPage = { path: '/', label: 'Overview', icon: 'overview', group: null, key: 'o', bar: EVERYTHING };

/** Pages in reading order; the navigation, the keys and the bar are made from this list. */
export const PAGES: readonly NavPage[] = Object.freeze([
  OVERVIEW,
  { path: '/teams', label: 'Teams', icon: 'team', group: 'Adoption', dimension: 'team', key: 't', bar: EVERYTHING },
  { path: '/people', label: 'People', icon: 'people', group: 'Adoption', key: 'p', bar: EVERYTHING },
  {
    path: '/languages',
    label: 'Languages',
    icon: 'language',
    group: 'Usage',
    dimension: 'language',
    key: 'l',
    bar: EVERYTHING,
  },
  { path: '/editors', label: 'Editors', icon: 'ide', group: 'Usage', dimension: 'ide', key: 'e', bar: EVERYTHING },
  { path: '/models', label: 'Models', icon: 'model', group: 'Usage', dimension: 'model', key: 'm', bar: EVERYTHING },
  {
    path: '/features',
    label: 'Features',
    icon: 'feature',
    group: 'Usage',
    dimension: 'feature',
    key: 'f',
    bar: EVERYTHING,
  },
  { path: '/data-health', label: 'Data health', icon: 'health', group: 'Trust', key: 'd', bar: ['scope', 'range'] },
] satisfies readonly NavPage[]);

/** The navigation's page of a path; a person or a single panel belongs to the page it was opened from. */
export function pageOf(path: string): NavPage {
  const wanted = path === '/person' ? '/people' : path;
  return PAGES.find((page) => page.path === wanted) ?? OVERVIEW;
}

/** The page about the values of a dimension; undefined where there is none. */
export const pageOfDimension = (dimension: string): NavPage | undefined =>
  PAGES.find((page) => page.dimension === dimension);

/** The page a panel of the catalogue stands on. */
export const pageOfPanel = (page: string): NavPage => pageOf(`/${page}`);
