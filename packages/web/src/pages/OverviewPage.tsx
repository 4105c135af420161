import { dayCount, OUTPUTS, type Outputs, populationOf } from '@flightdeck/catalog';
import { isUnanswered } from '@flightdeck/query';
import type { ReactNode } from 'react';
import type { Asked, Loaded } from '../data/hooks.ts';
import { numberOf } from '../data/number-of.ts';
import { formatCount, formatDigits, formatValue } from '../format/format.ts';
import { PanelPage } from '../page/PanelPage.tsx';
import * as text from '../text/pages/overview.ts';
import { useView } from '../view/use-view.ts';

/** Overview: what a manager needs to know, said first and then shown. */
export function OverviewPage() {
  const { view } = useView();
  const outputs = OUTPUTS[populationOf('overview', view.outputs)];
  return (
    <PanelPage
      page="overview"
      title={text.title}
      lead={(answers, { asked }) => (
        <Lead loaded={answers.get(`overview-${outputs.rate.replaceAll('_', '-')}`)} asked={asked} outputs={outputs} />
      )}
    />
  );
}

/** How much was accepted, and by how many points more or less than before. */
function acceptedOf(
  parts: { readonly rate: ReactNode; readonly suggested: string; readonly what: string },
  points: number | null,
  period: string,
): ReactNode {
  if (points === null) return text.accepted(parts);
  if (points === 0) return text.acceptedAs({ ...parts, period });
  const compared = { ...parts, points: formatDigits(Math.abs(points), 1, 1), period };
  return points > 0 ? text.acceptedMore(compared) : text.acceptedLess(compared);
}

function Lead({
  loaded,
  asked,
  outputs,
}: {
  readonly loaded: Loaded | undefined;
  readonly asked: Asked;
  readonly outputs: Outputs;
}) {
  if (loaded?.kind !== 'ready') return null;
  const { total, comparison } = loaded.result;
  const value = (name: string): number | null => numberOf(total?.[name]);
  const [active, reported] = [value('active_users'), value('reported_users')];
  const [rate, suggested] = [value(outputs.rate), value(outputs.generated)];
  // What GitHub does not report in this cross is not nobody.
  const isRefused = loaded.result.notes.some((note) => isUnanswered(note) && note.metric === 'active_users');
  const before = numberOf(comparison?.total?.[outputs.rate]);
  const points = rate !== null && before !== null ? Math.round((rate - before) * 1000) / 10 : null;
  const period = asked.compare === 'year' ? text.aYearAgo : text.daysBefore({ days: dayCount(asked.range) });
  return (
    <>
      {active !== null && reported !== null
        ? text.active({
            active: <b>{text.activeOf({ active: formatCount(active), people: formatCount(reported) })}</b>,
          })
        : isRefused
          ? null
          : text.nobody}
      {rate !== null && suggested !== null
        ? acceptedOf(
            { rate: <b>{formatValue(rate, 'ratio')}</b>, suggested: formatCount(suggested), what: outputs.noun },
            points,
            period,
          )
        : text.noOutputs({ what: outputs.noun })}
    </>
  );
}
