import { join } from 'node:path';
import { parseScope } from '@flightdeck/catalog';
import { readArchived } from '../../archive/archive.ts';
import { landReport } from '../../archive/land/land.ts';
import { otherUnit } from '../../scan/report-scan.ts';
import type { IngestRow, Journaled, LandedEvent } from '../events.ts';
import { journalLanding, toLandOptions } from '../landing.ts';
import { discardClean, type LoadedEach, loadEach } from '../load-each.ts';
import type { LoadItem } from '../load-item.ts';
import type { Standing } from '../standing.ts';
import type { IngestTools } from '../tools.ts';

/**
 * True when a file has lines of another unit that were never landed as the report they belong to: one imported before
 * units were distinguished, or an import that ended between the two.
 */
export function lacksOtherUnit({ event, landing }: LoadItem, rows: readonly IngestRow[]): boolean {
  const other = event.via === 'import' ? otherUnit(event.report) : null;
  if (other === null || landing.files.every(({ rejectedByCode }) => (rejectedByCode.other_unit ?? 0) === 0))
    return false;
  const sums = event.sha256s.join();
  return !rows.some(
    (row) => row.kind === 'landed' && row.report === other && row.scope === event.scope && row.sha256s.join() === sums,
  );
}

/** Lands the lines of the other unit out of the archived file, as if they had come with it, and loads them. */
export async function loadOtherUnit(
  tools: IngestTools,
  event: Journaled<LandedEvent>,
  standing: Standing,
): Promise<LoadedEach> {
  const report = otherUnit(event.report) ?? event.report;
  const { expectDays: days, entityIds, entityId, fileName, replace } = event;
  const arrival = {
    scope: parseScope(event.scope),
    report,
    via: event.via,
    now: new Date(event.fetchedAt),
    expect: {
      kind: report,
      ...(days === undefined ? {} : { days }),
      ...(entityIds === undefined ? {} : { entityIds }),
      ...(entityId === undefined ? {} : { entityId }),
    },
    ...(fileName === undefined ? {} : { fileName }),
    ...(replace === undefined ? {} : { replace }),
  };
  const sources = event.files.map((file, index) => readArchived(join(tools.archive, file), event.sha256s[index]));
  const landing = await landReport(sources, toLandOptions(tools, arrival));
  if (landing.records === 0) {
    await discardClean([{ landing }]);
    return { days: [], failed: [] };
  }
  return loadEach(tools, [await journalLanding(tools, arrival, landing)], standing);
}
