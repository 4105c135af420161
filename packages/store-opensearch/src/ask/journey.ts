import { ofTable, PHASE_FIELDS, tableOf } from '../layout/layout.ts';
import { compileVisible } from '../ledger/view.ts';
import type { Reading } from '../load/annotate.ts';
import { MOST_PHASES } from '../load/documents.ts';
import { readComposite } from '../wire/composite.ts';
import { groupsBy, type Question } from './question.ts';
import { indexesIn } from './reach.ts';

/** Phase of a person on the first and last day of the range that tells one. */
export interface Journey {
  readonly phase_from: string;
  readonly phase_to: string;
}

/** Whom a journey belongs to: a person where people are counted once, else a person of a scope. */
export const journeyKey = (question: Question, scope: string, userId: string): string =>
  isPerScope(question) ? `${scope} ${userId}` : userId;

const isPerScope = ({ scan, scopes }: Question): boolean => !scan.once && scopes.length > 1;

/** True when the question groups or filters by journeys. */
export const needsJourneys = (question: Question): boolean =>
  groupsBy(question, 'journey') || question.where.some(({ kind }) => kind === 'journey');

/** Journeys of all people who have a phase in the range. Where several scopes tell of one day, the highest phase holds. */
export async function readJourneys(
  reading: Reading,
  question: Question,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Journey>> {
  const { scan, scopes } = question;
  const indexes = indexesIn(reading, tableOf('user_day'), scan.range);
  const sources = [
    ...(isPerScope(question) ? [{ scope: { terms: { field: 'scope' } } }] : []),
    { user: { terms: { field: 'user_id' } } },
  ];
  const filter = [
    ofTable(tableOf('user_day'), reading.view.past),
    ...compileVisible(reading.view),
    { terms: { scope: scopes } },
    { range: { day: { gte: scan.range.from, lte: scan.range.to } } },
    { exists: { field: PHASE_FIELDS.last } },
  ];
  const aggs = { first: { min: { field: PHASE_FIELDS.first } }, last: { max: { field: PHASE_FIELDS.last } } };
  const journeys = new Map<string, Journey>();
  for await (const buckets of readComposite(reading.cluster, indexes, { filter, sources, aggs }, signal)) {
    for (const { key, ...values } of buckets) {
      const { scope, user } = key as { readonly scope?: string; readonly user: string };
      const [first, last] = [values.first, values.last].map((value) => (value as { readonly value: number }).value);
      journeys.set(journeyKey(question, String(scope ?? ''), String(user)), {
        phase_from: String(MOST_PHASES - 1 - ((first ?? 0) % MOST_PHASES)),
        phase_to: String((last ?? 0) % MOST_PHASES),
      });
    }
  }
  return journeys;
}
