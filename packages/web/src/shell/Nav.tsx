import { Fragment, lazy, Suspense } from 'react';
import type { Me } from '../data/session/me.ts';
import type { Status } from '../data/status/status.ts';
import { PageLink } from '../place/PageLink.tsx';
import * as text from '../text/shell/shell.ts';
import { Icon, Mark } from '../ui/icons.tsx';
import { carried } from '../view/use-view.ts';
import type { View } from '../view/view.ts';
import { Freshness } from './Freshness.tsx';
import css from './nav.module.css';
import { homeOf, type NavPage, pageOf, pagesOf } from './pages.ts';

/** There for whoever has signed in. */
const PersonMenu = lazy(() => import('./door/PersonMenu.tsx'));

interface Props {
  readonly me: Me | undefined;
  readonly page: NavPage;
  readonly view: View;
  readonly status: Status | undefined;
  /** Things that ask for something, by path. */
  readonly counts: Readonly<Record<string, number>>;
  readonly onSearch: () => void;
}

/** The pages, grouped, with freshness at the foot. Filters go along. */
export function Nav({ me, page, view, status, counts, onSearch }: Props) {
  const along = carried(view);
  const listed = pagesOf(me).filter(({ isOwn }) => !isOwn);
  const home = (me && homeOf(me)?.path) ?? '/';
  return (
    <nav className={css.root} aria-label={text.pages}>
      <PageLink to={home} view={along} className={css.mark} aria-label={text.toHome({ page: pageOf(home).label })}>
        <Mark /> <span className={css.label}>{text.flightdeck}</span>
      </PageLink>
      <button type="button" className={`${css.item} ${css.search}`} data-tip={text.searchKey} onClick={onSearch}>
        <Icon name="search" />
        <span className={css.label}>{text.search}</span>
        <kbd className={`fd-kbd ${css.label}`}>{text.ctrlK}</kbd>
      </button>
      {listed.map((item, index) => (
        <Fragment key={item.path}>
          {item.group && item.group !== listed[index - 1]?.group ? (
            <div className={css.group}>
              <span>{item.group}</span>
            </div>
          ) : null}
          <PageLink
            to={item.path}
            view={along}
            className={css.item}
            aria-current={item.path === page.path ? 'page' : undefined}
            data-tip={item.label}
          >
            <Icon name={item.icon} />
            <span className={css.label}>{item.label}</span>
            {counts[item.path] ? <span className={css.count}>{counts[item.path]}</span> : null}
          </PageLink>
        </Fragment>
      ))}
      <div className={css.foot}>
        {status && listed.some(({ path }) => path === '/data-health') ? (
          <PageLink to="/data-health" view={along} style={{ textDecoration: 'none' }}>
            <Freshness status={status} />
            <span className="fd-hidden">{text.opensDataHealth}</span>
          </PageLink>
        ) : status ? (
          <Freshness status={status} />
        ) : null}
        {me?.kind === 'person' ? (
          <Suspense>
            <PersonMenu me={me} view={along} />
          </Suspense>
        ) : null}
      </div>
    </nav>
  );
}
