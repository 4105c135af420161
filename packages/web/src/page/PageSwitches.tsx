import { POPULATION_PAGES, populationOf } from '@flightdeck/catalog';
import * as text from '../text/page.ts';
import { Segments } from '../ui/Segments.tsx';
import { useView } from '../view/use-view.ts';
import css from './page-switches.module.css';

/** Which outputs the page counts and, for people, which days are active; the URL has both. Nothing on pages that count one way. */
export function PageSwitches({ page }: { readonly page: string }) {
  const { view, setView } = useView();
  const about = POPULATION_PAGES[page];
  if (!about) return null;
  const { by, days } = view.active;
  return (
    <div className={css.root}>
      <Segments
        label={text.outputsThatCount}
        choices={[
          ['completions', text.populations.completions],
          ['all', text.populations.all],
        ]}
        value={populationOf(page, view.outputs)}
        refused={about.only === undefined ? undefined : { value: 'completions', because: about.only }}
        onChange={(value) => setView({ ...view, outputs: value })}
      />
      {page === 'people' || page === 'person' ? (
        <>
          <Segments
            label={text.activeDay}
            choices={[
              ['prompt', text.activeBy.prompt],
              ['activity', text.activeBy.activity],
            ]}
            value={by}
            onChange={(value) => setView({ ...view, active: { by: value, days } })}
          />
          <Segments
            label={text.daysThatCount}
            choices={[
              ['working', text.daysCounted.working],
              ['all', text.daysCounted.all],
            ]}
            value={days}
            onChange={(value) => setView({ ...view, active: { by, days: value } })}
          />
        </>
      ) : null}
    </div>
  );
}
