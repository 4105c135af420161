import { DataError, type Day, type FlightdeckError, REPORTS } from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import { appendEvent, type MissedEvent } from '../events.ts';
import type { LoadItem } from '../load-item.ts';
import { recordLandings } from '../record-landings.ts';
import type { IngestTools } from '../tools.ts';

/**
 * Records a landing that could not be loaded. What is wrong with its data stays wrong, so it is not tried again; after
 * any other error it is loaded at the next start.
 */
export async function recordGivenUp(tools: IngestTools, item: LoadItem, error: FlightdeckError): Promise<void> {
  await recordLandings(tools, [item]);
  if (!(error instanceof DataError)) return;
  const { event } = item;
  // Nobody asked for the days of an imported file.
  const dayList = event.via === 'api' && REPORTS[event.report].window !== '28-day' ? event.dayList : [];
  const row = await appendEvent<MissedEvent>(tools.journal, {
    kind: 'failed',
    at: event.fetchedAt,
    scope: event.scope,
    report: event.report,
    days: event.days,
    dayList,
    code: error.code,
    message: error.message,
    landings: [event.seq],
  });
  if (dayList.length > 0) await tools.store.ledger.recordDays(toMissedDays(row));
}

/** The ledger's rows of days without rows; only those in `days` when given. */
export function toMissedDays(event: MissedEvent, days: readonly Day[] = event.dayList): readonly LedgerDay[] {
  return days.map((day) => ({
    scope: event.scope,
    report: event.report,
    day,
    state: event.kind,
    source: event.report,
    via: 'api',
    sha256: null,
    fetchedAt: event.at,
    records: 0,
    restated: 0,
    code: event.code,
    message: event.message,
  }));
}
