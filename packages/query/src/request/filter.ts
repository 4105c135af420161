import { InputError } from '@flightdeck/catalog';
import type { Filter } from '../scan.ts';

/** `team=a,b`, `team!=a`: the one way a filter is written as text, in URLs, on the command line and in dashboards. */
const FILTER = /^\s*([a-z_]+)\s*(!?=)(.*)$/s;

/** A filter written as text. `write` is how the place it was written in puts one. @throws InputError `bad_where`. */
export function parseFilter(text: string, write: (filter: string) => string): Filter & { values: string[] } {
  const [, dimension, sign, list = ''] = FILTER.exec(text) ?? [];
  const values = splitList(list);
  if (dimension !== undefined && values.length > 0) return { dimension, is: sign === '!=' ? 'not_in' : 'in', values };
  throw new InputError(`"${text}" is not a condition.`, {
    code: 'bad_where',
    hint: `Write ${write('team=payments')}, ${write('language=go,rust')} or ${write('team!=payments')}.`,
  });
}

/** The text of a filter; `encode` writes a value so that the place it stands in can carry it. */
export function formatFilter({ dimension, is, values }: Filter, encode: (value: string) => string = String): string {
  return `${dimension}${is === 'in' ? '=' : '!='}${values.map(encode).join(',')}`;
}

/** Words separated by commas, without those that are empty. */
export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** `accepted` or `accepted:asc`, the highest first unless it says `asc`; null for anything else. */
export function parseOrderText(text: string): { readonly key: string; readonly descending: boolean } | null {
  const [key = '', direction = 'desc', ...more] = text.split(':');
  if (more.length > 0 || (direction !== 'desc' && direction !== 'asc')) return null;
  return { key, descending: direction === 'desc' };
}
