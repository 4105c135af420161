import { findMetric, isSnapshot, type MetricName } from '@flightdeck/catalog';
import type { Reading, ReadingQuery, Target } from '../../flavour.ts';
import type { GrafanaPanel } from '../../grafana-panel.ts';
import { askTotal, type Question } from '../../question.ts';
import { planPanel } from './plan-panel.ts';
import { expression, formulaText, type Source, targetsOf } from './targets.ts';

/** A rule has no variables: every organization, each person once. */
const everywhere = (query: string): string =>
  query
    .replaceAll('NOT also_in:$organization', 'NOT _exists_:also_in')
    .split(' AND ')
    .filter((clause) => !/^\w+:\$\w+$/.test(clause))
    .join(' AND ') || '*';

/** A number of a range as an alert rule reads it: by day, then added up, the last one, or how many days there are. */
export function readReading(reading: Reading, refId: string, source: Source): readonly ReadingQuery[] {
  const plan = planPanel(grafanaPanelOf(reading.metric));
  if ('lacks' in plan) throw new Error(`no alert can read ${reading.metric}: ${plan.lacks}`);
  const [sum] = plan.plan.sums;
  if (!sum) return [];
  const metric = findMetric(reading.metric);
  const reducer = reading.countsDays ? 'count' : metric && isSnapshot(metric) ? 'last' : 'sum';
  const { targets } = targetsOf(
    { ...plan.plan, sums: sum.leaves.map((leaf) => ({ ...sum, expression: null, leaves: [leaf] })) },
    source,
  );
  const inputs = targets.map(
    (target, index): Target => ({
      ...target,
      refId: `${refId}${index}in`,
      query: everywhere(String(target.query)),
    }),
  );
  const reduced = inputs.map((input, index) => ({ refId: `${refId}${index}`, of: input.refId }));
  return [
    ...inputs.map((model) => ({ model, datasourceUid: uidOf(model) })),
    ...reduced.map(({ refId: own, of }) => toQuery(expression(own, { type: 'reduce', expression: of, reducer }))),
    toQuery(
      expression(refId, {
        type: 'math',
        expression: formulaText(
          sum,
          reduced.map((item) => item.refId),
        ),
      }),
    ),
  ];
}

const uidOf = ({ datasource }: Target): string => (datasource as { readonly uid: string }).uid;

const toQuery = (model: ReadingQuery['model']): ReadingQuery => ({ model, datasourceUid: '__expr__' });

function grafanaPanelOf(metric: MetricName): GrafanaPanel {
  const panel = {
    id: '',
    page: '',
    title: '',
    says: '',
    chart: 'line',
    metrics: [metric],
    by: [],
    overTime: true,
    span: 4,
  } as const;
  const question: Question = { ...askTotal(panel, [metric]), grain: 'day' };
  return {
    id: metric,
    title: '',
    says: '',
    panel,
    path: '/',
    visual: { kind: 'stat', spark: false, named: false },
    asks: [question],
    width: 4,
    height: 4,
  };
}
