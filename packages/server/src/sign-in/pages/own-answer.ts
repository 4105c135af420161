import { InputError } from '@flightdeck/catalog';

/**
 * Before anything is asked of anybody: an answer belongs to the sign-in of this browser, and comes from who was asked, by any of the
 * names that goes by. @throws InputError `state_mismatch`, `iss_mismatch`.
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
    throw new InputError('This answer comes from somebody else than who was asked.', {
      code: 'iss_mismatch',
      hint: 'Sign in again. If that does not help, its operator compares the address in the settings with the name of the provider.',
    });
  }
}
