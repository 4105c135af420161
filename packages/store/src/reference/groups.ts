import type { ScanMeasure, ScanRow } from '@flightdeck/query';
import type { Question } from '../shared/question.ts';
import { type LastReported, NEVER_REPORTED } from './measure/last-reported.ts';
import { measureRows } from './measure/measure.ts';
import { takeOnce } from './measure/once.ts';
import type { Placed, Row } from './row.ts';

/** Keys of the group that a row stands in. */
export type KeysOf = (row: Row, team: string | null) => readonly (string | null)[];

interface Group {
  readonly keys: readonly (string | null)[];
  /** Rows of each scope. */
  readonly all: Row[];
  /** Rows taken once over all scopes. */
  readonly once: Row[];
}

/** The groups of the rows and the values of the measures in them; without keys there is one group, also of no rows. */
export function groupRows(
  question: Question,
  measures: readonly ScanMeasure[],
  placed: readonly Placed[],
  keysOf: KeysOf,
  lastReported: LastReported = NEVER_REPORTED,
): ScanRow[] {
  const groups = new Map<string, Group>();
  const groupOf = ({ row, team }: Placed): Group => {
    const keys = keysOf(row, team);
    const id = JSON.stringify(keys);
    const group = groups.get(id) ?? { keys, all: [], once: [] };
    groups.set(id, group);
    return group;
  };
  if (question.by.length === 0) groups.set('[]', { keys: [], all: [], once: [] });
  // Only rows that a measure reads make a group.
  if (measures.some(countsEachOnce)) for (const one of placed) groupOf(one).all.push(one.row);
  if (measures.some((measure) => !countsEachOnce(measure))) {
    for (const one of question.scan.once ? takeOnce(question, placed) : placed) groupOf(one).once.push(one.row);
  }
  return [...groups.values()].map(({ keys, all, once }) => ({
    keys,
    values: measures.map((measure) =>
      measureRows(question, measure, countsEachOnce(measure) ? all : once, lastReported),
    ),
  }));
}

/** Measures that count a person or a day once themselves, however many scopes have a row of it. */
const countsEachOnce = ({ aggregate }: ScanMeasure): boolean =>
  aggregate === 'person_days' ||
  aggregate === 'latest_total' ||
  aggregate === 'people' ||
  aggregate === 'people_in_several';
