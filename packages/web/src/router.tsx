import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { OverviewPage } from './pages/OverviewPage.tsx';
import { Shell } from './shell/Shell.tsx';
import { State } from './ui/State.tsx';
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

/** A page whose code is loaded when it is first opened. */
const later = <Path extends string, Name extends string>(
  path: Path,
  load: () => Promise<Readonly<Record<Name, () => ReactNode>>>,
  name: Name,
) => createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load, name) });

const dimensions = () => import('./pages/DimensionPage.tsx');

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: OverviewPage }),
  later('/people', () => import('./pages/PeoplePage.tsx'), 'PeoplePage'),
  later('/person', () => import('./pages/person/PersonPage.tsx'), 'PersonPage'),
  later('/phases', () => import('./pages/PhasesPage.tsx'), 'PhasesPage'),
  later('/seats', () => import('./pages/SeatsPage.tsx'), 'SeatsPage'),
  later('/teams', dimensions, 'TeamsPage'),
  later('/languages', dimensions, 'LanguagesPage'),
  later('/editors', dimensions, 'EditorsPage'),
  later('/models', dimensions, 'ModelsPage'),
  later('/features', dimensions, 'FeaturesPage'),
  later('/chat', () => import('./pages/ChatPage.tsx'), 'ChatPage'),
  later('/heatmaps', () => import('./pages/HeatmapsPage.tsx'), 'HeatmapsPage'),
  later('/pull-requests', () => import('./pages/PullRequestsPage.tsx'), 'PullRequestsPage'),
  later('/reconcile', () => import('./pages/reconcile/ReconcilePage.tsx'), 'ReconcilePage'),
  later('/data-health', () => import('./pages/data-health/DataHealthPage.tsx'), 'DataHealthPage'),
  later('/panel', () => import('./pages/PanelLargePage.tsx'), 'PanelLargePage'),
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
