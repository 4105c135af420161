import type { PagePath } from '../place/paths.ts';
import type { IconName } from '../ui/icons.tsx';

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
  /** Dimensions its filters offer; those of people unless given. */
  readonly filters?: readonly string[];
}

/** What numbers of people can be narrowed by. */
export const OF_PEOPLE: readonly string[] = [
  'team',
  'language',
  'ide',
  'model',
  'feature',
  'user',
  'phase_from',
  'phase_to',
];

const EVERYTHING: NavPage['bar'] = ['scope', 'filter', 'range', 'by', 'vs'];
const OVERVIEW: NavPage = { path: '/', label: 'Overview', icon: 'overview', group: null, key: 'o', bar: EVERYTHING };

/** Pages in reading order; the navigation, the keys and the bar are made from this list. */
export const PAGES: readonly NavPage[] = Object.freeze([
  OVERVIEW,
  { path: '/teams', label: 'Teams', icon: 'team', group: 'Adoption', dimension: 'team', key: 't', bar: EVERYTHING },
  { path: '/people', label: 'People', icon: 'people', group: 'Adoption', key: 'p', bar: EVERYTHING },
  {
    path: '/phases',
    label: 'Adoption phases',
    icon: 'phases',
    group: 'Adoption',
    key: 'j',
    bar: EVERYTHING,
    filters: ['team', 'phase_from', 'phase_to'],
  },
  {
    path: '/seats',
    label: 'Seats',
    icon: 'seat',
    group: 'Adoption',
    key: 's',
    bar: EVERYTHING,
    filters: ['plan', 'granting_team', 'last_editor', 'idle_band', 'user'],
  },
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
  { path: '/chat', label: 'Chat & agents', icon: 'chat', group: 'Usage', key: 'c', bar: EVERYTHING },
  { path: '/heatmaps', label: 'Heatmaps', icon: 'heatmap', group: 'Usage', key: 'h', bar: EVERYTHING },
  {
    path: '/pull-requests',
    label: 'Pull requests',
    icon: 'pulls',
    group: 'Results',
    key: 'u',
    bar: EVERYTHING,
    filters: ['repository'],
  },
  {
    path: '/reconcile',
    label: 'Reconcile',
    icon: 'scale',
    group: 'Trust',
    key: 'r',
    bar: ['scope', 'filter', 'range'],
    filters: ['team', 'language', 'ide', 'model', 'feature'],
  },
  { path: '/data-health', label: 'Data health', icon: 'health', group: 'Trust', key: 'd', bar: ['scope', 'range'] },
] satisfies readonly NavPage[]);

/** The navigation's page of a path; a person, a single panel and the tab of repositories belong to a page of it. */
export function pageOf(path: string): NavPage {
  const wanted = path === '/person' ? '/people' : path === '/repositories' ? '/pull-requests' : path;
  return PAGES.find((page) => page.path === wanted) ?? OVERVIEW;
}

/** The page about the values of a dimension; undefined where there is none. */
export const pageOfDimension = (dimension: string): NavPage | undefined =>
  PAGES.find((page) => page.dimension === dimension);

/** The page a panel of the catalogue stands on. */
export const pageOfPanel = (page: string): NavPage => pageOf(`/${page}`);
