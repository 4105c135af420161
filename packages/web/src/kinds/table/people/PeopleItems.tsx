import { findMetric } from '@flightdeck/catalog';
import { isolated } from '@flightdeck/query';
import { useMemo } from 'react';
import { numberOf } from '../../../data/number-of.ts';
import { formatValue } from '../../../format/format.ts';
import { NameButton } from '../../../plot/rows/NameButton.tsx';
import { PhoneList } from '../../../table/list/PhoneList.tsx';
import * as text from '../../../text/kinds/people.ts';
import { Strip } from '../Strip.tsx';
import { AdoptionCell, Avatar } from './PersonCells.tsx';
import css from './people.module.css';
import { type PeoplePages, usePeopleDetails } from './use-people.ts';

/** On the phone a person is two lines: who, and the three facts that matter. */
export function PeopleItems({
  people,
  score,
  rate,
  onPerson,
  more,
}: {
  readonly people: PeoplePages;
  readonly score: string;
  /** The metric of how much was accepted. */
  readonly rate: string;
  readonly onPerson: (login: string) => void;
  /** None: all are shown. */
  readonly more: (() => void) | undefined;
}) {
  const pages = [...people.rows].sort(([a], [b]) => a - b);
  const key = pages.map(([, rows]) => rows.map((row) => String(row.user)).join(' ')).join('\n');
  const details = usePeopleDetails(useMemo(() => key.split('\n').map((page) => page.split(' ')), [key]));
  return (
    <PhoneList className={css.items} more={more}>
      {pages.flatMap(([, rows], page) =>
        rows.map((row) => {
          const login = String(row.user);
          const detail = details[page];
          const number = (name: string): string =>
            formatValue(numberOf(row[name]), findMetric(name)?.unit ?? 'prompts');
          return (
            <li key={login}>
              <Avatar login={login} />
              <NameButton onClick={() => onPerson(login)}>{isolated(login)}</NameButton>
              <AdoptionCell score={numberOf(row[score])} />
              {detail ? <Strip bars={detail.stripOf(login)} width={100} /> : <span />}
              <span>
                {text.promptsAndRate({
                  prompts: <b>{number('interactions')}</b>,
                  rate: <b>{number(rate)}</b>,
                })}
              </span>
            </li>
          );
        }),
      )}
    </PhoneList>
  );
}
