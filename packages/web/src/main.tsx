import './trusted-types.ts';
import { MantineProvider } from '@mantine/core';
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/CloseButton.css';
import '@mantine/core/styles/Paper.css';
import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/ScrollArea.css';
import '@mantine/core/styles/Drawer.css';
import './theme/base.css';
import './shell/shell.css';
import './shell/as-of.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { askAhead } from './page/ask-ahead.ts';
import { PlaceProvider } from './place/PlaceProvider.tsx';
import { browserPlaces } from './place/places.ts';
import { takeOverScroll } from './place/scroll.ts';
import { CurrentPage, loadPage } from './router.tsx';
import { Shell } from './shell/Shell.tsx';
import { cssVariablesResolver, mantineTheme } from './theme/mantine.ts';
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
const places = browserPlaces(base);
takeOverScroll();
const root = document.getElementById('root');

/** Most that drawing waits for the first answers: with them the page is drawn once, not first without numbers. */
const AHEAD_MS = 400;

if (root) {
  const { path, search } = places.now();
  const page = path === '/' ? 'overview' : null;
  const ahead = Promise.all([loadPage(path), askAhead(client, page, parseView(search))]);
  await Promise.race([ahead, new Promise((resolve) => setTimeout(resolve, AHEAD_MS))]);
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={mantineTheme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
        <QueryClientProvider client={client}>
          <ToastHost>
            <PlaceProvider places={places}>
              <Shell>
                <CurrentPage />
              </Shell>
            </PlaceProvider>
          </ToastHost>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
