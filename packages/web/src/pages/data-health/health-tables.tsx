import { csvText } from '@flightdeck/query';
import { Card } from '../../card/Card.tsx';
import { Explain } from '../../card/how/Explain.tsx';
import type { Status, StatusLedger } from '../../data/status/status.ts';
import { formatCount, formatDay, formatTime, plural } from '../../format/format.ts';
import type { Column } from '../../table/column.ts';
import { DataTable } from '../../table/DataTable.tsx';
import * as text from '../../text/pages/data-health.ts';
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
      title={text.notUnderstood}
      says={text.notUnderstoodSays}
      span={5}
      how={<Explain title={text.notUnderstood}>{text.notUnderstoodHow}</Explain>}
      csv={async () =>
        csvText([
          ['kind', 'report', 'path_or_file', 'line', 'code', 'says'],
          ...unknownFields.map((field) => [
            text.unknownField,
            field.report,
            field.path,
            null,
            null,
            text.fieldSeen({ count: field.count, first: field.firstSeen, type: field.type ?? text.noValue }),
          ]),
          ...rejectedLines.map((line) => [
            text.rejectedLine,
            line.report,
            line.file,
            line.line,
            line.code,
            line.message,
          ]),
        ])
      }
    >
      {nothing ? (
        <State icon="check" title={text.allUnderstood}>
          {text.noUnknown({ files: plural(ledger.counts.files, text.archivedFile) })}
        </State>
      ) : (
        <ul className={css.root}>
          {unknownFields.slice(0, 8).map((field) => (
            <li key={field.report + field.path}>
              <code>{field.path}</code>
              <span>
                {text.newField({
                  type: field.type ?? text.noValue,
                  report: field.report,
                  since: formatDay(field.firstSeen.slice(0, 10)),
                  times: plural(field.count, text.time),
                })}
              </span>
            </li>
          ))}
          {ledger.counts.rejected > 0 ? (
            <li>
              <b>{plural(ledger.counts.rejected, text.rejectedLine)}</b>
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
                {line.path ? text.atPath({ path: line.path }) : ''}
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
  { key: 'started', head: text.runColumns.started, isText: true, cell: (run) => formatTime(run.startedAt, now) },
  { key: 'kind', head: text.runColumns.kind, isText: true, cell: (run) => run.kind },
  {
    key: 'result',
    head: text.runColumns.result,
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
    head: text.runColumns.took,
    cell: (run) =>
      text.seconds({
        seconds: Math.max(0, Math.round((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000)),
      }),
  },
  { key: 'loaded', head: text.runColumns.loaded, cell: (run) => formatCount(run.daysLoaded) },
  { key: 'failed', head: text.runColumns.failed, cell: (run) => formatCount(run.daysFailed) },
  { key: 'requests', head: text.runColumns.requests, cell: (run) => formatCount(run.requests) },
  { key: 'says', head: text.runColumns.says, isText: true, cell: (run) => run.message ?? '' },
];

/** Runs of sync, import and rebuild, newest first. */
export function Runs({ status, ledger }: { readonly status: Status; readonly ledger: StatusLedger }) {
  const now = new Date();
  return (
    <Card
      id="health-runs"
      title={text.runs}
      says={status.freshness.running ? text.runningNow({ message: status.freshness.running.message }) : text.runsSays}
      span={12}
      how={<Explain title={text.runs}>{text.runsHow}</Explain>}
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
        <State icon="empty" title={text.noRun}>
          {text.notEnded}
        </State>
      ) : (
        <DataTable
          name={text.runs}
          columns={runColumns(now)}
          rows={ledger.runs.slice(0, RUN_ROWS)}
          isNamed={false}
          box={{ marginBottom: 0 }}
        />
      )}
    </Card>
  );
}
