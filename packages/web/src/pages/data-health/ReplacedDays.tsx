import { csvText, describeTotal, leadingChange, nounOf, shareOfChange } from '@flightdeck/query';
import { Card } from '../../card/Card.tsx';
import { Explain } from '../../card/how/Explain.tsx';
import { problemOf } from '../../data/hooks.ts';
import { MOST_RESTATED, useRestatements } from '../../data/restatements.ts';
import type { RestatedDay, RestatementCause, Status } from '../../data/status/status.ts';
import { formatDay, formatShareChange, formatTime, formatValue, plural, signed } from '../../format/format.ts';
import type { Column } from '../../table/column.ts';
import { DataTable } from '../../table/DataTable.tsx';
import * as text from '../../text/pages/data-health.ts';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { useView } from '../../view/use-view.ts';

const ROWS = 12;

const CAUSES: Readonly<Record<RestatementCause, string>> = text.replacedCauses;

/** The restatement ledger: each day replaced by a newer report, with the change that says most. */
export function ReplacedDays({ status }: { readonly status: Status }) {
  const { view } = useView();
  const { data, isError, error, refetch } = useRestatements(status, view.scope);
  const now = new Date();
  const days = data?.days ?? [];
  return (
    <Card
      id="health-ledger"
      title={text.replaced}
      says={text.replacedSays}
      span={7}
      how={<Explain title={text.replaced}>{text.replacedHow}</Explain>}
      csv={async () => csvText(toLines(days))}
      foot={days.length > 0 ? <Foot days={days} hasMore={data?.hasMore ?? false} /> : null}
    >
      {isError ? (
        <Failed problem={problemOf(error)} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={240} />
      ) : days.length === 0 ? (
        <State icon="check" title={text.nothingChanged}>
          {text.noneReplaced}
        </State>
      ) : (
        <DataTable
          name={text.replaced}
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
    head: text.replacedColumns.seen,
    isText: true,
    cell: (day) => ({ content: <span className="fd-card-says">{formatTime(day.at, now)}</span> }),
  },
  { key: 'day', head: text.replacedColumns.day, isText: true, cell: (day) => formatDay(day.day) },
  { key: 'report', head: text.report, isText: true, cell: (day) => ({ content: <code>{day.report}</code> }) },
  { key: 'change', head: text.replacedColumns.change, cell: (day) => ({ content: <Change day={day} /> }) },
  { key: 'share', head: text.replacedColumns.ofDay, cell: (day) => ({ content: <b>{shareWords(day)}</b> }) },
  { key: 'cause', head: text.replacedColumns.cause, isText: true, cell: (day) => CAUSES[day.cause] },
];

function Foot({ days, hasMore }: { readonly days: readonly RestatedDay[]; readonly hasMore: boolean }) {
  const all = hasMore
    ? text.newestOfMore({ shown: ROWS, most: MOST_RESTATED })
    : days.length > ROWS
      ? text.newestOf({ shown: ROWS, all: days.length })
      : text.allReplaced({ replacements: plural(days.length, text.replacement) });
  return <span>{all}</span>;
}

function Change({ day }: { readonly day: RestatedDay }) {
  const change = leadingChange(day.changes);
  if (!change) return <span className="fd-soft">{text.noTotal}</span>;
  const { counts, unit } = describeTotal(change.measure);
  const by = (change.after ?? 0) - (change.before ?? 0);
  const others = day.changes.length - 1;
  return (
    <span title={others > 0 ? text.andOthers({ totals: plural(others, text.otherTotal) }) : undefined}>
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
