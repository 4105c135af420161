import { createHash } from 'node:crypto';
import { eachDay } from '@flightdeck/catalog';
import { isSeen, isSeenWhole, type Sight } from '@flightdeck/query';
import type { LedgerDay } from '@flightdeck/store';
import { finalityOf, rangeOf } from './build-status.ts';
import type { Status } from './status.ts';

/**
 * The status of the scopes one may see: no name, day or trouble of another one, nor what is said of several together: how many
 * days a run loaded, how many requests are left, in which order values were met, when the data changed or others of it were imported.
 */
export function narrowStatus(status: Status, sight: Sight, days: readonly LedgerDay[]): Status {
  const seen = (scope: string): boolean => isSeen(sight, scope);
  if (status.scopes.every(({ scope }) => isSeenWhole(sight, scope))) return status;
  const scopes = status.scopes.filter(({ scope }) => seen(scope));
  const spans = status.spans.filter(({ scope }) => seen(scope));
  const spanned = spans.flatMap(({ report, state, ...span }) => eachDay(span).map((day) => ({ report, state, day })));
  const ownDays = days.filter(({ scope }) => seen(scope));
  const { version, demo, seatPrices, acceptanceTarget, freshness } = status;
  const { running, syncedAt, nextSyncAt } = freshness;
  // Each by its name, so that what is added to the status is shown to nobody before that is decided.
  return {
    ...{ version, demo, seatPrices, acceptanceTarget },
    dataVersion: versionOf(ownDays),
    scopes,
    hosts: status.hosts
      .map((host) => ({ ...host, scopes: host.scopes.filter(seen), requestsLeft: null, answeredAt: null }))
      .filter((host) => host.scopes.length > 0),
    store: { engine: status.store.engine, role: status.store.role, leader: null },
    range: rangeOf(spanned),
    freshness: {
      ...{ syncedAt, nextSyncAt },
      ...finalityOf(spanned),
      importedAt: lastImport(ownDays),
      running: running && { ...running, done: 0, total: 0, message: '' },
    },
    atRisk: status.atRisk.filter(({ scope }) => seen(scope)),
    organizationRows: [],
    spans,
    slots: [],
    lastRun: null,
    disk: null,
    backup: null,
    integrity: { gaps: status.integrity.gaps.filter(({ scope }) => seen(scope)), archive: null, otherFiles: [] },
  };
}

/** When the newest of these days that was imported was received; null where none was. */
function lastImport(days: readonly LedgerDay[]): string | null {
  const times = days.filter(({ via }) => via === 'import').map(({ fetchedAt }) => fetchedAt);
  return times.reduce<string | null>((last, at) => (last === null || at > last ? at : last), null);
}

/** Changes whenever a day of these is loaded anew. */
function versionOf(days: readonly LedgerDay[]): string {
  const hash = createHash('sha256');
  for (const { scope, report, day, state, fetchedAt, sha256 } of days)
    hash.update(JSON.stringify([scope, report, day, state, fetchedAt, sha256]));
  return hash.digest('base64url').slice(0, 22);
}
