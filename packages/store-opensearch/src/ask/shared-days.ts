import { type DayRange, FACTS } from '@flightdeck/catalog';
import { addedColumns, addSharedDays, NO_SHARED_DAYS, type SharedDays } from '@flightdeck/query';
import type { Row } from '@flightdeck/store/reference';
import { countSharedDays } from '@flightdeck/store/reference';
import { ofTable, tableOf } from '../layout/layout.ts';
import { compileVisible } from '../ledger/commit.ts';
import type { Reading } from '../load/annotate.ts';
import { scrollHits } from '../wire/send.ts';
import { fieldsOf, toRow } from './document-row.ts';
import { indexesIn } from './reach.ts';

const PEOPLE_AT_ONCE = 5000;

/** Person-days with activity in two or more of the scopes; a counter that one of them does not know differs from none. */
export async function readSharedDays(
  reading: Reading,
  scopes: readonly string[],
  range: DayRange,
): Promise<SharedDays> {
  const table = tableOf('user_day');
  const indexes = indexesIn(reading, table, range);
  const fact = FACTS.find(({ name }) => name === 'user_day');
  if (!fact || indexes.length === 0) return NO_SHARED_DAYS;
  const reach = [
    ofTable(table, reading.commit.past),
    ...compileVisible(reading.commit),
    { terms: { scope: scopes } },
    { range: { day: { gte: range.from, lte: range.to } } },
  ];
  const people = new Set<string>();
  const held = { size: 10_000, query: { bool: { filter: [...reach, { exists: { field: 'also_in' } }] } } };
  for await (const hits of scrollHits(reading.cluster, indexes, { ...held, _source: ['user_id'] }, { isExact: true })) {
    for (const { _source } of hits) people.add(String(_source.user_id));
  }
  const counters = addedColumns(fact.name);
  const all = [...people];
  let shared = NO_SHARED_DAYS;
  for (let first = 0; first < all.length; first += PEOPLE_AT_ONCE) {
    const those = { terms: { user_id: all.slice(first, first + PEOPLE_AT_ONCE) } };
    const body = { size: 10_000, query: { bool: { filter: [...reach, those] } }, _source: fieldsOf(fact, counters) };
    const rows: Row[] = [];
    for await (const hits of scrollHits(reading.cluster, indexes, body, { isExact: true })) {
      for (const { _source } of hits) rows.push(toRow(fact, counters, _source));
    }
    shared = addSharedDays(shared, countSharedDays(rows));
  }
  return shared;
}
