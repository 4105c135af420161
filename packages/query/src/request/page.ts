import { findDimension } from '@flightdeck/catalog';
import type { Group } from '../evaluate/groups.ts';
import type { Scan } from '../scan.ts';
import type { MetricQuery } from './metric-query.ts';

/** More people than this are not worth naming one by one. */
const MOST_NAMED = 200;

/** True when the rows before can be asked of the people on the page alone; of time buckets all are wanted. */
export function isPageOfPeople({ by, limit }: Pick<MetricQuery, 'by' | 'limit'>): boolean {
  const kinds = by.map((name) => findDimension(name)?.kind);
  return limit !== null && limit <= MOST_NAMED && kinds.includes('person') && !kinds.includes('time');
}

/**
 * The scans for the people of the groups alone. A filter understands earlier logins, so others can come with them;
 * a person whose login is not known is shown by id, which no filter finds, and then the scans stay as they are.
 */
export function narrowToPeople(
  scans: readonly Scan[],
  by: readonly string[],
  groups: readonly Group[],
): readonly Scan[] {
  const place = by.findIndex((name) => findDimension(name)?.kind === 'person');
  const dimension = by[place];
  const people = [...new Set(groups.map(({ keys }) => keys[place] ?? ''))];
  if (people.length === 0) return [];
  if (dimension === undefined || people.some((name) => /^\d*$/.test(name))) return scans;
  return scans.map((scan) => ({ ...scan, where: [...scan.where, { dimension, is: 'in', values: people }] }));
}
