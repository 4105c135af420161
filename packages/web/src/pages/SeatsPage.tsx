import { type Day, SEAT_PLANS } from '@flightdeck/catalog';
import { type ReactNode, useCallback } from 'react';
import { type Asked, type Loaded, useStatus } from '../data/hooks.ts';
import { numberOf } from '../data/number-of.ts';
import { atSnapshots, snapshotRange } from '../data/status/snapshots.ts';
import { failedSpans } from '../data/status/spans.ts';
import type { Status } from '../data/status/status.ts';
import { formatCount, formatDay, formatValue } from '../format/format.ts';
import { PanelPage } from '../page/PanelPage.tsx';
import * as text from '../text/pages/seats.ts';
import { Skeleton, State } from '../ui/State.tsx';
import { useView } from '../view/use-view.ts';

/** Seats: who has one, who does not use it, and what that costs. */
export function SeatsPage() {
  const { view } = useView();
  const { data: status } = useStatus();
  const narrow = useCallback((asked: Asked) => (status ? atSnapshots(asked, view, status) : asked), [view, status]);
  if (!status) return <Skeleton height={320} />;
  if (snapshotRange(status, view.scope) === null) return <NoSnapshot status={status} />;
  return (
    <PanelPage
      page="seats"
      title={text.title}
      narrow={narrow}
      lead={(answers, { asked }) => (
        <Lead
          cost={answers.get('seats-idle-seat-cost')}
          never={answers.get('seats-seats-never-used')}
          prices={status.seatPrices}
          asOf={snapshotRange(status, view.scope, asked.range)?.to ?? null}
        />
      )}
    />
  );
}

function Lead({
  cost,
  never,
  prices,
  asOf,
}: {
  readonly cost: Loaded | undefined;
  readonly never: Loaded | undefined;
  readonly prices: Status['seatPrices'];
  /** Day of the last snapshot in the range. */
  readonly asOf: Day | null;
}) {
  if (cost?.kind !== 'ready' || never?.kind !== 'ready') return null;
  const [unused, dollars] = [numberOf(cost.result.total?.seats_unused_30), numberOf(cost.result.total?.idle_seat_cost)];
  const [seats, unusedEver] = [numberOf(never.result.total?.seats), numberOf(never.result.total?.seats_never_used)];
  if (seats === null || unused === null) return text.noSnapshotInRange;
  const each = SEAT_PLANS.map((plan) => prices[plan]).find(
    (cents) => cents * unused === Math.round((dollars ?? 0) * 100),
  );
  return (
    <>
      {text.unused({
        unused: <b>{text.unusedOf({ unused: formatCount(unused), seats: formatCount(seats) })}</b>,
        seats,
      })}
      {dollars === null || unused === 0 ? null : costOf(dollars, each)}.
      {unusedEver === null ? '' : text.neverUsed({ count: unusedEver, counted: formatCount(unusedEver) })}
      {asOf === null ? '' : text.asOf({ day: formatDay(asOf) })}
    </>
  );
}

/** What idle seats cost, at one price each (in cents) or by their plans. */
function costOf(dollars: number, each: number | undefined): ReactNode {
  const cost = <b>{text.aMonth({ dollars: formatValue(dollars, 'dollars') })}</b>;
  return each === undefined
    ? text.costByPlan({ cost })
    : text.costEach({ price: formatValue(each / 100, 'dollars'), cost });
}

/** Before the first snapshot: why there is none, and when there will be. */
function NoSnapshot({ status }: { readonly status: Status }) {
  const failed = failedSpans(status).findLast(({ report }) => report === 'seats');
  const { nextSyncAt, running } = status.freshness;
  return (
    <>
      <h1 className="fd-page-title">{text.title}</h1>
      {failed ? (
        <State icon="alert" title={text.notRead({ scope: failed.scope, day: formatDay(failed.to) })}>
          {failed.message} {text.leaveOut}
        </State>
      ) : (
        <State icon="empty" title={text.noSnapshot}>
          {running
            ? text.runningTakes
            : nextSyncAt
              ? text.nextTakesAt({ time: nextSyncAt.slice(11, 16) })
              : text.nextTakes}
        </State>
      )}
    </>
  );
}
