import type { Checks } from '@flightdeck/app/status';
import { csvText } from '@flightdeck/query';
import { Card } from '../../card/Card.tsx';
import { Explain } from '../../card/how/Explain.tsx';
import { problemOf } from '../../data/hooks.ts';
import { type CheckResult, useChecks } from '../../data/reconcile.ts';
import type { Status } from '../../data/status/status.ts';
import { formatRange, formatTime } from '../../format/format.ts';
import { PageLink } from '../../place/PageLink.tsx';
import * as text from '../../text/pages/data-health.ts';
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
      title={text.checks}
      says={results.length > 0 ? checksSay(results) : text.checksSays}
      span={7}
      how={<Explain title={text.checks}>{text.checksHow}</Explain>}
      csv={async () => csvText(toLines(results))}
      stale={isPlaceholderData}
      foot={data ? <span>{text.made({ time: formatTime(data.at, new Date()) })}</span> : undefined}
    >
      {isError ? (
        <Failed problem={problemOf(error)} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={240} />
      ) : results.length === 0 ? (
        <State icon="empty" title={text.nothingToCheck}>
          {text.checksBegin}
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
        <b>{text.countedElsewhere}</b>{' '}
        <span className={css.of}>
          {shift.from} → {shift.to}
        </span>
        <p>{shift.sentence}</p>
      </div>
      <span className="fd-pill" data-tone="warn">
        {text.shifted}
      </span>
      <PageLink to="/features" view={checked} aria-label={text.featuresOfShift({ to: shift.to })}>
        {text.features}
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
    <li title={text.checkOfDays({ says: result.says, range: formatRange(result.range) })}>
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
      <PageLink
        to="/reconcile"
        view={checked}
        aria-label={text.reconcileCheck({ check: result.label, metric: result.metricLabel })}
      >
        {text.reconcile}
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
