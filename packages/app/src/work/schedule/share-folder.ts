import type { Lease } from '@flightdeck/store';
import { type SyncParts, takeIn } from '../syncing.ts';
import { followLease } from './follow-lease.ts';

/** How often a standby loads what another server has received. */
const FOLLOW_MS = 300_000;

/**
 * One of several servers that share a data folder, each with a database of its own. The one that holds the lease syncs, after it has
 * loaded what others received before; the others load now and then what that one receives. The function returned ends it.
 */
export function shareFolder(
  parts: Pick<SyncParts, 'tools' | 'work' | 'log'>,
  lease: Lease,
  syncing: (isWanted: boolean) => void,
  followMs = FOLLOW_MS,
): () => void {
  const { work, log } = parts;
  let isEnded = false;
  const load = async (): Promise<void> => {
    await work.idle();
    if (!isEnded) await takeIn(parts);
  };
  const unseen = (job: Promise<void>): void => {
    job.catch((error: unknown) => isEnded || log.error({ err: error }, 'the archive could not be taken in'));
  };
  const follow = setInterval(() => {
    if (!lease.isHeld && work.running === null) unseen(load());
  }, followMs);
  follow.unref();
  const take = async (): Promise<void> => {
    await load();
    if (lease.isHeld && !isEnded) syncing(true);
  };
  followLease(lease, log, (isHeld) => {
    if (isHeld) unseen(take());
    else syncing(false);
  });
  return () => {
    isEnded = true;
    clearInterval(follow);
  };
}
