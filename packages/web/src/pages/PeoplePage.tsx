import { ofWorkingDays, PANELS } from '@flightdeck/catalog';
import type { Loaded } from '../data/hooks.ts';
import { formatCount, plural } from '../format/format.ts';
import { prepareAdoption } from '../kinds/distribution/prepare.ts';
import { PanelPage } from '../page/PanelPage.tsx';
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
      title="People"
      panels={working ? WORKING_DAYS : ALL_DAYS}
      lead={(answers) => <Lead loaded={answers.get('people-adoption')} working={working} />}
    />
  );
}

function Lead({ loaded, working }: { readonly loaded: Loaded | undefined; readonly working: boolean }) {
  if (loaded?.kind !== 'ready') return null;
  const days = loaded.result.reportedDays[working ? 'working' : 'all'];
  const adoption = prepareAdoption(loaded.result.rows, days, working ? 'active_working_days' : 'active_days');
  if (adoption.people === 0) return 'Nobody was reported for these days and filters.';
  const low = adoption.bands[0]?.people ?? 0;
  return (
    <>
      <b>
        {formatCount(adoption.people - adoption.inactive)} of {formatCount(adoption.people)}
      </b>{' '}
      reported people were active. Half of them worked with Copilot on{' '}
      <b>{plural(adoption.median ?? 0, 'day')} or more</b> of {days}
      {working ? ' working days' : ' days'} with a report; <b>{formatCount(low)}</b> need attention,{' '}
      {formatCount(adoption.inactive)} of them sent no prompt at all.
    </>
  );
}
