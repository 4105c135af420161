import { addDays, dayCount } from '@flightdeck/catalog';
import { useQueryClient } from '@tanstack/react-query';
import { startSync } from '../../data/api.ts';
import { extentOf, problemOf, useLedger, useStatus } from '../../data/hooks.ts';
import { failedSpans } from '../../data/status/spans.ts';
import type { Status } from '../../data/status/status.ts';
import { formatCount, formatDay, formatDays, plural } from '../../format/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { useToast } from '../../ui/toast.tsx';
import { finalWords } from '../../view/final-words.ts';
import { rangeOf } from '../../view/range.ts';
import { useView } from '../../view/use-view.ts';
import { ArchiveCard } from './ArchiveCard.tsx';
import { DaysCard } from './calendar/DaysCard.tsx';
import { type Calendar, prepareCalendar } from './calendar/prepare-calendar.ts';
import columnCss from './column.module.css';
import { HealthTiles } from './HealthTiles.tsx';
import { NotUnderstood, Runs } from './health-tables.tsx';
import { OrganizationsCard } from './OrganizationsCard.tsx';
import { ReplacedDays } from './ReplacedDays.tsx';
import { StandingChecks } from './StandingChecks.tsx';
import { SettlingCard } from './settling/SettlingCard.tsx';

/** Data health: which days are here, which are final, what needs someone. */
export function DataHealthPage() {
  const { view } = useView();
  const { data: status } = useStatus();
  const ledger = useLedger(status);
  if (!status) return <Skeleton height={320} />;
  const extent = extentOf(status, view.scope) ?? extentOf(status, null);
  const head = <h1 className="fd-page-title">Data health</h1>;
  if (!extent) {
    return (
      <>
        {head}
        <State icon="empty" title="No day has been loaded yet">
          {status.freshness.running?.message ?? status.lastRun?.message ?? 'The next sync fetches the first days.'}
        </State>
        <div className="fd-grid">{ledger.data ? <Runs status={status} ledger={ledger.data} /> : null}</div>
      </>
    );
  }
  if (ledger.isError) {
    return (
      <>
        {head}
        <Failed problem={problemOf(ledger.error)} retry={() => void ledger.refetch()} />
      </>
    );
  }
  if (!ledger.data) {
    return (
      <>
        {head}
        <Skeleton height={320} />
      </>
    );
  }
  const range = rangeOf(view.range, extent);
  const wide = dayCount(range) < 28 ? { from: addDays(range.to, -27), to: range.to } : range;
  const calendar = prepareCalendar({ scopes: status.scopes, days: ledger.data.days }, wide, view.scope);
  return (
    <>
      {head}
      <Lead status={status} calendar={calendar} />
      <ToDo status={status} />
      <HealthTiles status={status} ledger={ledger.data} calendar={calendar} />
      <div className="fd-grid">
        <DaysCard ledger={ledger.data} calendar={calendar} />
        <div className={`fd-span-5 ${columnCss.root}`}>
          <SettlingCard status={status} />
          <NotUnderstood ledger={ledger.data} />
          <ArchiveCard status={status} />
          <OrganizationsCard status={status} />
        </div>
        <div className={`fd-span-7 ${columnCss.root}`}>
          <StandingChecks status={status} />
          <ReplacedDays status={status} />
        </div>
        <Runs status={status} ledger={ledger.data} />
      </div>
    </>
  );
}

function Lead({ status, calendar }: { readonly status: Status; readonly calendar: Calendar }) {
  const { missing, failed, before, ...here } = calendar.counts;
  const absent = missing + failed;
  const all = Object.values(here).reduce((sum, count) => sum + count, 0) + absent;
  const first = calendar.columns[0];
  const { finalTo, provisional } = status.freshness;
  return (
    <p className="fd-lead">
      {absent === 0 ? (
        <>
          Every report of every day since {first ? formatDay(first.from) : ''} is here (<b>{formatCount(all)}</b>).{' '}
        </>
      ) : (
        <>
          Every report of every day since {first ? formatDay(first.from) : ''} is here but{' '}
          <b>
            {formatCount(absent)} of {formatCount(all)}
          </b>
          .{' '}
        </>
      )}
      {finalTo ? (
        <>
          Numbers up to <b>{formatDay(finalTo)}</b> are final
        </>
      ) : (
        finalWords(status.freshness)
      )}
      {provisional.length > 0 ? `; those of ${formatDays(provisional)} can still change` : ''}.
    </p>
  );
}

/** The one thing to do now, with its button. */
function ToDo({ status }: { readonly status: Status }) {
  const client = useQueryClient();
  const toast = useToast();
  const failed = [...failedSpans(status)].sort((a, b) => b.to.localeCompare(a.to));
  const others = failed.reduce((days, span) => days + dayCount(span), -1);
  const worst = failed[0];
  if (!worst) return null;
  const again = (): void => {
    startSync()
      .then((started) => {
        toast({ text: started ? 'Fetching the missing days' : 'A sync is running already' });
        void client.invalidateQueries({ queryKey: ['status'] });
      })
      .catch(() => toast({ text: 'The sync could not be started' }));
  };
  return (
    <div className="fd-strip" data-tone="bad">
      <Icon name="alert" />
      <span>
        <b>
          {worst.report} of {formatDay(worst.to)} ({worst.scope}) failed{worst.message ? `: ${worst.message}` : '.'}
        </b>{' '}
        {others > 0 ? `${plural(others, 'more report')} failed too. ` : ''}GitHub forgets a day after one year.
      </span>
      <span style={{ flex: 1 }} />
      <button type="button" className="fd-button" onClick={again} disabled={status.freshness.running !== null}>
        <Icon name="refresh" /> Fetch again
      </button>
    </div>
  );
}
