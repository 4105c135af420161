import { ADOPTION_BANDS, findDimension, type Panel } from '@flightdeck/catalog';
import type { GrafanaPanel, Question } from '@flightdeck/grafana';
import type { QueryResult, ResultRow } from '@flightdeck/query';
import type { Frame } from './grafana-demo.ts';

const TIMES: ReadonlySet<string> = new Set(['day', 'week', 'month']);

const toNumber = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

const isSame = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)));

const isNamed = (dimension: string, value: unknown, rest: boolean): boolean =>
  // A seat whose plan GitHub calls unknown has that plan.
  dimension === 'plan' ||
  findDimension(dimension)?.kind !== 'attribute' ||
  (!['unknown', 'chat_panel_unknown_mode'].includes(String(value)) && (!rest || value !== 'others'));

/**
 * Where a Grafana panel differs from the catalogue's answer for its panel. `zeroIsGap`: a step with nobody need not be drawn.
 */
export function differences(
  grafanaPanel: GrafanaPanel,
  question: Question,
  frame: Frame,
  answer: QueryResult,
  zeroIsGap = false,
): readonly string[] {
  const { panel } = grafanaPanel;
  if (!panel) return [];
  if (question.answer === 'count') return compareCount(panel, question, frame, answer);
  if (question.grain !== null) return compareSeries(grafanaPanel, question, frame, answer, zeroIsGap);
  if (question.by.length === 0) return compareTotal(question, frame, answer.total);
  return compareRows(panel, question, frame, answer);
}

function compareTotal(question: Question, frame: Frame, total: ResultRow | null): string[] {
  return question.shown.flatMap((metric) => {
    const values = frame.find(({ name }) => name === metric)?.values ?? [];
    const [shown, truth] = [toNumber(values[0]), toNumber(total?.[metric])];
    return values.length <= 1 && isSame(shown, truth)
      ? []
      : [`${metric}: ${shown} of ${values.length}, panel ${truth}`];
  });
}

function compareCount(panel: Panel, { refId, shown: scores }: Question, frame: Frame, { rows }: QueryResult): string[] {
  const [metric = ''] = panel.metrics;
  const [dimension = ''] = panel.by;
  const band = 'ABCDE'.indexOf(refId);
  const [from, to] = [ADOPTION_BANDS[band]?.from ?? 0, ADOPTION_BANDS[band + 1]?.from ?? Number.POSITIVE_INFINITY];
  const truth =
    panel.chart === 'figure' && panel.figure === 'number'
      ? rows.filter((row) => isNamed(dimension, row[dimension], true) && row[dimension] !== null).length
      : rows.filter((row) => Number(row[scores[0] ?? '']) >= from && Number(row[scores[0] ?? '']) < to).length;
  const shown = toNumber(frame[0]?.values[0]);
  return shown === truth ? [] : [`${metric}: ${shown} rows, panel ${truth}`];
}

/** Every point of every series is the panel's, and the series are the largest ones. */
function compareSeries(
  grafanaPanel: GrafanaPanel,
  question: Question,
  frame: Frame,
  answer: QueryResult,
  zeroIsGap: boolean,
): string[] {
  const bucket = answer.query.by.find((name) => TIMES.has(name)) ?? '';
  const time = (frame.find(({ name }) => name === 'time')?.values ?? []) as readonly number[];
  const keyOf = (row: ResultRow): string => [row[bucket], ...question.by.map((name) => row[name])].join('\u0000');
  const rows = new Map(answer.rows.map((row) => [keyOf(row), row]));
  const wrong: string[] = [];
  const series = frame.filter(({ name }) => name !== 'time');
  for (const { name, labels, values } of series) {
    const keysShown = new Set<string>();
    values.forEach((value, index) => {
      const day = new Date(time[index] ?? 0).toISOString().slice(0, 10);
      const key = [day, ...question.by.map((dimension) => labels[dimension])].join('\u0000');
      keysShown.add(key);
      const truth = toNumber(rows.get(key)?.[name]);
      const isGap = zeroIsGap && toNumber(value) === null && truth === 0;
      if (!isGap && !isSame(toNumber(value), truth))
        wrong.push(`${name} ${Object.values(labels)} ${day}: ${value}, panel ${truth}`);
    });
    for (const [key, row] of rows) {
      const ofSeries = question.by.every((dimension) => String(row[dimension]) === labels[dimension]);
      const mayBeAbsent = zeroIsGap && toNumber(row[name]) === 0;
      if (ofSeries && !keysShown.has(key) && !mayBeAbsent && toNumber(row[name]) !== null)
        wrong.push(`${name} ${key} is not shown`);
    }
  }
  const [dimension] = question.by;
  if (dimension !== undefined) {
    const leavesOut = question.where.some(({ is }) => is === 'not_in');
    const known = new Set(
      answer.rows
        .filter((row) => question.shown.some((metric) => toNumber(row[metric]) !== null))
        .map((row) => row[dimension])
        .filter((value) => !leavesOut || isNamed(dimension, value, false)),
    );
    const wanted = Math.min(question.top?.count ?? known.size, known.size);
    const drawn = series.filter(({ values }) => values.some((value) => value !== null));
    if (drawn.length !== wanted * question.shown.length) wrong.push(`${drawn.length} series, ${wanted} wanted`);
  }
  if (grafanaPanel.visual.kind === 'stat') {
    const [metric = ''] = question.shown;
    const sum = (series[0]?.values ?? []).reduce<number>((all, value) => all + (toNumber(value) ?? 0), 0);
    if (!isSame(sum, toNumber(answer.total?.[metric]) ?? 0))
      wrong.push(`${metric}: ${sum}, panel ${answer.total?.[metric]}`);
  }
  return wrong;
}

/** Every row is the panel's, in order, and what is left out comes after what is shown. */
function compareRows(panel: Panel, question: Question, frame: Frame, answer: QueryResult): string[] {
  const column = (name: string): readonly unknown[] => frame.find((field) => field.name === name)?.values ?? [];
  const keyOf = (keys: readonly unknown[]): string =>
    keys.map((key) => (key === 'none' ? '' : (key ?? ''))).join('\u0000');
  const [first = ''] = question.by;
  const leavesOut = ['ranked', 'dots', 'figure'].includes(panel.chart);
  const candidates = answer.rows.filter((row) => {
    const named = !leavesOut || isNamed(first, row[first], panel.chart === 'figure');
    const value = question.having ? toNumber(row[question.having.metric]) : null;
    const hasNumber = question.shown.some((metric) => toNumber(row[metric]) !== null);
    return named && hasNumber && (!question.having || (value !== null && value >= (question.having.atLeast ?? 0)));
  });
  const rows = new Map(candidates.map((row) => [keyOf(question.by.map((name) => row[name])), row]));
  // A row of which nothing is known says as little as one that is not there.
  const places = [...column(first).keys()].filter((index) =>
    question.shown.some((metric) => toNumber(column(metric)[index]) !== null),
  );
  const keys = places.map((index) => keyOf(question.by.map((name) => column(name)[index])));
  const wanted = Math.min(question.limit ?? rows.size, rows.size);
  const wrong = keys.length === wanted ? [] : [`${keys.length} rows, ${wanted} wanted`];
  keys.forEach((key, place) => {
    for (const metric of question.shown) {
      const [shown, truth] = [toNumber(column(metric)[places[place] ?? -1]), toNumber(rows.get(key)?.[metric])];
      if (!rows.has(key) || !isSame(shown, truth)) wrong.push(`${key} ${metric}: ${shown}, panel ${truth}`);
    }
  });
  const order = question.order?.key;
  if (order === undefined) return wrong;
  const shown = keys.map((key) => toNumber(rows.get(key)?.[order]) ?? Number.NEGATIVE_INFINITY);
  if (shown.some((value, index) => index > 0 && value > (shown[index - 1] ?? value))) wrong.push('not in order');
  const last = shown.at(-1) ?? Number.NEGATIVE_INFINITY;
  const missed = [...rows].filter(([key, row]) => !keys.includes(key) && (toNumber(row[order]) ?? -1) > last);
  return missed.length === 0 ? wrong : [...wrong, `${missed.length} rows are larger than what is shown`];
}

/** True when something of the frame is known. */
export const hasNumbers = (frame: Frame): boolean =>
  frame.some(({ name, values }) => name !== 'time' && values.some((value) => value !== null));
