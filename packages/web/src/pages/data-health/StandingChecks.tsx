import type { Checks } from '@flightdeck/app/status';
import { csvText } from '@flightdeck/query';
import { Card } from '../../card/Card.tsx';
import { Explain } from '../../card/how/Explain.tsx';
import { problemOf } from '../../data/hooks.ts';
import { type CheckResult, useChecks } from '../../data/reconcile.ts';
import type { Status } from '../../data/status/status.ts';
import { formatRange, formatTime } from '../../format/format.ts';
import { PageLink } from '../../place/PageLink.tsx';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { useView } from '../../view/use-view.ts';
import { checksSay, checkWords, VERDICTS, worstFirst } from './check-words.ts';
import css from './checks.module.css';

/** Pairs of GitHub's own numbers, how each ended, and the way to its causes. */
export function StandingChecks({ status }: { readonly status: Status }) {
  const { view } = useView();
  const { data, isError, error, refetch, isPlaceholderData } = useChecks(status.dataVersion);
  const isKnown = status.scopes.some(({ scope }) => scope === view.scope);
  const results = worstFirst((data?.results ?? []).filter(({ scope }) => !isKnown || scope === view.scope));
  const shifts = (data?.shifts ?? []).filter(({ scope }) => !isKnown || scope === view.scope);
  const scopes = new Set(results.map(({ scope }) => scope));
  return (
    <Card
      id="health-checks"
      title="Standing checks"
      says={results.length > 0 ? checksSay(results) : 'Pairs of GitHub’s own numbers, compared after every sync'}
      span={7}
      how={
        <Explain title="Standing checks">
          Numbers that GitHub gives twice are compared over the last final days: its totals with the sum over people,
          the parts of a breakdown with the whole, 28 days with their days, seats with people. A difference is taken
          apart into named causes; what no cause explains asks for somebody, and is in /metrics for alerts.
        </Explain>
      }
      csv={async () => csvText(toLines(results))}
      stale={isPlaceholderData}
      foot={data ? <span>Made {formatTime(data.at, new Date())} UTC, of final days only</span> : undefined}
    >
      {isError ? (
        <Failed problem={problemOf(error)} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={240} />
      ) : results.length === 0 ? (
        <State icon="empty" title="Nothing to check yet">
          Checks begin with the first final day of the people’s report.
        </State>
      ) : (
        <ul className={css.root}>
          {results.map((result) => (
            <Check key={result.scope + result.check} result={result} withScope={scopes.size > 1} />
          ))}
          {shifts.map((shift) => (
            <Shift key={`${shift.scope} ${shift.from} ${shift.range.from}`} shift={shift} />
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Activity that moved from one feature to another when clients were updated, with a way to the days. */
function Shift({ shift }: { readonly shift: Checks['shifts'][number] }) {
  const { view } = useView();
  const range = { from: shift.compared.before.from, to: shift.compared.after.to };
  const checked = { ...view, scope: shift.scope, range, filters: [], local: {} };
  return (
    <li>
      <div>
        <b>Booked elsewhere</b>{' '}
        <span className={css.of}>
          {shift.from} → {shift.to}
        </span>
        <p>{shift.sentence}</p>
      </div>
      <span className="fd-pill" data-tone="warn">
        shifted
      </span>
      <PageLink to="/features" view={checked} aria-label={`Features in the days of the shift to ${shift.to}`}>
        Features
      </PageLink>
    </li>
  );
}

function Check({ result, withScope }: { readonly result: CheckResult; readonly withScope: boolean }) {
  const { view } = useView();
  const { word, tone } = VERDICTS[result.verdict];
  const checked = {
    ...view,
    scope: result.scope,
    range: result.range,
    filters: [],
    local: { metric: result.metric, with: result.source },
  };
  return (
    <li title={`${result.says} ${formatRange(result.range)}.`}>
      <div>
        <b>{result.label}</b>{' '}
        <span className={css.of}>
          {result.metricLabel}
          {withScope ? `, ${result.scope}` : ''}
        </span>
        <p>{checkWords(result)}</p>
      </div>
      <span className="fd-pill" data-tone={tone}>
        {word}
      </span>
      <PageLink to="/reconcile" view={checked} aria-label={`Reconcile ${result.label}, ${result.metricLabel}`}>
        Reconcile
      </PageLink>
    </li>
  );
}

const toLines = (results: readonly CheckResult[]): (string | number | null)[][] => [
  ['check', 'scope', 'metric', 'from', 'to', 'theirs', 'ours', 'difference', 'unexplained', 'verdict', 'says'],
  ...results.map((result) => [
    result.check,
    result.scope,
    result.metric,
    result.range.from,
    result.range.to,
    result.theirs,
    result.ours,
    result.difference,
    result.unexplained,
    result.verdict,
    checkWords(result),
  ]),
];
