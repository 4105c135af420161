import type { Lease } from '@flightdeck/store';
import type { AppEffects } from '../../wiring/effects.ts';

/** Begins and ends syncing as this server takes and loses the lease. */
export function followLease(lease: Lease, log: AppEffects['log'], syncing: (isHeld: boolean) => void): void {
  lease.onChange((isHeld) => {
    if (isHeld) log.info('this server syncs');
    else log.warn({ leader: lease.holder }, 'standby: another server syncs');
    syncing(isHeld);
  });
  // Taken at opening, to load what the cluster lacked.
  if (lease.isHeld) syncing(true);
  lease.look().then(
    (isHeld) => {
      if (!isHeld) log.info({ leader: lease.holder }, 'standby: another server syncs');
    },
    (error: unknown) => log.warn({ err: error }, 'the lease could not be read; it is asked for again'),
  );
}
