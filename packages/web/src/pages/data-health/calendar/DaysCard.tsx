import { csvText } from '@flightdeck/query';
import { useState } from 'react';
import { Card } from '../../../card/Card.tsx';
import { Explain } from '../../../card/how/Explain.tsx';
import type { StatusLedger } from '../../../data/status/status.ts';
import { formatCount, formatDay, formatLongDay, formatRange, plural } from '../../../format/format.ts';
import * as text from '../../../text/pages/data-health.ts';
import { usePhone } from '../../../view/use-phone.ts';
import { CalendarLegend, DayCalendar, STATE_WORDS } from './DayCalendar.tsx';
import css from './day-line.module.css';
import { MonthCalendars } from './MonthCalendars.tsx';
import type { Calendar, CellState } from './prepare-calendar.ts';

/** What the ledger has of one report of one day: records, changes, message. */
function dayWords({ records, restated, message }: StatusLedger['days'][number]): string {
  return [
    plural(records, text.record),
    ...(restated > 0 ? [text.changed({ times: plural(restated, text.time) })] : []),
    ...(message ? [message] : []),
  ].join(', ');
}

const TONES: Readonly<Partial<Record<CellState, string>>> = {
  final: 'good',
  provisional: 'info',
  missing: 'warn',
  failed: 'bad',
};

/** Each report of each day, and what is known of the day that is picked. */
export function DaysCard({ ledger, calendar }: { readonly ledger: StatusLedger; readonly calendar: Calendar }) {
  const [picked, setPicked] = useState<number | null>(null);
  const phone = usePhone();
  const column = picked === null ? undefined : calendar.columns[picked];
  const weeks = calendar.columns.some((item) => item.from !== item.to);
  const rows = calendar.scopes.flatMap((scope) => scope.rows.map((row) => ({ scope, row })));
  return (
    <Card
      id="health-days"
      title={text.days}
      says={weeks ? text.weeksSays : text.daysSays}
      span={12}
      how={<Explain title={text.days}>{text.daysHow}</Explain>}
      table={{
        head: [text.report, ...calendar.columns.map((item) => formatDay(item.from))],
        rows: rows.map(({ scope, row }) => [
          text.reportOfScope({ scope: scope.label, report: row.report }),
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
      sentence={text.counts({
        final: formatCount(calendar.counts.final),
        provisional: formatCount(calendar.counts.provisional),
        missing: formatCount(calendar.counts.missing),
        failed: formatCount(calendar.counts.failed),
      })}
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
                {known ? dayWords(known) : ''}
              </span>
            ) : null;
          })}
        </div>
      ) : null}
    </Card>
  );
}
