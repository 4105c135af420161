import { useState } from 'react';
import type { Reconciliation } from '../../../data/reconcile.ts';
import { plural } from '../../../format/format.ts';
import { PageLink } from '../../../place/PageLink.tsx';
import * as text from '../../../text/pages/reconcile.ts';
import { carried, useView } from '../../../view/use-view.ts';
import css from './behind.module.css';

type People = Reconciliation['steps'][number]['evidence']['people'];

/** People named before the rest is asked for. */
const NAMED = 36;

/** Who is counted less or more often after the step; each opens the person's page. */
export function PeopleBehind({ people }: { readonly people: People }) {
  const left = people.filter(({ before, after }) => after < before);
  const entered = people.filter(({ before, after }) => after > before);
  return (
    <>
      <Names people={left} verb={text.peopleLeft} often={text.peopleLeftOften} />
      <Names people={entered} verb={text.peopleEntered} often={text.peopleEnteredOften} />
    </>
  );
}

function Names({
  people,
  verb,
  often,
}: {
  readonly people: People;
  readonly verb: string;
  /** The same where somebody is counted more than once. */
  readonly often: string;
}) {
  const { view } = useView();
  const [isWhole, setIsWhole] = useState(false);
  if (people.length === 0) return null;
  const shown = isWhole ? people : people.slice(0, NAMED);
  const isOften = people.some(({ before, after }) => Math.max(before, after) > 1);
  const title = isOften ? often : verb;
  return (
    <section aria-label={`${plural(people.length, 'person', 'people')} ${title}`}>
      <h3 className={css.title}>
        {plural(people.length, 'person', 'people')} {title}
      </h3>
      <ul className={css.people}>
        {shown.map(({ key, before, after }) => (
          <li key={key}>
            <PageLink to="/person" view={carried(view, { login: key })}>
              {key}
            </PageLink>
            {isOften ? (
              <small>
                {before} → {after}
              </small>
            ) : null}
          </li>
        ))}
      </ul>
      {shown.length < people.length ? (
        <button type="button" className="fd-linkish" onClick={() => setIsWhole(true)}>
          {text.showAll({ count: people.length })}
        </button>
      ) : null}
    </section>
  );
}
