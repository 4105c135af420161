import './trusted-types.ts';
import './theme/base.css';
import './theme/page.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ME_QUERY, may } from './data/session/me.ts';
import { askAhead } from './page/ask-ahead.ts';
import { PlaceProvider } from './place/PlaceProvider.tsx';
import { browserPlaces } from './place/places.ts';
import { takeOverScroll } from './place/scroll.ts';
import { CurrentPage, loadPage } from './router.tsx';
import { Door } from './shell/door/Door.tsx';
import { homeOf, pageOf } from './shell/pages.ts';
import { Shell } from './shell/Shell.tsx';
import { startTheme } from './theme/color-scheme.ts';
import { ToastHost } from './ui/toast.tsx';
import { rememberedCompare } from './view/use-view.ts';
import { formatView, parseView } from './view/view.ts';
// Last: what is printed overrules the styles of every mark and card.
import './theme/print.css';

/** A link without a comparison gets the one chosen last on this device; one that names it is left alone. */
const compare = rememberedCompare();
if (!/[?&]vs=/.test(window.location.search) && (compare === 'off' || compare === 'year')) {
  const search = formatView({ ...parseView(window.location.search), compare });
  window.history.replaceState(null, '', `${window.location.pathname}?${search}${window.location.hash}`);
}

const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 60_000, retry: 1, refetchOnWindowFocus: false } },
});
const base = new URL(document.baseURI).pathname;
await beginAtHome();
const places = browserPlaces(base);
takeOverScroll();
startTheme();
const root = document.getElementById('root');

/** Whoever may not open the first page begins at theirs. */
async function beginAtHome(): Promise<void> {
  if (window.location.pathname !== base) return;
  const me = await client.fetchQuery(ME_QUERY).catch(() => undefined);
  const home = me && !may(me, pageOf('/').needs) ? homeOf(me) : null;
  if (home !== null) window.history.replaceState(null, '', base + home.path.slice(1) + window.location.search);
}

/** Most that drawing waits for the first answers: with them the page is drawn once, not first without numbers. */
const AHEAD_MS = 400;

if (root) {
  const { path, search } = places.now();
  const page = path === '/' ? 'overview' : null;
  const ahead = Promise.all([loadPage(path), askAhead(client, page, parseView(search))]);
  await Promise.race([ahead, new Promise((resolve) => setTimeout(resolve, AHEAD_MS))]);
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <ToastHost>
          <PlaceProvider places={places}>
            <Door>
              <Shell>
                <CurrentPage />
              </Shell>
            </Door>
          </PlaceProvider>
        </ToastHost>
      </QueryClientProvider>
    </StrictMode>,
  );
}
