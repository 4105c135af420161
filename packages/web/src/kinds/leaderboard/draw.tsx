import { findMetric } from '@flightdeck/catalog';
import { isolated } from '@flightdeck/query';
import { type CSSProperties, useMemo } from 'react';
import { PanelCard } from '../../card/PanelCard.tsx';
import { numberOf } from '../../data/number-of.ts';
import { formatValue, plural } from '../../format/format.ts';
import { usePanelActions } from '../../page/context.ts';
import { Legend } from '../../plot/legend/Legend.tsx';
import { NameButton } from '../../plot/rows/NameButton.tsx';
import * as lists from '../../text/kinds/lists.ts';
import * as text from '../../text/kinds/people.ts';
import { bandOf, byAdoption } from '../distribution/prepare.ts';
import type { PanelProps } from '../panel-props.ts';
import { Avatar } from '../table/people/PersonCells.tsx';
import { usePeopleDetails } from '../table/people/use-people.ts';
import { Strip } from '../table/Strip.tsx';
import css from './leaderboard.module.css';

/** The people with most active days; ties by prompts. */
export default function LeaderboardPanel({ panel, loaded, choice, large = false }: PanelProps<'leaderboard'>) {
  const actions = usePanelActions();
  const limit = large ? 100 : panel.limit;
  const [days = '', score = ''] = panel.metrics;
  const leaders = useMemo(
    () =>
      loaded.kind === 'ready'
        ? loaded.result.rows
            .filter((row) => (numberOf(row[days]) ?? 0) > 0)
            .sort(byAdoption(days))
            .slice(0, limit)
        : [],
    [loaded, limit, days],
  );
  const [details] = usePeopleDetails(useMemo(() => [leaders.map((row) => String(row.user))], [leaders]));
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={280}
      body={() => ({
        empty: leaders.length === 0 ? text.noPrompts : null,
        legend: (
          <Legend
            items={[
              { label: text.promptsThatDay, shape: 'square', color: '--fd-metric-people' },
              { label: text.withAgent, shape: 'square', color: '--fd-metric-agent' },
            ]}
          />
        ),
        sentence: leaders
          .map((row) => `${isolated(String(row.user))} ${formatValue(numberOf(row[score]), 'score')}`)
          .join('; '),
        table: {
          head: [lists.person, ...panel.metrics.map((name) => findMetric(name)?.label ?? name)],
          rows: leaders.map((row) => [
            String(row.user),
            ...panel.metrics.map((name) => formatValue(numberOf(row[name]), findMetric(name)?.unit ?? 'days')),
          ]),
        },
        content: (
          <ol className={css.root}>
            {leaders.map((row, index) => {
              const login = String(row.user);
              const value = numberOf(row[score]) ?? 0;
              return (
                <li key={login}>
                  <span className="fd-num fd-card-says">{index + 1}</span>
                  <Avatar login={login} />
                  <NameButton onClick={() => actions.person(login)}>{isolated(login)}</NameButton>
                  <span className={css.team}>{details?.facts.get(login)?.teams[0] ?? ''}</span>
                  {details ? <Strip bars={details.stripOf(login)} /> : <span />}
                  <span className={`fd-num ${css.days}`}>{plural(numberOf(row[days]) ?? 0, 'day')}</span>
                  <span
                    className={css.score}
                    style={{ '--band': `var(--fd-bands-${bandOf(value).color})` } as CSSProperties}
                    title={bandOf(value).label}
                  >
                    {Math.round(value)}
                  </span>
                </li>
              );
            })}
          </ol>
        ),
      })}
    />
  );
}
