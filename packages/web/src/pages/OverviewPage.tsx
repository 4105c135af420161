import { dayCount } from '@flightdeck/catalog';
import { isUnanswered } from '@flightdeck/query';
import type { Asked, Loaded } from '../data/hooks.ts';
import { numberOf } from '../data/number-of.ts';
import { formatCount, formatDigits, formatValue } from '../format/format.ts';
import { PanelPage } from '../page/PanelPage.tsx';

/** Overview: what a manager needs to know, said first and then shown. */
export function OverviewPage() {
  return (
    <PanelPage
      page="overview"
      title="Overview"
      lead={(answers, { asked }) => <Lead loaded={answers.get('overview-completion-acceptance-rate')} asked={asked} />}
    />
  );
}

function Lead({ loaded, asked }: { readonly loaded: Loaded | undefined; readonly asked: Asked }) {
  if (loaded?.kind !== 'ready') return null;
  const { total, comparison } = loaded.result;
  const value = (name: string): number | null => numberOf(total?.[name]);
  const [active, reported] = [value('active_users'), value('reported_users')];
  const [rate, suggested] = [value('completion_acceptance_rate'), value('completions_generated')];
  // What GitHub does not report in this cross is not nobody.
  const isRefused = loaded.result.notes.some((note) => isUnanswered(note) && note.metric === 'active_users');
  const before = numberOf(comparison?.total?.completion_acceptance_rate);
  const points = rate !== null && before !== null ? Math.round((rate - before) * 1000) / 10 : null;
  const period = asked.compare === 'year' ? 'a year ago' : `in the ${dayCount(asked.range)} days before`;
  return (
    <>
      {active !== null && reported !== null ? (
        <>
          <b>
            {formatCount(active)} of {formatCount(reported)}
          </b>{' '}
          reported people sent prompts to Copilot.{' '}
        </>
      ) : isRefused ? null : (
        'Nobody was reported for these days and filters. '
      )}
      {rate !== null && suggested !== null ? (
        <>
          <b>{formatValue(rate, 'ratio')}</b> of {formatCount(suggested)} completions were accepted
          {points === null
            ? ''
            : points === 0
              ? `, as ${period}`
              : `, ${formatDigits(Math.abs(points), 1, 1)} points ${points > 0 ? 'more' : 'less'} than ${period}`}
          .
        </>
      ) : (
        'No completions were reported.'
      )}
    </>
  );
}
