import type { QueryResult, ResultRow } from '../evaluate/result.ts';
import { type CsvCell, csvLine } from './csv.ts';

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
