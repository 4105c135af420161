import { type Me, may, type Need } from '../data/session/me.ts';
import type { PagePath } from '../place/paths.ts';
import * as text from '../text/shell/navigation.ts';
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
  /** Who may open it. */
  readonly needs: Need;
  /** True: it is about whoever opens it, so it stands in their menu instead of among the others. */
  readonly isOwn?: true;
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

/** Figures of scopes and teams. */
const FIGURES: Need = { right: 'read_aggregates' };
const EVERYTHING: NavPage['bar'] = ['scope', 'filter', 'range', 'by', 'vs'];
const OVERVIEW: NavPage = {
  path: '/',
  label: text.overview,
  icon: 'overview',
  group: null,
  key: 'o',
  bar: EVERYTHING,
  needs: FIGURES,
};

/** Pages in reading order; the navigation, the keys and the bar are made from this list. */
export const PAGES: readonly NavPage[] = Object.freeze([
  OVERVIEW,
  {
    path: '/teams',
    label: text.teams,
    icon: 'team',
    group: text.adoption,
    dimension: 'team',
    key: 't',
    bar: EVERYTHING,
    needs: FIGURES,
  },
  {
    path: '/people',
    label: text.people,
    icon: 'people',
    group: text.adoption,
    key: 'p',
    bar: EVERYTHING,
    needs: { right: 'read_people' },
  },
  {
    path: '/phases',
    label: text.phases,
    icon: 'phases',
    group: text.adoption,
    key: 'j',
    bar: EVERYTHING,
    filters: ['team', 'phase_from', 'phase_to'],
    needs: FIGURES,
  },
  {
    path: '/seats',
    label: text.seats,
    icon: 'seat',
    group: text.adoption,
    key: 's',
    bar: EVERYTHING,
    filters: ['plan', 'granting_team', 'last_editor', 'idle_band', 'user'],
    needs: FIGURES,
  },
  {
    path: '/languages',
    label: text.languages,
    icon: 'language',
    group: text.usage,
    dimension: 'language',
    key: 'l',
    bar: EVERYTHING,
    needs: FIGURES,
  },
  {
    path: '/editors',
    label: text.editors,
    icon: 'ide',
    group: text.usage,
    dimension: 'ide',
    key: 'e',
    bar: EVERYTHING,
    needs: FIGURES,
  },
  {
    path: '/models',
    label: text.models,
    icon: 'model',
    group: text.usage,
    dimension: 'model',
    key: 'm',
    bar: EVERYTHING,
    needs: FIGURES,
  },
  {
    path: '/features',
    label: text.features,
    icon: 'feature',
    group: text.usage,
    dimension: 'feature',
    key: 'f',
    bar: EVERYTHING,
    needs: FIGURES,
  },
  { path: '/chat', label: text.chat, icon: 'chat', group: text.usage, key: 'c', bar: EVERYTHING, needs: FIGURES },
  {
    path: '/heatmaps',
    label: text.heatmaps,
    icon: 'heatmap',
    group: text.usage,
    key: 'h',
    bar: EVERYTHING,
    needs: FIGURES,
  },
  {
    path: '/pull-requests',
    label: text.pullRequests,
    icon: 'pulls',
    group: text.results,
    key: 'u',
    bar: EVERYTHING,
    filters: ['repository'],
    needs: FIGURES,
  },
  {
    path: '/reconcile',
    label: text.reconcile,
    icon: 'scale',
    group: text.trust,
    key: 'r',
    bar: ['scope', 'filter', 'range'],
    filters: ['team', 'language', 'ide', 'model', 'feature'],
    needs: { right: 'read_aggregates', span: 'whole_scopes' },
  },
  {
    path: '/data-health',
    label: text.dataHealth,
    icon: 'health',
    group: text.trust,
    key: 'd',
    bar: ['scope', 'range'],
    needs: { right: 'read_ledger', span: 'everything' },
  },
  {
    path: '/audit',
    label: 'Audit',
    icon: 'audit',
    group: 'Trust',
    key: 'i',
    bar: [],
    needs: { right: 'read_audit', span: 'everything' },
  },
  {
    path: '/settings',
    label: text.settings,
    icon: 'settings',
    group: text.administration,
    key: 'g',
    bar: [],
    needs: { right: 'administer', span: 'everything' },
  },
  {
    path: '/tokens',
    label: 'Tokens',
    icon: 'ide',
    group: 'Yours',
    key: 'k',
    bar: [],
    needs: { right: 'make_tokens' },
    isOwn: true,
  },
  {
    path: '/me',
    label: text.myUsage,
    icon: 'people',
    group: text.yours,
    key: 'i',
    bar: ['range'],
    needs: { right: 'read_own' },
  },
  {
    path: '/sessions',
    label: text.sessions,
    icon: 'ide',
    group: text.yours,
    key: 'n',
    bar: [],
    needs: { right: 'see_sessions' },
    isOwn: true,
  },
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

/** The pages of the navigation that somebody may open. */
export const pagesOf = (me: Me | undefined): readonly NavPage[] => PAGES.filter(({ needs }) => may(me, needs));

/** The first page somebody may open; null for whoever was granted nothing, to whom the first page says so. */
export const homeOf = (me: Me): NavPage | null =>
  me.roles.length === 0 ? null : (pagesOf(me).find(({ isOwn }) => !isOwn) ?? pagesOf(me)[0] ?? null);
