import { findMetric } from '@flightdeck/catalog';
import type { Target } from '../../flavour.ts';
import { type Leaf, planMeasure } from './leaf.ts';
import type { PanelPlan, Sum } from './plan-panel.ts';

/** Buckets as the cluster names them. */
const INTERVALS = { page: '$grain', day: '1d', week: '1w', month: '1M' } as const;

const EXPRESSION = { type: '__expr__', uid: '__expr__' };
/** Rows of a table; Grafana's own limit of 500 would leave some out. */
const ALL_ROWS = '10000';
/** The most the engines count without a second sketch; near that many people a count can be off by one or two. */
const PRECISION = '40000';
/** Where targets of an alias are sent. */
export type Source = (alias: string) => { readonly type: string; readonly uid: string };

/** The name of a number in a table: the engine's word, with its field where several are alike. */
export function columnName(leaf: Leaf, leaves: readonly Leaf[]): string {
  if (leaf.type === 'count') return 'Count';
  const word = leaf.type === 'sum' ? 'Sum' : 'Unique Count';
  return leaves.filter(({ type }) => type === leaf.type).length > 1 ? `${word} ${leaf.field}` : word;
}

/** The leaves of a table, each field once. */
export const leavesOf = ({ sums }: Pick<PanelPlan, 'sums'>): readonly Leaf[] => [
  ...new Map(sums.flatMap(({ leaves }) => leaves).map((leaf) => [`${leaf.type} ${leaf.field}`, leaf])).values(),
];

const toMetric = ({ type, field }: Leaf, id: string, hide = false) => ({
  id,
  type,
  ...(field === null ? {} : { field }),
  ...(type === 'cardinality' ? { settings: { precision_threshold: PRECISION } } : {}),
  ...(hide ? { hide } : {}),
});

/** Fields GitHub does not always report; rows without them are under this word. */
const OPTIONAL_FIELDS: ReadonlySet<string> = new Set(['ide_version', 'plugin_version']);
const NONE = 'none';

const terms = (field: string, id: string, size: string, orderBy: string) => ({
  id,
  type: 'terms',
  field,
  settings: {
    size,
    order: 'desc',
    orderBy,
    min_doc_count: '1',
    ...(OPTIONAL_FIELDS.has(field) ? { missing: NONE } : {}),
  },
});

const byDay = (interval: string) => ({
  id: '9',
  type: 'date_histogram',
  field: 'day',
  settings: { interval, min_doc_count: '1', timeZone: 'utc' },
});

interface Search {
  readonly refId: string;
  readonly leaf: Leaf;
  readonly metrics: readonly object[];
  readonly bucketAggs: readonly object[];
  readonly alias?: string;
  readonly hide?: boolean;
  readonly query?: string;
}

const search = (source: Source, { leaf, hide = false, alias = '', ...rest }: Search): Target => ({
  query: leaf.query,
  ...rest,
  datasource: source(leaf.alias),
  timeField: 'day',
  alias,
  ...(hide ? { hide } : {}),
});

/** An expression of Grafana over other targets. */
export const expression = (refId: string, rest: object, hide = false): Target => ({
  refId,
  datasource: EXPRESSION,
  ...rest,
  ...(hide ? { hide } : {}),
});

/** Letters for the targets of a panel, in order. */
function createLetters(): () => string {
  let next = 0;
  return () => String.fromCharCode(65 + next++);
}

/** A panel's targets, and the one that shows each metric. */
export interface Asked {
  readonly targets: readonly Target[];
  readonly shownBy: ReadonlyMap<string, string>;
}

/** The targets of a planned Grafana panel. */
export function targetsOf(plan: PanelPlan, source: Source): Asked {
  switch (plan.shape) {
    case 'series':
      return seriesOf(plan, source);
    case 'people':
      return peopleOf(plan, source);
    case 'table':
      return tableOf(plan, source);
    case 'adoption':
      return adoptionOf(plan, source);
  }
}

/** A lone sum is asked of documents that have the field, because a sum of nothing would be 0. */
const aloneOf = ({ query, needs }: Leaf): string => (needs === null ? query : `${query} AND _exists_:${needs}`);

function seriesOf({ question, sums, isSnapshot, fields }: PanelPlan, source: Source): Asked {
  const letter = createLetters();
  const interval = isSnapshot ? '1d' : INTERVALS[question.grain ?? 'day'];
  const isTotal = question.grain === null && !isSnapshot;
  const shownBy = new Map<string, string>();
  const targets = sums.flatMap((sum) => {
    const isMade = sum.expression !== null || isTotal;
    const letters = sum.leaves.map(letter);
    const searches = sum.leaves.map((leaf, index) => {
      const order = orderOf(question.top?.metric, sum, leaf);
      const [field] = fields;
      return search(source, {
        refId: letters[index] ?? '',
        leaf,
        query: sum.expression !== null ? leaf.query : aloneOf(leaf),
        alias: field === undefined ? sum.metric : '',
        hide: isMade,
        metrics: [toMetric(leaf, '1'), ...(order ? [toMetric(order, '2', true)] : [])],
        bucketAggs: [
          ...(field === undefined
            ? []
            : [terms(field, '3', question.top ? String(question.top.count) : '100', order ? '2' : '1')]),
          byDay(interval),
        ],
      });
    });
    if (!isMade) {
      shownBy.set(sum.metric, letters[0] ?? '');
      return searches;
    }
    const reduced = isTotal ? letters.map((of) => ({ refId: letter(), of })) : [];
    const operands = isTotal ? reduced.map(({ refId }) => refId) : letters;
    const hasFormula = sum.expression !== null;
    const refId = hasFormula ? letter() : (reduced[0]?.refId ?? '');
    shownBy.set(sum.metric, refId);
    return [
      ...searches,
      ...reduced.map(({ refId: own, of }) =>
        expression(own, { type: 'reduce', expression: of, reducer: 'sum' }, hasFormula),
      ),
      ...(hasFormula ? [expression(refId, { type: 'math', expression: formulaText(sum, operands) })] : []),
    ];
  });
  return { targets, shownBy };
}

/** `$A / $B` of `(#0 / #1)`. */
export function formulaText({ expression: text, times }: Sum, operands: readonly string[]): string {
  const named = (text ?? '#0').replaceAll(/#(\d+)/g, (_, index: string) => `$${operands[Number(index)] ?? ''}`);
  return times === 1 ? named : `${named} * ${times}`;
}

/** The leaf by which the largest values are chosen, where it is not the number itself. */
function orderOf(metric: string | undefined, sum: Sum, leaf: Leaf): Leaf | null {
  const formula = metric === undefined || metric === sum.metric ? undefined : findMetric(metric)?.formula;
  if (formula?.op !== 'measure') return null;
  const planned = planMeasure(formula.measure, [], []);
  const order = 'leaf' in planned ? planned.leaf : null;
  return order && order.field !== leaf.field ? { ...leaf, field: order.field } : null;
}

/** One bucket that holds everything: no weekday is 1,000 or more. */
function peopleOf({ sums }: PanelPlan, source: Source): Asked {
  const [sum] = sums;
  const leaf = sum?.leaves[0];
  if (!sum || !leaf) return { targets: [], shownBy: new Map() };
  const all = { id: '3', type: 'histogram', field: 'weekday', settings: { interval: '1000', min_doc_count: '1' } };
  const target = search(source, { refId: 'A', leaf, metrics: [toMetric(leaf, '1')], bucketAggs: [all] });
  return { targets: [target], shownBy: new Map([[sum.metric, 'A']]) };
}

function tableOf(plan: PanelPlan, source: Source): Asked {
  const leaves = leavesOf(plan);
  const [leaf] = leaves;
  if (!leaf) return { targets: [], shownBy: new Map() };
  const isOne = leaves.length === 1;
  const target = search(source, {
    refId: 'A',
    leaf,
    query: isOne ? aloneOf(leaf) : leaf.query,
    metrics: leaves.map((item, index) => toMetric(item, String(index + 1))),
    bucketAggs: plan.fields.map((field, index) =>
      terms(field, String(index + 20), ALL_ROWS, leaf.type === 'count' ? '_count' : '1'),
    ),
  });
  return { targets: [target], shownBy: new Map(plan.sums.map(({ metric }) => [metric, 'A'])) };
}

function adoptionOf({ question, sums, fields }: PanelPlan, source: Source): Asked {
  const leaf = sums[0]?.leaves[0];
  if (!leaf) return { targets: [], shownBy: new Map() };
  const people = search(source, {
    refId: 'A',
    leaf,
    hide: true,
    metrics: [toMetric(leaf, '1')],
    bucketAggs: [terms(fields[0] ?? '', '3', String(question.limit ?? 10), '_count')],
  });
  // Days on which the organizations report anybody, whatever the panel is narrowed to: a day without a report is no zero.
  const days = search(source, {
    refId: 'C',
    leaf: { ...leaf, query: 'organization:$organization' },
    hide: true,
    metrics: [{ id: '1', type: 'count' }],
    bucketAggs: [byDay('1d')],
  });
  const counted = expression('D', { type: 'reduce', expression: 'C', reducer: 'count' }, true);
  const score = expression('B', { type: 'math', expression: '$A / $D * 100' });
  return { targets: [people, days, counted, score], shownBy: new Map([['adoption_score', 'B']]) };
}
