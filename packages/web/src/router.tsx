import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Shell } from './frame/Shell.tsx';
import { State } from './frame/State.tsx';
import { DataHealthPage } from './pages/DataHealthPage.tsx';
import { OverviewPage } from './pages/OverviewPage.tsx';
import { PanelLargePage } from './pages/PanelLargePage.tsx';
import { PeoplePage } from './pages/PeoplePage.tsx';
import { PersonPage } from './pages/PersonPage.tsx';
import type { RawSearch } from './view/use-view.ts';

const root = createRootRoute({
  component: Shell,
  validateSearch: (search: Record<string, unknown>): RawSearch =>
    typeof search.raw === 'string' ? { raw: search.raw } : {},
  notFoundComponent: () => (
    <State icon="empty" title="There is no such page">
      Choose one from the list at the left.
    </State>
  ),
  errorComponent: ({ error }) => (
    <State icon="alert" title="This page failed">
      {error instanceof Error ? error.message : 'An unexpected error.'} Reload to try again.
    </State>
  ),
});

const dimension = <Path extends string>(path: Path, name: keyof typeof import('./pages/DimensionPage.tsx')) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(() => import('./pages/DimensionPage.tsx'), name),
  });

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: OverviewPage }),
  createRoute({ getParentRoute: () => root, path: '/people', component: PeoplePage }),
  createRoute({ getParentRoute: () => root, path: '/person', component: PersonPage }),
  createRoute({ getParentRoute: () => root, path: '/data-health', component: DataHealthPage }),
  dimension('/teams', 'TeamsPage'),
  dimension('/languages', 'LanguagesPage'),
  dimension('/editors', 'EditorsPage'),
  dimension('/models', 'ModelsPage'),
  dimension('/features', 'FeaturesPage'),
  createRoute({
    getParentRoute: () => root,
    path: '/phases',
    component: lazyRouteComponent(() => import('./pages/PhasesPage.tsx'), 'PhasesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/seats',
    component: lazyRouteComponent(() => import('./pages/SeatsPage.tsx'), 'SeatsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/pull-requests',
    component: lazyRouteComponent(() => import('./pages/PullRequestsPage.tsx'), 'PullRequestsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/heatmaps',
    component: lazyRouteComponent(() => import('./pages/HeatmapsPage.tsx'), 'HeatmapsPage'),
  }),
  createRoute({ getParentRoute: () => root, path: '/panel', component: PanelLargePage }),
] as const;

const tree = root.addChildren([...routes]);

/** The pages below a base path; search strings are kept as written, because parseView reads them. */
export function createAppRouter(basepath: string) {
  return createRouter({
    routeTree: tree,
    basepath,
    scrollRestoration: true,
    parseSearch: (search) => (search.length > 1 ? { raw: search.replace(/^\?/, '') } : {}),
    stringifySearch: (search) => (typeof search.raw === 'string' && search.raw !== '' ? `?${search.raw}` : ''),
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
