import { csvText, describeTotal, leadingChange, nounOf, shareOfChange } from '@flightdeck/query';
import { Card } from '../../card/Card.tsx';
import { Explain } from '../../card/how/Explain.tsx';
import { problemOf } from '../../data/hooks.ts';
import { MOST_RESTATED, useRestatements } from '../../data/restatements.ts';
import type { RestatedDay, RestatementCause, Status } from '../../data/status/status.ts';
import { formatDay, formatShareChange, formatTime, formatValue, plural, signed } from '../../format/format.ts';
import type { Column } from '../../table/column.ts';
import { DataTable } from '../../table/DataTable.tsx';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { useView } from '../../view/use-view.ts';

const ROWS = 12;

const CAUSES: Readonly<Record<RestatementCause, string>> = {
  late: 'late telemetry',
  restated: 'GitHub restated',
  seed: '28-day report before',
  import: 'imported file',
};

/** The restatement ledger: each day replaced by a newer report, with the change that says most. */
export function ReplacedDays({ status }: { readonly status: Status }) {
  const { view } = useView();
  const { data, isError, error, refetch } = useRestatements(status, view.scope);
  const now = new Date();
  const days = data?.days ?? [];
  return (
    <Card
      id="health-ledger"
      title="What changed since"
      says="The restatement ledger: a day replaced by a newer report"
      span={7}
      how={
        <Explain title="What changed since">
          Each time a day is replaced by other content, every total before and after is kept, and the rows that stood
          there too. Provisional days change as telemetry arrives late. The line shows one change of each day; the CSV
          has all.
        </Explain>
      }
      csv={async () => csvText(toLines(days))}
      foot={days.length > 0 ? <Foot days={days} hasMore={data?.hasMore ?? false} /> : null}
    >
      {isError ? (
        <Failed problem={problemOf(error)} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={240} />
      ) : days.length === 0 ? (
        <State icon="check" title="Nothing has changed">
          No loaded day has been replaced by different content.
        </State>
      ) : (
        <DataTable
          name="What changed since"
          columns={columnsOf(now)}
          rows={days.slice(0, ROWS)}
          isNamed={false}
          box={{ marginBottom: 0 }}
        />
      )}
    </Card>
  );
}

const columnsOf = (now: Date): readonly Column<RestatedDay>[] => [
  {
    key: 'at',
    head: 'Seen (UTC)',
    isText: true,
    cell: (day) => ({ content: <span className="fd-card-says">{formatTime(day.at, now)}</span> }),
  },
  { key: 'day', head: 'Day', isText: true, cell: (day) => formatDay(day.day) },
  { key: 'report', head: 'Report', isText: true, cell: (day) => ({ content: <code>{day.report}</code> }) },
  { key: 'change', head: 'Change', cell: (day) => ({ content: <Change day={day} /> }) },
  { key: 'share', head: 'of the day', cell: (day) => ({ content: <b>{shareWords(day)}</b> }) },
  { key: 'cause', head: 'Cause', isText: true, cell: (day) => CAUSES[day.cause] },
];

function Foot({ days, hasMore }: { readonly days: readonly RestatedDay[]; readonly hasMore: boolean }) {
  const all = hasMore
    ? `The newest ${ROWS} of more than ${MOST_RESTATED}; those ${MOST_RESTATED} in the CSV`
    : days.length > ROWS
      ? `The newest ${ROWS} of ${days.length}; all of them in the CSV`
      : `${plural(days.length, 'replacement')} in all`;
  return <span>{all}. Any page can be shown as it was known on a past day: choose “As known on” with the days.</span>;
}

function Change({ day }: { readonly day: RestatedDay }) {
  const change = leadingChange(day.changes);
  if (!change) return <span className="fd-soft">no total</span>;
  const { counts, unit } = describeTotal(change.measure);
  const by = (change.after ?? 0) - (change.before ?? 0);
  const others = day.changes.length - 1;
  return (
    <span title={others > 0 ? `and ${plural(others, 'other total')}` : undefined}>
      {signed(by, (size) => formatValue(size, unit ?? 'events'))} {nounOf(counts, by)}
    </span>
  );
}

function shareWords({ changes }: RestatedDay): string {
  const change = leadingChange(changes);
  const share = change ? shareOfChange(change) : null;
  return share === null ? '–' : formatShareChange(share);
}

function toLines(days: readonly RestatedDay[]): (string | number | null)[][] {
  return [
    ['received_at', 'scope', 'report', 'day', 'cause', 'measure', 'before', 'after'],
    ...days.flatMap(({ at, scope, report, day, cause, changes }) =>
      changes.map(({ measure, before, after }) => [at, scope, report, day, cause, measure, before, after]),
    ),
  ];
}
