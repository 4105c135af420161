import { Fragment } from 'react';
import type { Status } from '../data/status/status.ts';
import { PageLink } from '../place/PageLink.tsx';
import { Icon, Mark } from '../ui/icons.tsx';
import { carried } from '../view/use-view.ts';
import type { View } from '../view/view.ts';
import { Freshness } from './Freshness.tsx';
import { type NavPage, PAGES } from './pages.ts';

interface Props {
  readonly page: NavPage;
  readonly view: View;
  readonly status: Status | undefined;
  /** Things that ask for something, by path. */
  readonly counts: Readonly<Record<string, number>>;
  readonly onSearch: () => void;
}

/** The pages, grouped, with freshness at the foot. Filters go along. */
export function Nav({ page, view, status, counts, onSearch }: Props) {
  const along = carried(view);
  return (
    <nav className="fd-nav" aria-label="Pages">
      <PageLink to="/" view={along} className="fd-mark" aria-label="Flightdeck, Overview">
        <Mark /> <span className="fd-nav-label">Flightdeck</span>
      </PageLink>
      <button type="button" className="fd-nav-item fd-nav-search" data-tip="Search (Ctrl+K)" onClick={onSearch}>
        <Icon name="search" />
        <span className="fd-nav-label">Search</span>
        <kbd className="fd-kbd fd-nav-label">Ctrl K</kbd>
      </button>
      {PAGES.map((item, index) => (
        <Fragment key={item.path}>
          {item.group && item.group !== PAGES[index - 1]?.group ? (
            <div className="fd-nav-group">
              <span>{item.group}</span>
            </div>
          ) : null}
          <PageLink
            to={item.path}
            view={along}
            className="fd-nav-item"
            aria-current={item.path === page.path ? 'page' : undefined}
            data-tip={item.label}
          >
            <Icon name={item.icon} />
            <span className="fd-nav-label">{item.label}</span>
            {counts[item.path] ? <span className="fd-nav-count">{counts[item.path]}</span> : null}
          </PageLink>
        </Fragment>
      ))}
      <div className="fd-nav-foot">
        {status ? (
          <PageLink to="/data-health" view={along} style={{ textDecoration: 'none' }}>
            <Freshness status={status} />
            <span className="fd-hidden">Opens Data health</span>
          </PageLink>
        ) : null}
      </div>
    </nav>
  );
}
