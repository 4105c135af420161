import { Component, type ComponentType, type ReactNode, Suspense } from 'react';
import { OverviewPage } from './pages/OverviewPage.tsx';
import { type Later, later } from './place/later.tsx';
import { usePlace } from './place/PlaceProvider.tsx';
import { type PagePath, pagePathOf } from './place/paths.ts';
import * as text from './text/shell/shell.ts';
import { Coming } from './ui/Coming.tsx';
import { State } from './ui/State.tsx';

const dimensions = () => import('./pages/DimensionPage.tsx');

/** The pages; all but the first are loaded when they are opened. */
const PAGES: Readonly<Record<PagePath, ComponentType | Later>> = {
  '/': OverviewPage,
  '/people': later(() => import('./pages/PeoplePage.tsx'), 'PeoplePage'),
  '/person': later(() => import('./pages/person/PersonPage.tsx'), 'PersonPage'),
  '/phases': later(() => import('./pages/PhasesPage.tsx'), 'PhasesPage'),
  '/seats': later(() => import('./pages/SeatsPage.tsx'), 'SeatsPage'),
  '/teams': later(dimensions, 'TeamsPage'),
  '/languages': later(dimensions, 'LanguagesPage'),
  '/editors': later(dimensions, 'EditorsPage'),
  '/models': later(dimensions, 'ModelsPage'),
  '/features': later(dimensions, 'FeaturesPage'),
  '/chat': later(() => import('./pages/ChatPage.tsx'), 'ChatPage'),
  '/heatmaps': later(() => import('./pages/HeatmapsPage.tsx'), 'HeatmapsPage'),
  '/pull-requests': later(() => import('./pages/PullRequestsPage.tsx'), 'PullRequestsPage'),
  '/reconcile': later(() => import('./pages/reconcile/ReconcilePage.tsx'), 'ReconcilePage'),
  '/data-health': later(() => import('./pages/data-health/DataHealthPage.tsx'), 'DataHealthPage'),
  '/audit': later(() => import('./pages/audit/AuditPage.tsx'), 'AuditPage'),
  '/tokens': later(() => import('./pages/tokens/TokensPage.tsx'), 'TokensPage'),
  '/me': later(() => import('./pages/mine/MinePage.tsx'), 'MinePage'),
  '/sessions': later(() => import('./pages/sessions/SessionsPage.tsx'), 'SessionsPage'),
  '/settings': later(() => import('./pages/settings/SettingsPage.tsx'), 'SettingsPage'),
  '/panel': later(() => import('./pages/PanelLargePage.tsx'), 'PanelLargePage'),
};

const pageAt = (path: string): ComponentType | Later | null => {
  const known = pagePathOf(path);
  return known === null ? null : PAGES[known];
};

/** Fetches the code of the page at a path; one that fails says so when it is drawn. */
export async function loadPage(path: string): Promise<void> {
  const page = pageAt(path);
  if (page !== null && 'load' in page) await page.load().catch(() => undefined);
}

/** The page of the place, or that there is none, or that it failed. */
export function CurrentPage() {
  const place = usePlace();
  const page = pageAt(place.path);
  if (page === null)
    return (
      <State icon="empty" title={text.noSuchPage}>
        {text.chooseOne}
      </State>
    );
  const Page = 'load' in page ? page.Page : page;
  return (
    <PageFailed place={place}>
      <Suspense fallback={<Coming />}>
        <Page />
      </Suspense>
    </PageFailed>
  );
}

/** Says what failed in place of the page, until another place is opened. */
class PageFailed extends Component<
  { readonly place: object; readonly children: ReactNode },
  { readonly error: unknown }
> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidUpdate(before: { readonly place: object }): void {
    if (before.place !== this.props.place && this.state.error !== null) this.setState({ error: null });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <State icon="alert" title={text.pageFailed}>
        {error instanceof Error ? error.message : text.unexpected} {text.reload}
      </State>
    );
  }
}
