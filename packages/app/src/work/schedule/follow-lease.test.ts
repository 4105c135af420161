import type { Lease } from '@flightdeck/store';
import { expect, test } from 'vitest';
import { createLogger } from '../../wiring/log/logger.ts';
import { followLease } from './follow-lease.ts';

const log = createLogger(
  { logLevel: 'error', logFormat: 'json', githubHosts: [] as never },
  { write: () => undefined, isTerminal: false },
);

/** A lease that is held or not, as it is turned. */
function leaseOf(held: boolean) {
  const listeners: ((isHeld: boolean) => void)[] = [];
  let isHeld = held;
  const lease: Lease = {
    get isHeld() {
      return isHeld;
    },
    holder: null,
    onChange: (listener) => void listeners.push(listener),
    look: async () => isHeld,
    release: async () => undefined,
  };
  const turn = (now: boolean): void => {
    isHeld = now;
    for (const listener of listeners) listener(now);
  };
  return { lease, turn };
}

test.each([
  [true, [true]],
  [false, []],
])('a server that took the lease while it opened (%s) syncs from then on', (held, said) => {
  const { lease, turn } = leaseOf(held);
  const calls: boolean[] = [];
  followLease(lease, log, (isHeld) => void calls.push(isHeld));
  expect(calls).toEqual(said);
  turn(!held);
  expect(calls).toEqual([...said, !held]);
});
