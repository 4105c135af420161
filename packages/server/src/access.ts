import type { Principal, Role } from '@flightdeck/app';
import { InputError } from '@flightdeck/catalog';

/** What a route lets its caller do. Deny by default: a route without an entry does not exist. */
export type Right =
  | 'probe'
  | 'read_aggregates'
  | 'read_people'
  | 'read_status'
  | 'read_details'
  | 'run_sync'
  | 'sign_off'
  | 'hand_over_file';

const ROLES: Readonly<Record<Right, readonly Role[]>> = {
  probe: ['admin', 'analyst', 'viewer', 'auditor', 'self'],
  read_aggregates: ['analyst', 'viewer'],
  read_people: ['analyst'],
  read_status: ['admin', 'analyst', 'viewer', 'auditor'],
  read_details: ['admin', 'auditor'],
  run_sync: ['admin'],
  sign_off: ['analyst'],
  hand_over_file: ['analyst'],
};

/** What leaves something behind; guests may only look. */
const CHANGES: ReadonlySet<Right> = new Set(['run_sync', 'sign_off', 'hand_over_file']);

/** @throws InputError `not_allowed` unless one of the principal's roles has the right. */
export function authorize(who: Principal, right: Right): void {
  if (isAllowed(who, right)) return;
  if (who.kind === 'guest') {
    throw new InputError('This demo is open to everybody, so nothing in it can be changed.', {
      code: 'not_allowed',
      hint: 'Start Flightdeck on your own machine to try this.',
    });
  }
  throw new InputError('You may not do this.', {
    code: 'not_allowed',
    hint: `It needs one of the roles: ${ROLES[right].join(', ')}.`,
  });
}

/** True when one of the principal's roles has the right. */
export function isAllowed(who: Principal, right: Right): boolean {
  if (who.kind === 'guest' && CHANGES.has(right)) return false;
  return who.roles.some((role) => ROLES[right].includes(role));
}
