import { type DayRange, dayCount, findDimension, InputError, isDay, toDay } from '@flightdeck/catalog';
import {
  type Filter,
  type Grain,
  type MetricQueryInput,
  parseFilter,
  parseOrderText,
  splitList,
} from '@flightdeck/query';
import type { SearchParameter } from './route.ts';

/** A question written in a URL. */
export interface RowsQuery {
  readonly query: MetricQueryInput;
  /**
   * Keeps only this many values of the dimension, those with the most of a metric over the whole range; null for all.
   */
  readonly top: { readonly count: number; readonly metric: string } | null;
}

/** What a URL of rows may say. */
export const ROWS_PARAMETERS: readonly SearchParameter[] = [
  { name: 'metrics', says: 'Metrics, separated by commas.', required: true },
  { name: 'from', says: 'First day, YYYY-MM-DD, or an instant in milliseconds since 1970.', required: true },
  { name: 'to', says: 'Last day, the same way; it is part of the range.', required: true },
  { name: 'by', says: 'Dimensions, separated by commas.' },
  { name: 'grain', says: 'auto, day, week or month: one row a bucket, whose first day stands in `time`.' },
  { name: 'where', says: 'Condition: team=a,b or team!=a. May be given several times.', repeated: true },
  {
    name: 'var-{dimension}',
    says: 'One value of a condition, as Grafana writes its variables; $__all is none. May be given several times.',
    repeated: true,
  },
  { name: 'over', says: 'Dimensions the numbers must be reported by without being grouped by them.' },
  { name: 'order', says: 'A metric or dimension, highest first; NAME:asc for lowest first.' },
  { name: 'limit', says: 'Rows at most.' },
  { name: 'having', says: 'METRIC:ATLEAST:BELOW keeps rows whose metric lies in a span; either end may be empty.' },
  { name: 'asOf', says: 'An ISO instant: the rows as they were known then.' },
  { name: 'top', says: 'COUNT:METRIC keeps the values with the most of a metric over the whole range.' },
];

const NAMES = new Set(ROWS_PARAMETERS.map(({ name }) => name));
const VARIABLE = 'var-';
/** What Grafana writes for a variable without a choice. */
const ALL: ReadonlySet<string> = new Set(['$__all', 'All', '']);

/**
 * The question in a search string. Unknown variables of a dashboard are left out, for it has some of its own.
 * @throws InputError `bad_query`, `bad_range`, `bad_where`.
 */
export function parseRowsQuery(search: URLSearchParams): RowsQuery {
  for (const name of search.keys())
    if (!NAMES.has(name) && !name.startsWith(VARIABLE))
      throw wrong(`There is no parameter "${name}"`, `Allowed: ${[...NAMES].join(', ')}.`);
  const range = { from: toRangeDay(search.get('from')), to: toRangeDay(search.get('to')) };
  const order = search.get('order');
  const having = search.get('having');
  const limit = search.get('limit');
  const asOf = search.get('asOf');
  const over = words(search.get('over'));
  const grain = toGrain(search.get('grain'), range);
  return {
    query: {
      metrics: words(search.get('metrics')),
      by: [...(grain ? [grain] : []), ...words(search.get('by'))],
      range,
      where: [
        ...search
          .getAll('where')
          .filter((text) => text !== '')
          .map((text) => parseFilter(text, (filter) => `where=${filter}`)),
        ...variablesOf(search),
      ],
      ...(over.length > 0 ? { over } : {}),
      ...(order ? { order: toOrder(order) } : {}),
      ...(having ? { having: toSpan(having) } : {}),
      ...(limit ? { limit: toCount(limit, 'limit') } : {}),
      ...(asOf ? { asOf } : {}),
    },
    top: toTop(search.get('top')),
  };
}

const wrong = (message: string, hint: string): InputError => new InputError(`${message}.`, { code: 'bad_query', hint });

const words = (text: string | null): string[] => splitList(text ?? '');

function toRangeDay(text: string | null): string {
  if (isDay(text ?? undefined)) return text ?? '';
  const instant = /^-?\d{1,15}$/.test(text ?? '') ? new Date(Number(text)) : null;
  if (instant && !Number.isNaN(instant.getTime())) return toDay(instant);
  throw new InputError(`"${text ?? ''}" is not a day.`, {
    code: 'bad_range',
    hint: 'Write from and to as YYYY-MM-DD or in milliseconds since 1970.',
  });
}

/** Days up to 45 days, weeks up to 400, then months, as the pages do. */
function toGrain(text: string | null, range: DayRange): Grain | null {
  if (text === null || text === '') return null;
  if (text === 'day' || text === 'week' || text === 'month') return text;
  if (text !== 'auto') throw wrong(`"${text}" is not a grain`, 'Write grain=auto, day, week or month.');
  const days = range.from <= range.to ? dayCount(range) : 0;
  return days <= 45 ? 'day' : days <= 400 ? 'week' : 'month';
}

function variablesOf(search: URLSearchParams): (Filter & { values: string[] })[] {
  const chosen = new Map<string, string[]>();
  for (const [name, value] of search) {
    const dimension = name.startsWith(VARIABLE) ? name.slice(VARIABLE.length) : '';
    if (!findDimension(dimension) || ALL.has(value)) continue;
    chosen.set(dimension, [...(chosen.get(dimension) ?? []), value]);
  }
  return [...chosen].map(([dimension, values]) => ({ dimension, is: 'in', values }));
}

function toOrder(text: string): NonNullable<MetricQueryInput['order']> {
  const parsed = parseOrderText(text);
  if (parsed) return parsed;
  throw wrong(`"${text}" is not an order`, 'Write order=accepted or order=accepted:asc.');
}

function toSpan(text: string): NonNullable<MetricQueryInput['having']> {
  const [metric = '', atLeast = '', below = ''] = text.split(':');
  const end = (part: string): number | null => (part === '' ? null : Number(part));
  if (Number.isNaN(end(atLeast)) || Number.isNaN(end(below)))
    throw wrong(`"${text}" is not a span`, 'Write having=generated:500 or having=adoption_score:40:60.');
  return { metric, atLeast: end(atLeast), below: end(below) };
}

function toCount(text: string, name: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw wrong(`"${text}" is not a number of rows`, `Write ${name}=20.`);
}

function toTop(text: string | null): RowsQuery['top'] {
  if (text === null || text === '') return null;
  const [count = '', metric = ''] = text.split(':');
  return { count: toCount(count, 'top'), metric };
}
