import { dayMetrics, isOfWorkingDays } from '@flightdeck/catalog';
import type { Loaded } from '../data/hooks.ts';
import { formatCount, plural } from '../format/format.ts';
import { prepareAdoption } from '../kinds/distribution/prepare.ts';
import { PanelPage } from '../page/PanelPage.tsx';
import * as text from '../text/pages/people.ts';
import { useView } from '../view/use-view.ts';

/** People: adoption, everyone in a table, and the way to one person; which outputs and days count stands in the URL. */
export function PeoplePage() {
  const { view } = useView();
  const { days } = dayMetrics(view.active);
  return (
    <PanelPage
      page="people"
      title={text.title}
      lead={(answers) => (
        <Lead loaded={answers.get('people-adoption')} metric={days} isPrompted={view.active.by === 'prompt'} />
      )}
    />
  );
}

function Lead({
  loaded,
  metric,
  isPrompted,
}: {
  readonly loaded: Loaded | undefined;
  readonly metric: string;
  readonly isPrompted: boolean;
}) {
  if (loaded?.kind !== 'ready') return null;
  const working = isOfWorkingDays(metric);
  const days = loaded.result.reportedDays[working ? 'working' : 'all'];
  const adoption = prepareAdoption(loaded.result.rows, days, metric);
  if (adoption.people === 0) return text.nobody;
  const low = adoption.bands[0]?.people ?? 0;
  return (
    <>
      {text.lead({
        active: (
          <b>
            {text.activeOf({
              active: formatCount(adoption.people - adoption.inactive),
              people: formatCount(adoption.people),
            })}
          </b>
        ),
        half: <b>{text.orMore({ days: plural(adoption.median ?? 0, 'day') })}</b>,
        days,
        isWorking: working,
        isPrompted,
        low: <b>{formatCount(low)}</b>,
        inactive: formatCount(adoption.inactive),
      })}
    </>
  );
}
