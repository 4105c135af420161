import { csvText } from '@flightdeck/query';
import { Card } from '../../../card/Card.tsx';
import { Explain } from '../../../card/how/Explain.tsx';
import { problemOf } from '../../../data/hooks.ts';
import { type SignOff, useSignOffs } from '../../../data/reconcile.ts';
import { formatDay, formatExact, formatSize } from '../../../format/format.ts';
import * as text from '../../../text/pages/reconcile.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Failed, Skeleton, State } from '../../../ui/State.tsx';
import { monthLabel } from '../month-label.ts';
import css from './signed.module.css';

/** Sign-offs by month, newest first; a click opens one as it was kept. */
export function SignOffs({
  opened,
  onOpen,
}: {
  readonly opened: string | null;
  readonly onOpen: (id: string) => void;
}) {
  const { data, isError, error, refetch } = useSignOffs();
  const months = [...new Set(data?.map(({ month }) => month))].sort().reverse();
  return (
    <Card
      id="reconcile-sign-offs"
      title={text.signOffs}
      says={text.signOffsSays}
      span={5}
      how={<Explain title={text.signOffs}>{text.signOffsHow}</Explain>}
      csv={async () => csvText(toLines(data ?? []))}
    >
      {isError ? (
        <Failed problem={problemOf(error)} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={120} />
      ) : data.length === 0 ? (
        <State icon="check" title={text.noMonth}>
          {text.howToSignOff}
        </State>
      ) : (
        <ul className={css.root}>
          {months.map((month) => (
            <li key={month}>
              <h3>{monthLabel(month)}</h3>
              {data
                .filter((one) => one.month === month)
                .map((one) => (
                  <Entry key={one.id} one={one} isOpen={one.id === opened} onOpen={onOpen} />
                ))}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Entry({
  one,
  isOpen,
  onOpen,
}: {
  readonly one: SignOff;
  readonly isOpen: boolean;
  readonly onOpen: (id: string) => void;
}) {
  const { label, unit, unexplained, ours } = one.reconciliation;
  return (
    <button type="button" className={css.one} aria-pressed={isOpen} onClick={() => onOpen(one.id)}>
      <span>
        <b>
          {label} {formatExact(ours.value, unit)}
        </b>
        <span>
          {one.comment}
          {one.within || unexplained === null ? '' : text.remainderLeft({ amount: formatSize(unexplained, unit) })}
        </span>
      </span>
      <span className="fd-pill" data-tone={one.within ? 'good' : 'warn'}>
        <Icon name={one.within ? 'check' : 'alert'} size={13} />
        {one.within ? text.signed({ day: formatDay(one.at.slice(0, 10)) }) : text.signedWithRemainder}
      </span>
    </button>
  );
}

const toLines = (all: readonly SignOff[]): (string | number | null)[][] => [
  [
    'month',
    'metric',
    'source',
    'theirs',
    'ours',
    'unexplained',
    'tolerance',
    'signed_at',
    'signed_by',
    'comment',
    'id',
  ],
  ...all.map(({ month, reconciliation, tolerance, at, by, comment, id }) => [
    month,
    reconciliation.metric,
    reconciliation.theirs.source,
    reconciliation.theirs.value,
    reconciliation.ours.value,
    reconciliation.unexplained,
    tolerance,
    at,
    by,
    comment,
    id,
  ]),
];
