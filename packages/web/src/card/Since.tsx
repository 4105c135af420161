import { findDimension, isLatest, isOfHistory, type Panel, sinceOf } from '@flightdeck/catalog';
import type { Filter } from '@flightdeck/query';
import { formatDay } from '../format/format.ts';
import { usePage, usePanelActions } from '../page/context.ts';
import * as text from '../text/nothing.ts';
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
        title={text.notReported}
        action={
          refused.length > 0 ? (
            <button type="button" className="fd-button" onClick={() => actions.unfilter(refused)}>
              {text.withoutFilter({ names: refused.map(({ dimension }) => nameOf(dimension)) })}
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
      <State icon="empty" title={text.oneOrganization}>
        {text.chooseOrganization}
      </State>
    );
  }
  if (since === null || asked.range.to >= since) {
    return (
      <State
        icon="empty"
        title={text.noData}
        action={
          actions.view.filters.length > 0 ? (
            <button type="button" className="fd-button" onClick={() => actions.unfilter(actions.view.filters)}>
              {text.clearFilters}
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
      title={text.reportedSince({ day })}
      action={
        last !== undefined && last >= since ? (
          <button type="button" className="fd-button" onClick={() => actions.narrow(since, last)}>
            {text.fromDay({ day })}
          </button>
        ) : null
      }
    >
      {text.nothingEarlier}
    </State>
  );
}

const nameOf = (dimension: string): string => (findDimension(dimension)?.label ?? dimension).toLowerCase();
