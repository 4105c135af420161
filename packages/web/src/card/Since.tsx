import { findDimension, isLatest, isOfHistory, type Panel, sinceOf } from '@flightdeck/catalog';
import type { Filter } from '@flightdeck/query';
import { formatDay } from '../format/format.ts';
import { usePage, usePanelActions } from '../page/context.ts';
import { State } from '../ui/State.tsx';

import { History } from './History.tsx';

/** Why a panel has nothing: GitHub does not report it so, did not yet report it, or there was nothing. */
export function Since({
  panel,
  missing,
  otherwise,
  scopes,
  refused = [],
}: {
  readonly panel: Panel;
  /** What GitHub does not report in this cross; empty when it does. */
  readonly missing: string;
  readonly otherwise: string;
  /** Keys of the organizations or enterprises that were asked together. */
  readonly scopes: readonly string[];
  /** Filters that stand in the way. */
  readonly refused?: readonly Filter[];
}) {
  const { asked, status } = usePage();
  const actions = usePanelActions();
  if (missing) {
    return (
      <State
        icon="empty"
        title="Not reported"
        action={
          refused.length > 0 ? (
            <button type="button" className="fd-button" onClick={() => actions.unfilter(refused)}>
              Without the {refused.map(({ dimension }) => nameOf(dimension)).join(' and ')} filter
            </button>
          ) : null
        }
      >
        {missing}
      </State>
    );
  }
  const since = sinceOf(panel.metrics, [...panel.by, ...(panel.where ? [panel.where.dimension] : [])]);
  const last = status.range?.to;
  if (scopes.length > 1 && panel.metrics.every(isLatest)) {
    return (
      <State icon="empty" title="For one organization at a time">
        GitHub gives this figure for each organization by itself: people overlap, and medians cannot be put together.
        Choose one in the bar above.
      </State>
    );
  }
  if (since === null || asked.range.to >= since) {
    return (
      <State
        icon="empty"
        title="No data"
        action={
          actions.view.filters.length > 0 ? (
            <button type="button" className="fd-button" onClick={() => actions.unfilter(actions.view.filters)}>
              Clear filters
            </button>
          ) : isOfHistory(panel) ? (
            <History scopes={scopes} />
          ) : null
        }
      >
        {otherwise}
      </State>
    );
  }
  const day = formatDay(since, last?.slice(0, 4));
  return (
    <State
      icon="empty"
      title={`GitHub reports this since ${day}`}
      action={
        last !== undefined && last >= since ? (
          <button type="button" className="fd-button" onClick={() => actions.narrow(since, last)}>
            From {day}
          </button>
        ) : null
      }
    >
      There is nothing earlier, not even as 0.
    </State>
  );
}

const nameOf = (dimension: string): string => (findDimension(dimension)?.label ?? dimension).toLowerCase();
