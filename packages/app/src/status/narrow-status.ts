import { isSeen, isSeenWhole, type Sight } from '@flightdeck/query';
import type { Status } from './status.ts';

/** Dimensions whose values say nothing of who or what there is in a scope. */
const COMMON: ReadonlySet<string> = new Set(['language', 'ide', 'feature', 'model', 'surface']);

/** The status of the scopes one may see: no name, day or trouble of another one, nor what is said of several together. */
export function narrowStatus(status: Status, sight: Sight): Status {
  const seen = (scope: string): boolean => isSeen(sight, scope);
  if (status.scopes.every(({ scope }) => isSeenWhole(sight, scope))) return status;
  const scopes = status.scopes.filter(({ scope }) => seen(scope));
  const spans = status.spans.filter(({ scope }) => seen(scope));
  const loaded = spans.filter(({ state }) => state === 'present' || state === 'provisional');
  const from = loaded.map((span) => span.from).sort()[0];
  const to = loaded
    .map((span) => span.to)
    .sort()
    .at(-1);
  const { running } = status.freshness;
  return {
    ...status,
    scopes,
    hosts: status.hosts
      .map((host) => ({ ...host, scopes: host.scopes.filter(seen) }))
      .filter((host) => host.scopes.length > 0),
    store: { ...status.store, leader: null },
    range: from === undefined || to === undefined ? null : { from, to },
    freshness: { ...status.freshness, running: running && { ...running, message: '' } },
    atRisk: status.atRisk.filter(({ scope }) => seen(scope)),
    organizationRows: [],
    spans,
    slots: status.slots.filter(({ dimension }) => COMMON.has(dimension)),
    lastRun: status.lastRun && { ...status.lastRun, message: null },
    disk: null,
    integrity: { gaps: status.integrity.gaps.filter(({ scope }) => seen(scope)), archive: null, otherFiles: [] },
  };
}
