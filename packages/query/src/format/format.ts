import type { Unit } from '@flightdeck/catalog';
import type { QueryResult, ResultRow } from '../evaluate/result.ts';
import type { Value } from '../scan.ts';
import { type CsvCell, csvLine } from './csv.ts';

/** A value for people: thousands separators, percent for ratios, "no data" for null. */
export function formatValue(value: Value, unit: Unit, locale = 'en'): string {
  if (value === null) return 'no data';
  if (unit === 'ratio') return numberFormat(locale, 'percent', 1, 1).format(Number(value));
  if (unit === 'dollars') {
    // Cents only where there are any.
    const cents = Number.isInteger(Number(value)) ? 0 : 2;
    return numberFormat(locale, 'currency', cents, cents).format(Number(value));
  }
  const digits = unit === 'credits' || unit === 'per person' ? 2 : unit === 'score' || unit === 'minutes' ? 1 : 0;
  return numberFormat(locale, 'decimal', 0, digits).format(value);
}

/** Making one takes a hundred times as long as using it; there are as many as there are locales and units. */
const FORMATS = new Map<string, Intl.NumberFormat>();

function numberFormat(
  locale: string,
  style: 'percent' | 'currency' | 'decimal',
  least: number,
  most: number,
): Intl.NumberFormat {
  const key = `${locale} ${style} ${least} ${most}`;
  const known = FORMATS.get(key);
  if (known) return known;
  const digits = { minimumFractionDigits: least, maximumFractionDigits: most };
  const made = new Intl.NumberFormat(locale, { style, ...(style === 'currency' && { currency: 'USD' }), ...digits });
  FORMATS.set(key, made);
  return made;
}

/** JSON text in which whole numbers beyond 2^53 keep every digit; otherwise what JSON.stringify writes. */
export function toJson(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map((item) => toJson(item ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object' || 'toJSON' in value) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${toJson(member)}`).join(',')}}`;
}

/** RFC 4180 text with a header of catalogue names; ratios as fractions, null as an empty field. */
export function toCsv(result: Pick<QueryResult, 'query' | 'rows'>): string {
  return [...csvLines(result)].join('');
}

/** The same line by line. */
export function* csvLines({ query: { by, metrics }, rows }: Pick<QueryResult, 'query' | 'rows'>): Iterable<string> {
  // A value of a dimension is text even where it looks like a number.
  const cells = (row: ResultRow): CsvCell[] => [
    ...by.map((name) => (row[name] == null ? null : String(row[name]))),
    ...metrics.map((name) => row[name] ?? null),
  ];
  yield csvLine([...by, ...metrics]);
  for (const row of rows) yield csvLine(cells(row));
}
