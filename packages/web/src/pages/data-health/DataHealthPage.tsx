import { addDays, dayCount } from '@flightdeck/catalog';
import { csvText } from '@flightdeck/query';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../../card/Card.tsx';
import { Explain } from '../../card/how/Explain.tsx';
import { startSync } from '../../data/api.ts';
import { extentOf, problemOf, useLedger, useStatus } from '../../data/hooks.ts';
import { failedSpans } from '../../data/status/spans.ts';
import type { Status, StatusLedger } from '../../data/status/status.ts';
import {
  formatCount,
  formatDay,
  formatDays,
  formatLongDay,
  formatRange,
  formatTime,
  plural,
} from '../../format/format.ts';
import { PlainTile } from '../../kinds/tile/draw.tsx';
import { Tiles } from '../../kinds/tile/Tiles.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { useToast } from '../../ui/toast.tsx';
import { finalWords } from '../../view/final-words.ts';
import { rangeOf } from '../../view/range.ts';
import { usePhone } from '../../view/use-phone.ts';
import { useView } from '../../view/use-view.ts';
import { ArchiveCard } from './ArchiveCard.tsx';
import { CalendarLegend, DayCalendar, STATE_WORDS } from './calendar/DayCalendar.tsx';
import { MonthCalendars } from './calendar/MonthCalendars.tsx';
import { type Calendar, type CellState, prepareCalendar } from './calendar/prepare-calendar.ts';
import columnCss from './column.module.css';
import css from './day-line.module.css';
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
        <Days ledger={ledger.data} calendar={calendar} />
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

interface FactTile {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly below: string;
  readonly how: string;
}

function tilesOf(status: Status, ledger: StatusLedger, calendar: Calendar): FactTile[] {
  const now = new Date();
  const { finalTo, provisional, syncedAt, importedAt, nextSyncAt } = status.freshness;
  const { counts } = calendar;
  const shown = Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.before;
  const failed = ledger.days.filter((row) => row.state === 'failed');
  const restated = ledger.days.filter((row) => row.restated > 0).length;
  const run = status.lastRun;
  return [
    {
      label: 'Final to',
      value: finalTo ? formatDay(finalTo) : 'none',
      unit: finalTo?.slice(0, 4) ?? '',
      below: provisional.length > 0 ? `${formatDays(provisional)} provisional` : 'no day can still change',
      how: 'The last day up to which no loaded report can still change. GitHub may revise a day within three full UTC days; until then it is read again and drawn as provisional.',
    },
    {
      label: 'Need attention',
      value: formatCount(failed.length),
      unit: failed.length === 1 ? 'report failed' : 'reports failed',
      below: failed[0] ? `${formatDay(failed[0].day)}, ${failed[0].report}` : 'nothing to do',
      how: 'Reports of a day that were asked for and did not arrive. They are tried again at every sync.',
    },
    {
      label: 'Missing',
      value: formatCount(counts.missing),
      unit: `of ${formatCount(shown)} report days`,
      below: counts.empty > 0 ? `${formatCount(counts.empty)} GitHub had nothing for` : 'in the days shown',
      how: 'Days after a report’s first day that the ledger has no answer for. A day GitHub said has no report is not missing.',
    },
    {
      label: 'Restated',
      value: formatCount(restated),
      unit: 'report days',
      below: 'replaced by a newer report',
      how: 'Days whose content changed after they were first loaded. What changed stands in the ledger below.',
    },
    {
      label: 'Rejected lines',
      value: formatCount(ledger.counts.rejected),
      unit: `of ${formatCount(ledger.counts.lines)}`,
      below: 'kept with file and reason',
      how: 'Lines of report files that could not be read. lines = loaded + rejected + blank holds for every file.',
    },
    {
      label: 'Last sync',
      value: syncedAt ? formatTime(syncedAt, now) : 'never',
      unit: syncedAt ? 'UTC' : '',
      below: belowLastSync(run, importedAt, nextSyncAt, now),
      how: 'End of the last sync that loaded or confirmed something, and what ran last.',
    },
  ];
}

/** How the newest run went, by its kind when it was no sync, and when the next sync is. */
function belowLastSync(
  run: Status['lastRun'],
  importedAt: string | null,
  nextSyncAt: string | null,
  now: Date,
): string {
  const seconds = run ? Math.round((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000) : 0;
  const words = [
    ...(run?.kind === 'sync' ? [`${seconds} s`, run.result] : []),
    ...(run !== null && run.kind !== 'sync' && importedAt ? [`last import ${formatTime(importedAt, now)}`] : []),
    ...(nextSyncAt ? [`next ${formatTime(nextSyncAt, now)}`] : []),
  ];
  return words.length === 0 ? 'not synced yet' : words.join(' · ');
}

function HealthTiles({
  status,
  ledger,
  calendar,
}: {
  readonly status: Status;
  readonly ledger: StatusLedger;
  readonly calendar: Calendar;
}) {
  return (
    <Tiles label="The data in numbers" isChoice={false}>
      {tilesOf(status, ledger, calendar).map(({ how, ...tile }) => (
        <PlainTile key={tile.label} {...tile}>
          <Explain title={tile.label}>{how}</Explain>
        </PlainTile>
      ))}
    </Tiles>
  );
}

const TONES: Readonly<Partial<Record<CellState, string>>> = {
  final: 'good',
  provisional: 'info',
  missing: 'warn',
  failed: 'bad',
};

function Days({ ledger, calendar }: { readonly ledger: StatusLedger; readonly calendar: Calendar }) {
  const [picked, setPicked] = useState<number | null>(null);
  const phone = usePhone();
  const column = picked === null ? undefined : calendar.columns[picked];
  const weeks = calendar.columns.some((item) => item.from !== item.to);
  const rows = calendar.scopes.flatMap((scope) => scope.rows.map((row) => ({ scope, row })));
  return (
    <Card
      id="health-days"
      title="Days"
      says={
        weeks
          ? 'One cell is the worst day of a week of one report; click it for its files'
          : 'One cell is one report of one UTC day; click it for its files and changes'
      }
      span={12}
      how={
        <Explain title="Days">
          Every (scope, report, day) the ledger knows. A day that was never asked for after the first is missing; days
          before the first are a thin line.
        </Explain>
      }
      table={{
        head: ['Report', ...calendar.columns.map((item) => formatDay(item.from))],
        rows: rows.map(({ scope, row }) => [
          `${scope.label}, ${row.report}`,
          ...row.cells.map((cell) => STATE_WORDS[cell.state]),
        ]),
      }}
      csv={async () =>
        csvText([
          ['scope', 'report', 'day', 'state', 'records', 'restated', 'fetched_at', 'code', 'message'],
          ...ledger.days.map((row) => [
            row.scope,
            row.report,
            row.day,
            row.state,
            row.records,
            row.restated,
            row.fetchedAt,
            row.code,
            row.message,
          ]),
        ])
      }
      legend={<CalendarLegend />}
      sentence={`${formatCount(calendar.counts.final)} final, ${formatCount(calendar.counts.provisional)} provisional, ${formatCount(calendar.counts.missing)} missing, ${formatCount(calendar.counts.failed)} failed`}
    >
      {phone && !weeks ? (
        <MonthCalendars calendar={calendar} onPick={setPicked} />
      ) : (
        <DayCalendar calendar={calendar} onPick={setPicked} />
      )}
      {column && picked !== null ? (
        <div className={css.root}>
          <b style={{ color: 'var(--fd-text)' }}>
            {column.from === column.to ? formatLongDay(column.from) : formatRange(column)}
          </b>
          {rows.map(({ scope, row }) => {
            const cell = row.cells[picked];
            const known = cell?.rows.at(-1);
            return cell ? (
              <span key={scope.scope + row.report}>
                <code>{row.report}</code>
                <span className="fd-pill" data-tone={TONES[cell.state]}>
                  {cell.state}
                </span>
                {known
                  ? `${plural(known.records, 'record')}${known.restated > 0 ? `, changed ${plural(known.restated, 'time')}` : ''}${known.message ? `, ${known.message}` : ''}`
                  : ''}
              </span>
            ) : null;
          })}
        </div>
      ) : null}
    </Card>
  );
}
