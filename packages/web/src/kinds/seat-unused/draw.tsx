import { isolated } from '@flightdeck/query';
import { useMemo } from 'react';
import { numberOf } from '../../data/number-of.ts';
import { formatDay } from '../../format/format.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import { NameButton } from '../../plot/rows/NameButton.tsx';
import * as words from '../../text/kinds/seats.ts';
import type { PanelProps } from '../panel-props.ts';
import { SeatList, textOf } from '../seat-list/SeatList.tsx';
import { seatState } from '../seat-table/seat-state.ts';
import { unusedQuestion } from './question.ts';
import css from './seat-unused.module.css';

/** Seats of which GitHub records no activity, those granted first at the top. */
export function SeatUnusedPanel({ panel, large = false }: Pick<PanelProps<'seat-unused'>, 'panel' | 'large'>) {
  const actions = usePanelActions();
  const { asked } = usePage();
  const limit = large ? 100 : (panel.limit ?? 6);
  const query = useMemo(() => unusedQuestion(panel, asked, limit), [panel, asked, limit]);
  const year = asked.range.to.slice(0, 4);
  return (
    <SeatList panel={panel} large={large} query={query} limit={limit} keep={() => true} none={words.allUsed}>
      {(rows) => (
        <ul className={css.root}>
          {rows.map((row) => {
            const login = textOf(row.user);
            const state = seatState({
              user: login,
              lastActive: null,
              quietDays: numberOf(row.seat_quiet_days),
              ends: null,
            });
            return (
              <li key={`${login} ${row.seat_created}`}>
                {login === null ? (
                  <span>{words.nobody}</span>
                ) : (
                  <NameButton onClick={() => actions.person(login)}>{isolated(login)}</NameButton>
                )}
                <span>
                  {words.granted({
                    day: row.seat_created === null ? words.someDay : formatDay(String(row.seat_created), year),
                  })}
                </span>
                <span className="fd-pill" data-tone={state.tone}>
                  {state.word}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </SeatList>
  );
}
