import { eachDay } from '@flightdeck/catalog';
import { isSeen, isSeenWhole, type Sight } from '@flightdeck/query';
import { finalityOf, rangeOf } from './build-status.ts';
import type { Status } from './status.ts';

/** Dimensions whose values say nothing of who or what there is in a scope. */
const COMMON: ReadonlySet<string> = new Set(['language', 'ide', 'feature', 'model', 'surface']);

/** The status of the scopes one may see: no name, day or trouble of another one, nor what is said of several together. */
export function narrowStatus(status: Status, sight: Sight): Status {
  const seen = (scope: string): boolean => isSeen(sight, scope);
  if (status.scopes.every(({ scope }) => isSeenWhole(sight, scope))) return status;
  const scopes = status.scopes.filter(({ scope }) => seen(scope));
  const spans = status.spans.filter(({ scope }) => seen(scope));
  const days = spans.flatMap(({ report, state, ...span }) => eachDay(span).map((day) => ({ report, state, day })));
  const { running } = status.freshness;
  return {
    ...status,
    scopes,
    hosts: status.hosts
      .map((host) => ({ ...host, scopes: host.scopes.filter(seen) }))
      .filter((host) => host.scopes.length > 0),
    store: { ...status.store, leader: null },
    range: rangeOf(days),
    freshness: { ...status.freshness, ...finalityOf(days), running: running && { ...running, message: '' } },
    atRisk: status.atRisk.filter(({ scope }) => seen(scope)),
    organizationRows: [],
    spans,
    slots: status.slots.filter(({ dimension }) => COMMON.has(dimension)),
    lastRun: status.lastRun && { ...status.lastRun, message: null },
    disk: null,
    integrity: { gaps: status.integrity.gaps.filter(({ scope }) => seen(scope)), archive: null, otherFiles: [] },
  };
}
