import { isolated } from '@flightdeck/query';
import { useMemo } from 'react';
import { numberOf } from '../../data/number-of.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import { RowName } from '../../plot/rows/RowName.tsx';
import * as lists from '../../text/kinds/lists.ts';
import * as words from '../../text/kinds/seats.ts';
import type { PanelProps } from '../panel-props.ts';
import { SeatList, textOf } from '../seat-list/SeatList.tsx';
import { quietText } from '../seat-table/seat-state.ts';
import { IDLE_FROM, rankingQuestion, USUAL } from './question.ts';
import css from './seat-ranking.module.css';

const MOST_DAYS = 90;

/** Who has not used a seat for longest; the bar of what GitHub no longer has fades out. */
export function SeatRankingPanel({ panel, large = false }: Pick<PanelProps<'seat-ranking'>, 'panel' | 'large'>) {
  const actions = usePanelActions();
  const { asked } = usePage();
  const chosen = Number(actions.view.local.idle ?? USUAL[0]);
  const [days, bands] = IDLE_FROM.find(([from]) => from === chosen) ?? USUAL;
  const limit = large ? 100 : (panel.limit ?? 10);
  const query = useMemo(() => rankingQuestion(panel, asked, bands, limit), [panel, asked, bands, limit]);
  return (
    <SeatList
      panel={panel}
      large={large}
      query={query}
      limit={limit}
      keep={(row) => (numberOf(row.seat_quiet_days) ?? 0) >= days}
      none={words.nobodyIdle({ days })}
      switches={
        <select
          className="fd-button"
          aria-label={words.leastDays}
          value={days}
          onChange={(event) =>
            actions.local('idle', event.target.value === String(USUAL[0]) ? null : event.target.value)
          }
        >
          {IDLE_FROM.map(([from]) => (
            <option key={from} value={from}>
              {words.daysOrMore({ days: from })}
            </option>
          ))}
        </select>
      }
    >
      {(rows) => (
        <div className={css.root}>
          <div className={css.head} aria-hidden="true">
            <span>{lists.person}</span>
            <span />
            <span>{words.daysIdle}</span>
          </div>
          {rows.map((row) => {
            const quiet = numberOf(row.seat_quiet_days);
            const login = textOf(row.user);
            return (
              <button
                key={String(login)}
                type="button"
                className={css.row}
                disabled={login === null}
                onClick={() => login !== null && actions.person(login)}
              >
                <RowName>{login === null ? words.nobody : isolated(login)}</RowName>
                <span className={css.track} aria-hidden="true">
                  <i
                    data-open={(quiet ?? 0) >= MOST_DAYS}
                    style={{ width: `${Math.min(1, (quiet ?? 0) / MOST_DAYS) * 100}%` }}
                  />
                </span>
                <span>
                  {quietText(quiet)}
                  {row.last_active === null ? <span className="fd-hidden">{words.orMore}</span> : null}
                </span>
              </button>
            );
          })}
        </div>
      )}
    </SeatList>
  );
}
