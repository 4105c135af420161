import { CapabilityError } from '@flightdeck/catalog';

/** The error of a question about an instant of which a store has forgotten something; `where`: "database", "cluster". */
export function historyNotKept(asOf: string, where: string): CapabilityError {
  return new CapabilityError(`What was known at ${asOf} is not kept in this ${where}.`, {
    code: 'history_not_kept',
    hint: 'Days were replaced before Flightdeck kept what stood there. Run `flightdeck rebuild` once: it makes the history again from the archive.',
  });
}
