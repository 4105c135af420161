import { DataError, type Day, type FlightdeckError } from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import { appendEvent, type Journaled, type MissedEvent } from './events.ts';
import type { LoadItem } from './load.ts';
import { recordLandings } from './record-landings.ts';
import type { IngestTools } from './tools.ts';

/**
 * Books a landing that could not be loaded. What is wrong with its data stays wrong, so it is not tried again; after any
 * other error it is loaded at the next start.
 */
export async function recordGivenUp(tools: IngestTools, item: LoadItem, error: FlightdeckError): Promise<void> {
  await recordLandings(tools, [item]);
  if (!(error instanceof DataError)) return;
  const { event } = item;
  const day = event.via === 'api' && event.dayList.length === 1 ? event.dayList[0] : undefined;
  const row = await appendEvent<MissedEvent>(tools.journal, {
    kind: 'failed',
    at: event.fetchedAt,
    scope: event.scope,
    report: event.report,
    days: day ?? event.days,
    code: error.code,
    message: error.message,
    landings: [event.seq],
  });
  if (day !== undefined) await tools.store.ledger.recordDays([toMissedDay(row, day)]);
}

/** The ledger's row of a day without rows. */
export function toMissedDay(row: Journaled<MissedEvent>, day: Day): LedgerDay {
  return {
    scope: row.scope,
    report: row.report,
    day,
    state: row.kind,
    source: row.report,
    via: 'api',
    sha256: null,
    fetchedAt: row.at,
    records: 0,
    restated: 0,
    code: row.code,
    message: row.message,
  };
}
