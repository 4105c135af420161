import { csvText } from '@flightdeck/query';
import { Card } from '../../card/Card.tsx';
import { Explain } from '../../card/how/Explain.tsx';
import type { Status, StatusLedger } from '../../data/status/status.ts';
import { formatCount, formatDay, formatTime, plural } from '../../format/format.ts';
import type { Column } from '../../table/column.ts';
import { DataTable } from '../../table/DataTable.tsx';
import { State } from '../../ui/State.tsx';
import css from './unknowns.module.css';

const RUN_ROWS = 10;

/** Unknown fields and rejected lines: kept in the raw file, left out of numbers. */
export function NotUnderstood({ ledger }: { readonly ledger: StatusLedger }) {
  const { unknownFields, rejectedLines } = ledger;
  const nothing = unknownFields.length === 0 && ledger.counts.rejected === 0;
  return (
    <Card
      id="health-unknown"
      title="Met, but not understood"
      says="Kept in the raw file, left out of numbers"
      span={5}
      how={
        <Explain title="Met, but not understood">
          Fields no fact stores, and lines that could not be read. Both stay in the archive: after an update of
          Flightdeck, flightdeck rebuild reads them again.
        </Explain>
      }
      csv={async () =>
        csvText([
          ['kind', 'report', 'path_or_file', 'line', 'code', 'says'],
          ...unknownFields.map((field) => [
            'unknown field',
            field.report,
            field.path,
            null,
            null,
            `${field.count} times, first ${field.firstSeen}, ${field.type ?? 'no value'}`,
          ]),
          ...rejectedLines.map((line) => ['rejected line', line.report, line.file, line.line, line.code, line.message]),
        ])
      }
    >
      {nothing ? (
        <State icon="check" title="Everything was understood">
          No unknown field and no rejected line in {plural(ledger.counts.files, 'file')}.
        </State>
      ) : (
        <ul className={css.root}>
          {unknownFields.slice(0, 8).map((field) => (
            <li key={field.report + field.path}>
              <code>{field.path}</code>
              <span>
                new field ({field.type ?? 'no value'}) in {field.report} since {formatDay(field.firstSeen.slice(0, 10))}
                , {plural(field.count, 'time')}
              </span>
            </li>
          ))}
          {ledger.counts.rejected > 0 ? (
            <li>
              <b>{plural(ledger.counts.rejected, 'rejected line')}</b>
              <span>
                {Object.entries(ledger.rejectedByCode)
                  .map(([code, count]) => `${code} ${formatCount(count)}`)
                  .join(', ')}
              </span>
            </li>
          ) : null}
          {rejectedLines.slice(0, 6).map((line) => (
            <li key={`${line.file}:${line.line}:${line.code}`}>
              <code>
                {line.file.split('/').at(-1)}:{line.line}
              </code>
              <span>
                {line.message}
                {line.path ? ` at ${line.path}` : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const RESULT_TONES = { ok: 'good', partial: 'warn', failed: 'bad' } as const;

const runColumns = (now: Date): readonly Column<StatusLedger['runs'][number]>[] => [
  { key: 'started', head: 'Started (UTC)', isText: true, cell: (run) => formatTime(run.startedAt, now) },
  { key: 'kind', head: 'Kind', isText: true, cell: (run) => run.kind },
  {
    key: 'result',
    head: 'Result',
    isText: true,
    cell: (run) => ({
      content: (
        <span className="fd-pill" data-tone={RESULT_TONES[run.result]}>
          {run.result}
        </span>
      ),
    }),
  },
  {
    key: 'took',
    head: 'Took',
    cell: (run) => `${Math.max(0, Math.round((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000))} s`,
  },
  { key: 'loaded', head: 'Report days', cell: (run) => formatCount(run.daysLoaded) },
  { key: 'failed', head: 'Failed', cell: (run) => formatCount(run.daysFailed) },
  { key: 'requests', head: 'Requests', cell: (run) => formatCount(run.requests) },
  { key: 'says', head: 'Says', isText: true, cell: (run) => run.message ?? '' },
];

/** Runs of sync, import and rebuild, newest first. */
export function Runs({ status, ledger }: { readonly status: Status; readonly ledger: StatusLedger }) {
  const now = new Date();
  return (
    <Card
      id="health-runs"
      title="Sync runs"
      says={
        status.freshness.running
          ? `Running now: ${status.freshness.running.message}`
          : 'Newest first; a partial run says what is missing'
      }
      span={12}
      how={
        <Explain title="Sync runs">
          Each run plans the missing, provisional and failed days, oldest at risk first, and loads every day whole or
          not at all.
        </Explain>
      }
      csv={async () =>
        csvText([
          ['kind', 'started_at', 'ended_at', 'result', 'days_loaded', 'days_failed', 'requests', 'message'],
          ...ledger.runs.map((run) => [
            run.kind,
            run.startedAt,
            run.endedAt,
            run.result,
            run.daysLoaded,
            run.daysFailed,
            run.requests,
            run.message,
          ]),
        ])
      }
    >
      {ledger.runs.length === 0 ? (
        <State icon="empty" title="No run yet">
          The first sync has not ended.
        </State>
      ) : (
        <DataTable
          name="Sync runs"
          columns={runColumns(now)}
          rows={ledger.runs.slice(0, RUN_ROWS)}
          isNamed={false}
          box={{ marginBottom: 0 }}
        />
      )}
    </Card>
  );
}
