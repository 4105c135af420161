import { dayCount } from '@flightdeck/catalog';
import type { MetricQueryInput, ResultRow } from '@flightdeck/query';
import { useCallback, useMemo } from 'react';
import { Legend } from '../charts/Legend.tsx';
import { bandOf } from '../charts/prepare-adoption.ts';
import { numberOf } from '../charts/prepare-time.ts';
import { prepareYear } from '../charts/prepare-year.ts';
import { TableView } from '../charts/TableView.tsx';
import type { TableModel } from '../charts/table.ts';
import { YearGrid } from '../charts/YearGrid.tsx';
import { csvOfTable } from '../data/csv.ts';
import { type Asked, type Loaded, useAnswers } from '../data/hooks.ts';
import { formatLongDay, formatRange, formatValue, plural } from '../format/format.ts';
import { Card } from '../frame/Card.tsx';
import { How } from '../frame/How.tsx';
import { Icon } from '../frame/icons.tsx';
import { Failed, Skeleton, State } from '../frame/State.tsx';
import { usePage, usePanelActions } from '../panels/context.ts';
import { PanelPage } from '../panels/PanelPage.tsx';
import { entityLabel, isUnknown } from '../theme/entities.ts';
import { carried, useView } from '../view/use-view.ts';
import { PERSON_PANELS } from './person-panels.ts';

/** One person by day; opened from a name, `login` in the URL. */
export function PersonPage() {
  const { view, open } = useView();
  const login = view.local.login ?? '';
  const narrow = useCallback(
    (asked: Asked): Asked => ({
      ...asked,
      where: [
        ...asked.where.filter((item) => item.dimension !== 'user'),
        { dimension: 'user', is: 'in', values: [login] },
      ],
    }),
    [login],
  );
  if (login === '') {
    return (
      <State icon="people" title="No person chosen">
        Open one from the People page.
      </State>
    );
  }
  return (
    <PanelPage
      page="person"
      title={login}
      panels={PERSON_PANELS}
      narrow={narrow}
      head={
        <button
          type="button"
          className="fd-button"
          data-kind="quiet"
          style={{ marginLeft: -10 }}
          onClick={() => open('/people', carried(view))}
        >
          <Icon name="arrowLeft" /> People
        </button>
      }
      lead={() => <PersonLead login={login} />}
      extra={<PersonDays login={login} />}
    />
  );
}

const METRICS = [
  'interactions',
  'completions_generated',
  'completions_accepted',
  'completion_acceptance_rate',
  'loc_added',
  'agent_days',
  'active_days',
  'adoption_score',
  'ai_credits_used',
];

/** The queries behind a person's days: totals by day, then what led each day. */
function dayQueries(asked: Asked): MetricQueryInput[] {
  const base = { range: asked.range, where: asked.where };
  const top = (dimension: string, metric: string): MetricQueryInput => ({
    metrics: [metric],
    by: ['day', dimension],
    ...base,
  });
  return [
    { metrics: METRICS, by: ['day'], ...base, total: true },
    { metrics: ['reported_users'], by: ['team'], ...base },
    top('ide', 'generated'),
    top('feature', 'generated'),
    top('language', 'generated'),
    top('model', 'generated'),
  ];
}

const useDays = (asked: Asked): readonly Loaded[] => useAnswers(useMemo(() => dayQueries(asked), [asked]));

const rowsOf = (loaded: Loaded | undefined): readonly ResultRow[] =>
  loaded?.kind === 'ready' ? loaded.result.rows : [];

function PersonLead({ login }: { readonly login: string }) {
  const { asked } = usePage();
  const [days, teams] = useDays(asked);
  if (days?.kind !== 'ready') return null;
  const { total } = days.result;
  const [active, score] = [numberOf(total?.active_days), numberOf(total?.adoption_score)];
  const named = rowsOf(teams)
    .map((row) => row.team)
    .filter((team) => !isUnknown(team));
  if (active === null || score === null)
    return `Nothing was reported for ${login} in ${formatRange(days.result.query.range)}.`;
  return (
    <>
      {named.length > 0 ? `${named.join(', ')} · ` : ''}adoption <b>{Math.round(score)}</b> {bandOf(score).label},{' '}
      <b>{plural(active, 'day')}</b> of {dayCount(days.result.query.range)} with prompts.
    </>
  );
}

/** The value of a dimension with most behind it on each day. */
function topByDay(rows: readonly ResultRow[], dimension: string): ReadonlyMap<string, string> {
  const best = new Map<string, { readonly value: string; readonly weight: number }>();
  for (const row of rows) {
    const weight = numberOf(row.generated) ?? 0;
    const now = best.get(String(row.day));
    if (!isUnknown(row[dimension]) && weight > (now?.weight ?? 0))
      best.set(String(row.day), { value: String(row[dimension]), weight });
  }
  return new Map([...best].map(([day, { value }]) => [day, entityLabel(dimension, value)]));
}

function PersonDays({ login }: { readonly login: string }) {
  const { asked } = usePage();
  const actions = usePanelActions();
  const loaded = useDays(asked);
  const [days] = loaded;
  if (!days || days.kind === 'loading') return <Skeleton height={200} />;
  if (days.kind === 'failed') return <Failed problem={days.problem} retry={days.retry} />;
  const { result } = days;
  const cells = prepareYear(result.query.range, result.rows);
  const table = dayTable(result.rows, loaded);
  return (
    <div className="fd-grid">
      <Card
        id="person-calendar"
        title="Days"
        says="One cell a day, darker = more prompts"
        span={12}
        how={<How metrics={['interactions', 'agent_days']} result={result} name="Days" />}
        legend={<Legend items={[{ label: 'Agent used', shape: 'ring', color: '--fd-metric-agent' }]} />}
        sentence={`${cells.filter((cell) => cell.step > 0).length} of ${cells.length} days with prompts`}
      >
        <YearGrid cells={cells} onPick={(day) => actions.narrow(day, day)} />
      </Card>
      <Card
        id="person-day-by-day"
        title="Day by day"
        says={`What ${login} did on each reported day`}
        span={12}
        how={<How metrics={['interactions', 'completions_accepted']} result={result} name="Day by day" />}
        csv={async () => csvOfTable([table.head, ...table.rows])}
      >
        {table.rows.length > 0 ? (
          <TableView table={table} name="Day by day" />
        ) : (
          <State icon="empty" title="No data">
            Nothing was reported for {login} in {formatRange(result.query.range)}.
          </State>
        )}
      </Card>
    </div>
  );
}

function dayTable(rows: readonly ResultRow[], loaded: readonly Loaded[]): TableModel {
  const tops = ['ide', 'feature', 'language', 'model'].map((dimension, index) =>
    topByDay(rowsOf(loaded[index + 2]), dimension),
  );
  return {
    head: [
      'Day',
      'Prompts',
      'Suggested',
      'Accepted',
      'Rate',
      'Lines added',
      'Credits',
      'Editor',
      'Feature',
      'Language',
      'Model',
    ],
    text: [7, 8, 9, 10],
    rows: [...rows]
      .sort((a, b) => String(b.day).localeCompare(String(a.day)))
      .map((row) => {
        const text = (name: string, unit: Parameters<typeof formatValue>[1]): string =>
          formatValue(numberOf(row[name]), unit);
        return [
          formatLongDay(String(row.day)),
          text('interactions', 'prompts'),
          text('completions_generated', 'outputs'),
          text('completions_accepted', 'acceptances'),
          text('completion_acceptance_rate', 'ratio'),
          text('loc_added', 'lines'),
          text('ai_credits_used', 'credits'),
          ...tops.map((top) => top.get(String(row.day)) ?? '–'),
        ];
      }),
  };
}
