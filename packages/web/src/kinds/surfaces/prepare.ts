import { findMetric, SURFACES, type Surface } from '@flightdeck/catalog';
import type { QueryResult, ResultRow } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { type Change, changeOf, formatValue } from '../../format/format.ts';
import { prepareSteps } from '../../plot/axis/steps.ts';
import type { TableModel } from '../../table/table.ts';
import * as lists from '../../text/kinds/lists.ts';
import * as words from '../../text/kinds/surfaces.ts';
import type { Grain } from '../../view/range.ts';

/** One surface: `cells` in the order of the columns, null where GitHub reports nothing of the kind about it. */
export interface SurfaceRow {
  readonly surface: Surface;
  readonly people: number | null;
  readonly change: Change | null;
  readonly cells: readonly SurfaceCell[];
  /** GitHub's own count; null over several organizations, or where it has none. */
  readonly github: number | null;
  /** People step by step. */
  readonly course: readonly (number | null)[];
}

/** A number of a surface and the word for what it counts where that is not the column's. */
export interface SurfaceCell {
  readonly value: number | null;
  readonly word: string;
  readonly unit: Parameters<typeof formatValue>[1];
  /** False: GitHub reports nothing of the kind for this surface, which is not the same as no use. */
  readonly isReported: boolean;
}

/** All surfaces, those without a trace too, and the same as a table. */
export interface Surfaces {
  readonly rows: readonly SurfaceRow[];
  /** First step whose days can still change. */
  readonly provisionalFrom: number;
  readonly table: TableModel;
}

/** What the Agents window reports besides messages. */
const WINDOW_REPORTS: ReadonlySet<string> = new Set(['surface_sessions']);

/** Sums by surface, and people over time → one row a surface. */
export function prepareSurfaces(
  work: Pick<QueryResult, 'rows'>,
  people: Pick<QueryResult, 'rows' | 'total' | 'comparison' | 'coverage' | 'query'>,
  metrics: readonly string[],
  grain: Grain,
): Surfaces {
  const byValue = new Map(work.rows.map((row) => [String(row.surface), row]));
  // A week cut by the range would read as a fall.
  const all = prepareSteps(people.query.range, grain, people.coverage);
  const steps = all.some(({ part }) => !part) ? all.filter(({ part }) => !part) : all;
  const byStep = new Map(people.rows.map((row) => [String(row[grain]), row]));
  const rows = SURFACES.map((surface): SurfaceRow => {
    const now = numberOf(people.total?.[surface.people]);
    const before = numberOf(people.comparison?.total?.[surface.people]);
    return {
      surface,
      people: now,
      change: changeOf(now, before, 'people'),
      cells: metrics.map((metric) => toCell(surface, metric, byValue.get(surface.value ?? ''), people.total, metrics)),
      github: surface.github ? numberOf(people.total?.[surface.github.metric]) : null,
      course: steps.map(({ key }) => numberOf(byStep.get(key)?.[surface.people])),
    };
  });
  const provisional = steps.findIndex((step) => step.provisional);
  return { rows, provisionalFrom: provisional < 0 ? steps.length : provisional, table: toTable(rows, metrics) };
}

function toCell(
  { value, instead }: Surface,
  metric: string,
  row: ResultRow | undefined,
  total: ResultRow | null,
  metrics: readonly string[],
): SurfaceCell {
  const unit = findMetric(metric)?.unit ?? 'requests';
  if (instead && metric === 'surface_prompts' && metrics.includes(metric))
    return { value: numberOf(total?.[instead.metric]), word: instead.word, unit: 'events', isReported: true };
  const isReported = value !== null && (value !== 'vscode_agent' || WINDOW_REPORTS.has(metric));
  const own = numberOf(row?.[metric]);
  const rounded = metric === 'surface_tokens_per_request' && own !== null ? Math.round(own) : own;
  return { value: isReported ? rounded : null, word: '', unit, isReported };
}

/** A cell in words: `–` where GitHub reports nothing of the kind, "no data" where it reported nothing in these days. */
export const cellText = ({ value, unit, word, isReported }: SurfaceCell): string =>
  isReported ? `${formatValue(value, unit)}${word && value !== null ? ` ${word}` : ''}` : '–';

const toTable = (rows: readonly SurfaceRow[], metrics: readonly string[]): TableModel => ({
  head: [
    words.surface,
    lists.peopleColumn,
    ...metrics.map((name) => findMetric(name)?.label ?? name),
    words.githubOwnPeople,
  ],
  rows: rows.map(({ surface, people, cells, github }) => [
    surface.label,
    formatValue(people, 'people'),
    ...cells.map(cellText),
    surface.github ? `${formatValue(github, 'people')}${github === null ? '' : `, ${surface.github.window}`}` : '–',
  ]),
});

/** Rows of a CSV: plain numbers, empty where there is none. */
export function surfacesCsv(rows: readonly SurfaceRow[], metrics: readonly string[]): (string | number | null)[][] {
  const names = metrics.map((name) => findMetric(name)?.label ?? name);
  const head = [...words.csv.first, ...names, ...words.csv.last];
  const worded = (cells: readonly SurfaceCell[], word: string): number | null =>
    cells.find((cell) => cell.word === word)?.value ?? null;
  return [
    head,
    ...rows.map(({ surface, people, cells, github }) => [
      surface.name,
      people,
      ...cells.map((cell) => (cell.word ? null : cell.value)),
      worded(cells, 'starts'),
      worded(cells, 'messages'),
      github,
      surface.github?.window ?? null,
    ]),
  ];
}
