import type { Column, Fact } from '@flightdeck/catalog';
import { identifier } from './quote.ts';

/**
 * A SELECT of one flag: true when rows may share a grain. Compares a count with a distinct count of hashes, the cheapest
 * exact "no"; two grains of one hash only cost a needless merge.
 */
export function compileMayShareGrain(grain: readonly string[], relation: string): string {
  return `SELECT count(*) <> count(DISTINCT hash(${grain.map(identifier).join(', ')})) FROM ${relation}`;
}

/** A SELECT with one row a grain: counters add up, of other columns the greatest stays. */
export function compileMerge(fact: Fact, relation: string): string {
  const grain = ['scope', 'day', ...fact.columns.map(({ name }) => name)].filter((name) => fact.grain.includes(name));
  const columns = ['scope', 'day', ...fact.columns.map((column) => mergeColumn(fact, column))];
  return `SELECT ${columns.join(', ')}\nFROM ${relation}\nGROUP BY ${grain.map(identifier).join(', ')}`;
}

function mergeColumn(fact: Fact, { name, type }: Column): string {
  const value = identifier(name);
  if (fact.grain.includes(name)) return value;
  switch (type) {
    case 'count':
      return `CAST(sum(${value}) AS BIGINT) AS ${value}`;
    case 'decimal':
      return `CAST(sum(${value}) AS DECIMAL(28,9)) AS ${value}`;
    case 'flag':
      return `bool_or(${value}) AS ${value}`;
    default:
      return `max(${value}) AS ${value}`;
  }
}
