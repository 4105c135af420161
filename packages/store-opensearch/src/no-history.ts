import { CapabilityError } from '@flightdeck/catalog';

/** What is said to questions of what was known before. */
export const noHistory = (): CapabilityError =>
  new CapabilityError('A cluster keeps what counts now, not what was known before.', {
    code: 'no_history',
    hint: 'Ask an embedded store for the past: `flightdeck rebuild` makes one from the archive.',
  });
