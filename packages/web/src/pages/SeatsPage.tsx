import { type Day, SEAT_PLANS } from '@flightdeck/catalog';
import { useCallback } from 'react';
import { type Asked, type Loaded, useStatus } from '../data/hooks.ts';
import { numberOf } from '../data/number-of.ts';
import { atSnapshots, snapshotRange } from '../data/status/snapshots.ts';
import { failedSpans } from '../data/status/spans.ts';
import type { Status } from '../data/status/status.ts';
import { formatCount, formatDay, formatValue } from '../format/format.ts';
import { PanelPage } from '../page/PanelPage.tsx';
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
      title="Seats"
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
  if (seats === null || unused === null) return 'No snapshot of the seats was taken in these days.';
  const each = SEAT_PLANS.map((plan) => prices[plan]).find(
    (cents) => cents * unused === Math.round((dollars ?? 0) * 100),
  );
  return (
    <>
      <b>
        {formatCount(unused)} of {formatCount(seats)}
      </b>{' '}
      {seats === 1 ? 'seat' : 'seats'} did nothing for 30 days
      {dollars === null || unused === 0 ? null : (
        <>
          ; {each === undefined ? 'at the prices of their plans' : `at ${formatValue(each / 100, 'dollars')} each`} that
          is <b>{formatValue(dollars, 'dollars')} a month</b>
        </>
      )}
      .{unusedEver === null ? '' : ` ${formatCount(unusedEver)} ${unusedEver === 1 ? 'was' : 'were'} never used.`}
      {asOf === null ? '' : ` As of ${formatDay(asOf)}.`}
    </>
  );
}

/** Before the first snapshot: why there is none, and when there will be. */
function NoSnapshot({ status }: { readonly status: Status }) {
  const failed = failedSpans(status).findLast(({ report }) => report === 'seats');
  const { nextSyncAt, running } = status.freshness;
  return (
    <>
      <h1 className="fd-page-title">Seats</h1>
      {failed ? (
        <State icon="alert" title={`The seats of ${failed.scope} could not be read on ${formatDay(failed.to)}`}>
          {failed.message} To leave seats out, set SYNC_SEATS=off.
        </State>
      ) : (
        <State icon="empty" title="No snapshot of the seats yet">
          GitHub tells seats only as of now, so their history begins with the first snapshot, which the{' '}
          {running
            ? 'running sync takes.'
            : `next sync takes${nextSyncAt ? ` at ${nextSyncAt.slice(11, 16)} UTC` : ''}.`}
        </State>
      )}
    </>
  );
}
