import { addDays, dayCount } from '@flightdeck/catalog';
import { useQueryClient } from '@tanstack/react-query';
import { startSync } from '../../data/api.ts';
import { extentOf, problemOf, useLedger, useStatus } from '../../data/hooks.ts';
import { useMay } from '../../data/session/me.ts';
import { failedSpans } from '../../data/status/spans.ts';
import type { Status } from '../../data/status/status.ts';
import { formatCount, formatDay, formatDays, plural } from '../../format/format.ts';
import * as text from '../../text/pages/data-health.ts';
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
  const mayChanges = useMay({ right: 'read_changes', span: 'everything' });
  if (!status) return <Skeleton height={320} />;
  const extent = extentOf(status, view.scope) ?? extentOf(status, null);
  const head = <h1 className="fd-page-title">{text.title}</h1>;
  if (!extent) {
    return (
      <>
        {head}
        <State icon="empty" title={text.noDay}>
          {status.freshness.running?.message ?? status.lastRun?.message ?? text.nextSync}
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
          {mayChanges ? <SettlingCard status={status} /> : null}
          <NotUnderstood ledger={ledger.data} />
          <ArchiveCard status={status} />
          <OrganizationsCard status={status} />
        </div>
        {mayChanges ? (
          <div className={`fd-span-7 ${columnCss.root}`}>
            <StandingChecks status={status} />
            <ReplacedDays status={status} />
          </div>
        ) : null}
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
  const since = first ? formatDay(first.from) : '';
  const { finalTo, provisional } = status.freshness;
  return (
    <p className="fd-lead">
      {absent === 0
        ? text.allHere({ since, all: <b>{formatCount(all)}</b> })
        : text.allBut({
            since,
            absent: <b>{text.partOf({ part: formatCount(absent), all: formatCount(all) })}</b>,
          })}
      {finalTo ? text.finalTo({ day: <b>{formatDay(finalTo)}</b> }) : finalWords(status.freshness)}
      {provisional.length > 0 ? text.canChange({ days: formatDays(provisional) }) : ''}.
    </p>
  );
}

/** The one thing to do now, with its button. */
function ToDo({ status }: { readonly status: Status }) {
  const client = useQueryClient();
  const toast = useToast();
  const maySync = useMay({ right: 'run_sync', span: 'everything' });
  const failed = [...failedSpans(status)].sort((a, b) => b.to.localeCompare(a.to));
  const others = failed.reduce((days, span) => days + dayCount(span), -1);
  const worst = failed[0];
  if (!worst) return null;
  const report = { report: worst.report, day: formatDay(worst.to), scope: worst.scope };
  const again = (): void => {
    startSync()
      .then((started) => {
        toast({ text: started ? text.fetching : text.isRunning });
        void client.invalidateQueries({ queryKey: ['status'] });
      })
      .catch(() => toast({ text: text.notStarted }));
  };
  return (
    <div className="fd-strip" data-tone="bad">
      <Icon name="alert" />
      <span>
        <b>{worst.message ? text.failedBecause({ ...report, why: worst.message }) : text.failed(report)}</b>{' '}
        {others > 0 ? text.othersFailed({ reports: plural(others, text.moreReport) }) : ''}
        {text.forgets}
      </span>
      <span style={{ flex: 1 }} />
      {maySync ? (
        <button type="button" className="fd-button" onClick={again} disabled={status.freshness.running !== null}>
          <Icon name="refresh" /> {text.fetchAgain}
        </button>
      ) : null}
    </div>
  );
}
