import type { PanelOf } from '@flightdeck/catalog';
import { isolated, type MetricQueryInput, type ResultRow } from '@flightdeck/query';
import { type ReactNode, useMemo } from 'react';
import { Card } from '../../card/Card.tsx';
import { How } from '../../card/How.tsx';
import { csvOf } from '../../data/csv.ts';
import { useAnswer } from '../../data/hooks.ts';
import { numberOf } from '../../data/number-of.ts';
import { formatCount, formatDay } from '../../format/format.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { quietText, seatState } from '../seat-table/seat-state.ts';

interface Props<Kind extends 'seat-ranking' | 'seat-unused'> {
  readonly panel: PanelOf<Kind>;
  readonly large?: boolean;
}

/** Least days of the ranking, with the bands that have at least as many. */
const IDLE_FROM: readonly (readonly [days: number, bands: readonly string[]])[] = [
  [2, ['2-6', '7-13', '14-29', '30-59', '60-89', '90+', 'never']],
  [7, ['7-13', '14-29', '30-59', '60-89', '90+', 'never']],
  [14, ['14-29', '30-59', '60-89', '90+', 'never']],
  [30, ['30-59', '60-89', '90+', 'never']],
  [60, ['60-89', '90+', 'never']],
  [90, ['90+', 'never']],
];
const MOST_DAYS = 90;

/** Who has not used a seat for longest; the bar of what GitHub no longer tells fades out. */
export function SeatRankingPanel({ panel, large = false }: Props<'seat-ranking'>) {
  const actions = usePanelActions();
  const chosen = Number(actions.view.local.idle ?? 30);
  const [days, bands] = IDLE_FROM.find(([from]) => from === chosen) ?? [30, ['30-59', '60-89', '90+', 'never']];
  const limit = large ? 100 : (panel.limit ?? 10);
  return (
    <SeatList
      panel={panel}
      large={large}
      where={{ dimension: 'idle_band', values: [...bands] }}
      order={{ key: 'seat_quiet_days', descending: true }}
      limit={limit}
      keep={(row) => (numberOf(row.seat_quiet_days) ?? 0) >= days}
      none={`Nobody is idle for ${days} days or more.`}
      switches={
        <select
          className="fd-button"
          aria-label="Least days without activity"
          value={days}
          onChange={(event) => actions.local('idle', event.target.value === '30' ? null : event.target.value)}
        >
          {IDLE_FROM.map(([from]) => (
            <option key={from} value={from}>
              {from} days or more
            </option>
          ))}
        </select>
      }
    >
      {(rows) => (
        <div className="fd-seat-ranking">
          <div className="fd-seat-head" aria-hidden="true">
            <span>Person</span>
            <span />
            <span>days idle</span>
          </div>
          {rows.map((row) => {
            const quiet = numberOf(row.seat_quiet_days);
            const login = textOf(row.user);
            return (
              <button
                key={String(login)}
                type="button"
                className="fd-seat-row"
                disabled={login === null}
                onClick={() => login !== null && actions.person(login)}
              >
                <span className="fd-ranked-name">{login === null ? 'Nobody' : isolated(login)}</span>
                <span className="fd-seat-track" aria-hidden="true">
                  <i
                    data-open={(quiet ?? 0) >= MOST_DAYS}
                    style={{ width: `${Math.min(1, (quiet ?? 0) / MOST_DAYS) * 100}%` }}
                  />
                </span>
                <span>
                  {quietText(quiet)}
                  {row.last_active === null ? <span className="fd-hidden"> or more, none recorded</span> : null}
                </span>
              </button>
            );
          })}
        </div>
      )}
    </SeatList>
  );
}

/** Seats of which GitHub records no activity, those granted first at the top. */
export function SeatUnusedPanel({ panel, large = false }: Props<'seat-unused'>) {
  const actions = usePanelActions();
  const { asked } = usePage();
  const year = asked.range.to.slice(0, 4);
  return (
    <SeatList
      panel={panel}
      large={large}
      where={panel.where}
      order={{ key: 'seat_created', descending: false }}
      limit={large ? 100 : (panel.limit ?? 6)}
      keep={() => true}
      none="Every seat has been used."
    >
      {(rows) => (
        <ul className="fd-seat-unused">
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
                  <span>Nobody</span>
                ) : (
                  <button type="button" className="fd-namelink" onClick={() => actions.person(login)}>
                    {isolated(login)}
                  </button>
                )}
                <span>
                  granted {row.seat_created === null ? 'some day' : formatDay(String(row.seat_created), year)}
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

const textOf = (value: ResultRow[string] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

/** A short list of seats that asks for itself, in every state. */
function SeatList({
  panel,
  large,
  where,
  order,
  limit,
  keep,
  none,
  switches,
  children,
}: Props<'seat-ranking' | 'seat-unused'> & {
  readonly where: PanelOf<'seat-unused'>['where'];
  readonly order: { readonly key: string; readonly descending: boolean };
  readonly limit: number;
  readonly keep: (row: ResultRow) => boolean;
  readonly none: string;
  readonly switches?: ReactNode;
  readonly children: (rows: readonly ResultRow[]) => ReactNode;
}) {
  const { asked } = usePage();
  const actions = usePanelActions();
  const query = useMemo(
    (): MetricQueryInput => ({
      metrics: [...panel.metrics],
      by: [...panel.by],
      range: asked.range,
      where: where ? [...asked.where, { dimension: where.dimension, values: [...where.values] }] : asked.where,
      order,
      limit,
      total: true,
    }),
    [panel, asked, where, order, limit],
  );
  const loaded = useAnswer(query);
  const result = loaded.kind === 'ready' ? loaded.result : null;
  const rows = result?.rows.filter(keep) ?? [];
  return (
    <Card
      id={panel.id}
      title={panel.title}
      says={panel.says}
      span={large ? 12 : panel.span}
      stale={loaded.kind === 'ready' && loaded.stale}
      switches={switches}
      openLarge={large ? undefined : () => actions.large(panel.id)}
      csv={() => csvOf(query)}
      how={<How metrics={panel.metrics} result={result} name={panel.title} />}
      foot={
        result && rows.length === limit && result.rowCount > limit ? (
          <button type="button" className="fd-linkish" onClick={() => actions.large(panel.id)}>
            More than these {formatCount(limit)}
          </button>
        ) : null
      }
    >
      {loaded.kind === 'loading' ? <Skeleton height={240} /> : null}
      {loaded.kind === 'failed' ? <Failed problem={loaded.problem} retry={loaded.retry} /> : null}
      {result && rows.length === 0 ? (
        <State icon="check" title={none}>
          As of the last snapshot in these days.
        </State>
      ) : null}
      {rows.length > 0 ? children(rows) : null}
    </Card>
  );
}
