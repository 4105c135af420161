import { dayCount, eachDay, findMetric, type Panel } from '@flightdeck/catalog';
import type { MetricQueryInput, PanelChoice, ResultRow } from '@flightdeck/query';
import { type CSSProperties, useMemo } from 'react';
import { AdoptionChart } from '../charts/AdoptionChart.tsx';
import { Legend } from '../charts/Legend.tsx';
import { bandOf, prepareAdoption } from '../charts/prepare-adoption.ts';
import { prepareStrip, stripRows } from '../charts/prepare-strip.ts';
import { numberOf } from '../charts/prepare-time.ts';
import { Strip } from '../charts/Strip.tsx';
import { type Loaded, useAnswer } from '../data/hooks.ts';
import { formatValue, plural } from '../format/format.ts';
import { usePage, usePanelActions } from './context.ts';
import { PanelCard } from './PanelCard.tsx';

interface Props {
  readonly panel: Panel;
  readonly loaded: Loaded;
  readonly choice: PanelChoice;
  readonly large?: boolean;
}

/** People by active days, with the five adoption bands. */
export function DistributionPanel({ panel, loaded, choice, large = false }: Props) {
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={280}
      says={`${panel.says}${loaded.kind === 'ready' ? ` (${plural(dayCount(loaded.result.query.range), 'day')})` : ''}`}
      body={(result) => {
        const adoption = prepareAdoption(result.rows, dayCount(result.query.range));
        return {
          empty: adoption.people === 0 ? 'Nobody was reported for these days and filters.' : null,
          legend: (
            <Legend
              items={[{ label: `No activity (${adoption.inactive})`, shape: 'hatch', color: '--fd-bands-low' }]}
            />
          ),
          sentence: adoption.bands
            .map((band) => `${band.label}, ${band.from} to ${band.to}: ${plural(band.people, 'person', 'people')}`)
            .join('; '),
          table: {
            head: ['Active days', 'People'],
            rows: adoption.bars.map((bar) => [
              bar.from === bar.to ? String(bar.from) : `${bar.from} – ${bar.to}`,
              formatValue(bar.people, 'people'),
            ]),
          },
          content: <AdoptionChart adoption={adoption} height={large ? 340 : 190} />,
        };
      }}
    />
  );
}

/** The strips of some people: one query for all of them; null until it is answered. */
export function useStrips(logins: readonly string[]) {
  const { asked } = usePage();
  const query = useMemo(
    (): MetricQueryInput | null =>
      logins.length === 0
        ? null
        : {
            metrics: ['interactions', 'agent_days'],
            by: ['day', 'user'],
            range: asked.range,
            where: [
              ...asked.where.filter((item) => item.dimension !== 'user'),
              { dimension: 'user', is: 'in', values: [...logins] },
            ],
          },
    [logins, asked],
  );
  const loaded = useAnswer(query);
  return useMemo(() => {
    if (loaded.kind !== 'ready') return null;
    const { byUser, most } = stripRows(loaded.result.rows);
    const days = eachDay(loaded.result.query.range);
    const provisional = new Set(loaded.result.coverage.provisional);
    return (login: string) => prepareStrip(days, byUser.get(login) ?? new Map(), most, provisional);
  }, [loaded]);
}

/** `WL` of `wanda-lopez` or `Wanda Lopez`: decoration only. */
export function initialsOf(login: string): string {
  const parts = login.split(/[\s._-]+/).filter(Boolean);
  const letters = parts.length > 1 ? `${parts[0]?.[0] ?? ''}${parts[1]?.[0] ?? ''}` : login.slice(0, 2);
  return letters.toUpperCase();
}

const byAdoption = (a: ResultRow, b: ResultRow): number =>
  (numberOf(b.active_days) ?? 0) - (numberOf(a.active_days) ?? 0) ||
  (numberOf(b.interactions) ?? 0) - (numberOf(a.interactions) ?? 0) ||
  String(a.user).localeCompare(String(b.user));

/** The people with most active days; ties by prompts. */
export function LeaderboardPanel({ panel, loaded, choice, large = false }: Props) {
  const actions = usePanelActions();
  const limit = large ? 100 : (panel.limit ?? 10);
  const leaders = useMemo(
    () =>
      loaded.kind === 'ready'
        ? loaded.result.rows
            .filter((row) => (numberOf(row.active_days) ?? 0) > 0)
            .sort(byAdoption)
            .slice(0, limit)
        : [],
    [loaded, limit],
  );
  const strips = useStrips(useMemo(() => leaders.map((row) => String(row.user)), [leaders]));
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={280}
      body={() => ({
        empty: leaders.length === 0 ? 'Nobody sent a prompt in these days.' : null,
        legend: (
          <Legend
            items={[
              { label: 'Prompts that day', shape: 'square', color: '--fd-metric-people' },
              { label: 'with an agent', shape: 'square', color: '--fd-metric-agent' },
            ]}
          />
        ),
        sentence: leaders
          .map((row) => `${String(row.user)} ${formatValue(numberOf(row.adoption_score), 'score')}`)
          .join('; '),
        table: {
          head: ['Person', ...panel.metrics.map((name) => findMetric(name)?.label ?? name)],
          rows: leaders.map((row) => [
            String(row.user),
            ...panel.metrics.map((name) => formatValue(numberOf(row[name]), findMetric(name)?.unit ?? 'days')),
          ]),
        },
        content: (
          <ol className="fd-leaders">
            {leaders.map((row, index) => {
              const login = String(row.user);
              const score = numberOf(row.adoption_score) ?? 0;
              return (
                <li key={login}>
                  <span className="fd-num fd-card-says">{index + 1}</span>
                  <span className="fd-avatar" aria-hidden="true">
                    {initialsOf(login)}
                  </span>
                  <button type="button" className="fd-namelink" onClick={() => actions.person(login)}>
                    {login}
                  </button>
                  {strips ? <Strip bars={strips(login)} /> : <span />}
                  <span className="fd-num fd-leader-days">{plural(numberOf(row.active_days) ?? 0, 'day')}</span>
                  <span
                    className="fd-score"
                    style={{ '--band': `var(--fd-bands-${bandOf(score).color})` } as CSSProperties}
                    title={bandOf(score).label}
                  >
                    {Math.round(score)}
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
