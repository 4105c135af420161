import { type MetricName, populationOf } from '@flightdeck/catalog';
import { csvText, isolated, type MetricQueryInput } from '@flightdeck/query';
import { useMemo } from 'react';
import { Card } from '../../card/Card.tsx';
import { How } from '../../card/how/How.tsx';
import { type Asked, type Loaded, useAnswers } from '../../data/hooks.ts';
import { formatRange } from '../../format/format.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import { Legend } from '../../plot/legend/Legend.tsx';
import { TableView } from '../../table/TableView.tsx';
import * as text from '../../text/pages/person.ts';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { useView } from '../../view/use-view.ts';
import { dayNumbers, LEADERS, leadersByDay, preparePersonDays } from './prepare-person.ts';
import { prepareYear } from './prepare-year.ts';
import { YearGrid } from './YearGrid.tsx';

/** The queries behind a person's days: totals by day, then what led each day. */
function dayQueries(asked: Asked, numbers: readonly MetricName[]): MetricQueryInput[] {
  const base = { range: asked.range, where: asked.where };
  return [
    { ...base, metrics: [...numbers, 'agent_days'], by: ['day'], total: true },
    ...LEADERS.map(({ by }) => ({ ...base, metrics: ['generated'], by: ['day', ...by] })),
  ];
}

const useDays = (asked: Asked, numbers: readonly MetricName[]): readonly Loaded[] =>
  useAnswers(useMemo(() => dayQueries(asked, numbers), [asked, numbers]));

/** The numbers of a day as the view counts outputs. */
function useNumbers(): readonly MetricName[] {
  const { outputs } = useView().view;
  return useMemo(() => dayNumbers(populationOf('person', outputs)), [outputs]);
}

/** A person's days as cells; a click narrows the range to one. */
export function PersonCalendar() {
  const { asked } = usePage();
  const actions = usePanelActions();
  const [days] = useDays(asked, useNumbers());
  if (days?.kind !== 'ready')
    return (
      <Card id="person-calendar" title={text.days} span={12}>
        <Skeleton height={150} />
      </Card>
    );
  const { result } = days;
  const cells = prepareYear(result.query.range, result.rows);
  const active = cells.filter((cell) => cell.step > 0).length;
  return (
    <Card
      id="person-calendar"
      title={text.days}
      says={text.daysSays({ active, days: cells.length })}
      span={12}
      how={<How metrics={['interactions', 'agent_days']} result={result} name={text.days} />}
      legend={<Legend items={[{ label: text.agentUsed, shape: 'ring', color: '--fd-metric-agent' }]} />}
      sentence={text.daysWithPrompts({ active, days: cells.length })}
    >
      <YearGrid cells={cells} onPick={(day) => actions.narrow(day, day)} />
    </Card>
  );
}

/** A person's days one by one, with what led each. */
export function PersonDays({ login }: { readonly login: string }) {
  const { asked } = usePage();
  const numbers = useNumbers();
  const loaded = useDays(asked, numbers);
  const [days, ...crosses] = loaded;
  if (!days || days.kind === 'loading') return <Skeleton height={200} />;
  if (days.kind === 'failed') return <Failed problem={days.problem} retry={days.retry} />;
  const { result } = days;
  const leaders = LEADERS.map(({ by }, index) => {
    const cross = crosses[index];
    return leadersByDay(cross?.kind === 'ready' ? cross.result.rows : [], by);
  });
  const table = preparePersonDays(result.rows, leaders, numbers);
  return (
    <Card
      id="person-day-by-day"
      title={text.dayByDay}
      says={text.dayByDaySays({ login: isolated(login) })}
      span={12}
      how={<How metrics={numbers.slice(0, 3)} result={result} name={text.dayByDay} />}
      csv={async () => csvText([table.head, ...table.rows])}
    >
      {table.rows.length > 0 ? (
        <TableView table={table} name={text.dayByDay} />
      ) : (
        <State icon="empty" title={text.noData}>
          {text.noDataFor({ login: isolated(login), range: formatRange(result.query.range) })}
        </State>
      )}
    </Card>
  );
}
