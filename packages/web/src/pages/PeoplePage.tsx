import { dayCount } from '@flightdeck/catalog';
import { prepareAdoption } from '../charts/prepare-adoption.ts';
import type { Loaded } from '../data/hooks.ts';
import { formatCount, plural } from '../format/format.ts';
import { PanelPage } from '../panels/PanelPage.tsx';

/** People: adoption, everyone in a table, and the way to one person. */
export function PeoplePage() {
  return (
    <PanelPage page="people" title="People" lead={(answers) => <Lead loaded={answers.get('people-adoption')} />} />
  );
}

function Lead({ loaded }: { readonly loaded: Loaded | undefined }) {
  if (loaded?.kind !== 'ready') return null;
  const days = dayCount(loaded.result.query.range);
  const adoption = prepareAdoption(loaded.result.rows, days);
  if (adoption.people === 0) return 'Nobody was reported for these days and filters.';
  const low = adoption.bands[0]?.people ?? 0;
  return (
    <>
      <b>
        {formatCount(adoption.people - adoption.inactive)} of {formatCount(adoption.people)}
      </b>{' '}
      reported people were active. Half of them worked with Copilot on{' '}
      <b>{plural(adoption.median ?? 0, 'day')} or more</b> of {days}; <b>{formatCount(low)}</b> need attention,{' '}
      {formatCount(adoption.inactive)} of them sent no prompt at all.
    </>
  );
}
