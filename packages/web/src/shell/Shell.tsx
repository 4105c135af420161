import { dayCount } from '@flightdeck/catalog';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { cutExtent } from '../data/as-of.ts';
import { extentOf, useStatus } from '../data/hooks.ts';
import { may, useMe } from '../data/session/me.ts';
import { failedSpans } from '../data/status/spans.ts';
import type { Status } from '../data/status/status.ts';
import { PageLink } from '../place/PageLink.tsx';
import { usePlace } from '../place/PlaceProvider.tsx';
import * as text from '../text/shell/shell.ts';
import { useTheme } from '../theme/use-theme.ts';
import { Coming } from '../ui/Coming.tsx';
import { copyText } from '../ui/copy-text.ts';
import { Drawn } from '../ui/Drawn.tsx';
import { Icon } from '../ui/icons.tsx';
import { useFetchedPopUps } from '../ui/pop/pop-ups.ts';
import { useToast } from '../ui/toast.tsx';
import { finalWithin } from '../view/final-words.ts';
import { rangeOf, shiftRange } from '../view/range.ts';
import { carried, useView } from '../view/use-view.ts';
import { FilterBar } from './bar/FilterBar.tsx';
import { Gate } from './door/Gate.tsx';
import { ageOf, lastNews } from './Freshness.tsx';
import { LackingBanner } from './LackingBanner.tsx';
import { Nav } from './Nav.tsx';
import { PrintHead } from './PrintHead.tsx';
import { pageOf } from './pages.ts';
import type { CommandAction } from './palette/commands.ts';
import { keyAction } from './palette/keys.ts';
import { useKeys } from './palette/use-keys.ts';
import css from './shell.module.css';

const AsOfBanner = lazy(() => import('./AsOfBanner.tsx').then((all) => ({ default: all.AsOfBanner })));
const Palette = lazy(() => import('./palette/Palette.tsx'));
const KeysHelp = lazy(() => import('./palette/KeysHelp.tsx'));
const PageMenu = lazy(() => import('./PageMenu.tsx'));

/** Days that failed and have not been loaded since: what Data health asks attention for. */
const attentionOf = (status: Status): number => failedSpans(status).reduce((days, span) => days + dayCount(span), 0);

/** The colour of the freshness on a phone, by its age. */
const PILL_TONES = { good: 'info', warn: 'warn', bad: 'bad' } as const;

/** Navigation, filter bar, demo strip and the page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { view, setView, open } = useView();
  const { path } = usePlace();
  const page = pageOf(path);
  const { data: status, error, refetch } = useStatus();
  const me = useMe();
  const [menu, setMenu] = useState(false);
  const [help, setHelp] = useState(false);
  const [searching, setSearching] = useState(false);
  const [filterOpen, setFilterOpen] = useState(false);
  const toast = useToast();
  const theme = useTheme();
  const main = useRef<HTMLElement>(null);
  const share = (): void => {
    const { href } = window.location;
    void copyText(href).then((done) => toast({ text: done ? text.linkCopied : text.copyThis({ link: href }) }));
  };
  const act = (action: CommandAction): void => {
    if (action.kind === 'go') open(action.path, carried(view), action.panel);
    else if (action.kind === 'large') open('/panel', carried(view, { id: action.panel }));
    else if (action.kind === 'view') setView(action.view);
    else if (action.kind === 'person') open('/person', carried(view, { login: action.login }));
    else if (action.kind === 'theme') theme.toggle();
    else if (action.kind === 'share') share();
    else if (action.kind === 'print') window.print();
    else if (action.kind === 'sign_out') void import('../data/session/signed-in.ts').then(({ signOut }) => signOut());
    else setHelp(true);
  };
  useKeys(
    (key, prefixed) => {
      const action = keyAction(key, view, prefixed);
      if (!action) return false;
      if (action.kind === 'prefix') return true;
      if (action.kind === 'view') {
        setView(action.view);
        if (view.filters.length > 0 && action.view.filters.length === 0)
          toast({ text: text.filtersCleared, undo: () => setView(view) });
      }
      if (action.kind === 'go') open(action.path, carried(view));
      if (action.kind === 'filter') setFilterOpen(true);
      if (action.kind === 'search') main.current?.querySelector<HTMLInputElement>('input[type=search]')?.focus();
      if (action.kind === 'share') share();
      if (action.kind === 'help') setHelp(true);
      const loaded = status ? extentOf(status, view.scope) : null;
      const extent = loaded && cutExtent(loaded, view.asOf);
      if (action.kind === 'shift' && extent)
        setView({ ...view, range: shiftRange(rangeOf(view.range, extent), action.direction) });
      return false;
    },
    () => setSearching(true),
  );
  useFetchedPopUps();
  useEffect(() => {
    document.title = text.windowTitle({ page: page.label });
  }, [page.label]);
  const along = carried(view);
  /** Nothing of the bar means anything where the page does not open. */
  const isClosed = me !== undefined && !may(me, page.needs);
  return (
    <>
      <button type="button" className="fd-skip" onClick={() => main.current?.focus()}>
        {text.skip}
      </button>
      <div className={css.root}>
        <Nav
          me={me}
          page={page}
          view={view}
          status={status}
          counts={status ? { '/data-health': attentionOf(status) } : {}}
          onSearch={() => setSearching(true)}
        />
        <div className={css.body}>
          <header>
            <div className={css.topbar}>
              <button type="button" className="fd-tool" aria-label={text.pages} onClick={() => setMenu(true)}>
                <Icon name="menu" />
              </button>
              <b>{page.label}</b>
              <span style={{ flex: 1 }} />
              {status?.range && may(me, pageOf('/data-health').needs) ? (
                <PageLink
                  to="/data-health"
                  view={along}
                  className="fd-pill"
                  data-tone={PILL_TONES[ageOf(lastNews(status.freshness)?.at ?? null, new Date())]}
                >
                  {finalWithin(status.freshness)}
                </PageLink>
              ) : null}
              <button
                type="button"
                className="fd-tool"
                aria-label={text.searchEverything}
                onClick={() => setSearching(true)}
              >
                <Icon name="search" />
              </button>
            </div>
            {status?.demo ? (
              <div className={css.demo}>
                {text.demo}
                {may(me, pageOf('/settings').needs) ? (
                  <PageLink to="/settings" view={along}>
                    {text.connect}
                  </PageLink>
                ) : (
                  <span>{text.connectOwn}</span>
                )}
              </div>
            ) : null}
            {view.asOf ? (
              <Suspense fallback={<Coming />}>
                <AsOfBanner asOf={view.asOf} showsNow={page.path === '/data-health'} view={view} onChange={setView} />
              </Suspense>
            ) : null}
          </header>
          {isClosed ? null : (
            <FilterBar
              page={page}
              view={view}
              status={status}
              onChange={setView}
              onShare={share}
              filterOpen={filterOpen}
              onFilterOpen={setFilterOpen}
            />
          )}
          {status ? <PrintHead page={page} view={view} status={status} /> : null}
          <main className="fd-page" ref={main} tabIndex={-1} id="main">
            {status ? <LackingBanner status={status} view={along} /> : null}
            <Gate page={page} view={along} trouble={status ? null : error} retry={() => void refetch()}>
              {children}
            </Gate>
          </main>
          <Drawn of={main} />
        </div>
      </div>
      <Suspense>
        {menu ? <PageMenu me={me} view={along} onClose={() => setMenu(false)} /> : null}
        {help ? <KeysHelp onClose={() => setHelp(false)} /> : null}
        {searching ? (
          <Palette me={me} view={view} status={status} onChoose={act} onClose={() => setSearching(false)} />
        ) : null}
      </Suspense>
    </>
  );
}
