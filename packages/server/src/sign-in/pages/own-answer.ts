import { InputError } from '@flightdeck/catalog';

/**
 * Checks, before anything is sent, that an answer belongs to this browser's sign-in and comes from the provider that was asked, by
 * any of its names. @throws InputError `state_mismatch`, `iss_mismatch`.
 */
export function requireOwnAnswer(search: URLSearchParams, state: string, issuers: readonly string[]): void {
  const states = search.getAll('state');
  if (states.length !== 1 || states[0] !== state) {
    throw new InputError('This answer belongs to another sign-in.', {
      code: 'state_mismatch',
      hint: 'Sign in again, in one window.',
    });
  }
  if (search.getAll('iss').some((named) => !issuers.includes(named))) {
    throw new InputError('This answer does not come from the provider that was asked.', {
      code: 'iss_mismatch',
      hint: 'Sign in again. If that does not help, the operator should compare the address in the settings with the name of the provider.',
    });
  }
}
