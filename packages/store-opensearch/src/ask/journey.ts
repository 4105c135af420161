import { isPerScope, type Journey, type Journeys, journeyKey } from '@flightdeck/store/reference';
import { lower, phaseOf, type Question } from '@flightdeck/store/shared';
import { ofTable, PHASE_FIELDS, tableOf } from '../layout/layout.ts';
import { compileVisible } from '../ledger/commit.ts';
import type { Reading } from '../load/annotate.ts';
import { readComposite } from '../wire/composite.ts';
import { indexesIn, NOTHING } from './reach.ts';

/**
 * Journeys of all people who have a phase in the range. Where several scopes report one day, the highest phase holds.
 */
export async function readJourneys(reading: Reading, question: Question, signal?: AbortSignal): Promise<Journeys> {
  const { scan, scopes } = question;
  const indexes = indexesIn(reading, tableOf('user_day'), scan.range);
  const sources = [
    ...(isPerScope(question) ? [{ scope: { terms: { field: 'scope' } } }] : []),
    { user: { terms: { field: 'user_id' } } },
  ];
  const filter = [
    ofTable(tableOf('user_day'), reading.commit.past),
    ...compileVisible(reading.commit),
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
        phase_from: String(phaseOf('first', first ?? 0)),
        phase_to: String(phaseOf('last', last ?? 0)),
      });
    }
  }
  return journeys;
}

/** Clauses of the filters of journeys. */
export function compileJourneyFilters(question: Question, journeys: Journeys): object[] {
  return question.where.flatMap((filter) => {
    if (filter.kind !== 'journey') return [];
    const wanted = new Set(lower(filter.values));
    const travellers = [...journeys].filter(([, journey]) => wanted.has(journey[filter.dimension as keyof Journey]));
    const byScope = new Map<string, string[]>();
    for (const [key] of travellers) {
      const [scope, user] = key.includes(' ') ? key.split(' ') : ['', key];
      byScope.set(scope ?? '', [...(byScope.get(scope ?? '') ?? []), user ?? '']);
    }
    const should = [...byScope].map(([scope, users]) => ({
      bool: { filter: [...(scope === '' ? [] : [{ term: { scope } }]), { terms: { user_id: users } }] },
    }));
    const clause = should.length === 0 ? NOTHING : { bool: { should, minimum_should_match: 1 } };
    return [filter.is === 'in' ? clause : { bool: { must_not: [clause] } }];
  });
}
