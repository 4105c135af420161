import { ofWorkingDays, PANELS } from '@flightdeck/catalog';
import type { Loaded } from '../data/hooks.ts';
import { formatCount, plural } from '../format/format.ts';
import { prepareAdoption } from '../kinds/distribution/prepare.ts';
import { PanelPage } from '../page/PanelPage.tsx';
import * as text from '../text/pages/people.ts';
import { useView } from '../view/use-view.ts';

const ALL_DAYS = PANELS.filter((panel) => panel.page === 'people');
const WORKING_DAYS = ALL_DAYS.map(ofWorkingDays);

/** People: adoption, everyone in a table, and the way to one person. All days count, or only working days. */
export function PeoplePage() {
  const { view } = useView();
  const working = view.local.days === 'working';
  return (
    <PanelPage
      page="people"
      title={text.title}
      panels={working ? WORKING_DAYS : ALL_DAYS}
      lead={(answers) => <Lead loaded={answers.get('people-adoption')} working={working} />}
    />
  );
}

function Lead({ loaded, working }: { readonly loaded: Loaded | undefined; readonly working: boolean }) {
  if (loaded?.kind !== 'ready') return null;
  const days = loaded.result.reportedDays[working ? 'working' : 'all'];
  const adoption = prepareAdoption(loaded.result.rows, days, working ? 'active_working_days' : 'active_days');
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
        low: <b>{formatCount(low)}</b>,
        inactive: formatCount(adoption.inactive),
      })}
    </>
  );
}
