import type { Principal, Role } from '@flightdeck/app';
import { InputError } from '@flightdeck/catalog';

/** What a route lets its caller do. Deny by default: a route without an entry does not exist. */
export type Right = 'probe' | 'read_aggregates' | 'read_people' | 'read_status' | 'run_sync' | 'sign_off';

const ROLES: Readonly<Record<Right, readonly Role[]>> = {
  probe: ['admin', 'analyst', 'viewer', 'auditor', 'self'],
  read_aggregates: ['analyst', 'viewer'],
  read_people: ['analyst'],
  read_status: ['admin', 'analyst', 'viewer', 'auditor'],
  run_sync: ['admin'],
  sign_off: ['analyst'],
};

/** @throws InputError `not_allowed` unless one of the principal's roles has the right. */
export function authorize(who: Principal, right: Right): void {
  if (isAllowed(who, right)) return;
  throw new InputError('You may not do this.', {
    code: 'not_allowed',
    hint: `It needs one of the roles: ${ROLES[right].join(', ')}.`,
  });
}

/** True when one of the principal's roles has the right. */
export function isAllowed(who: Principal, right: Right): boolean {
  return who.roles.some((role) => ROLES[right].includes(role));
}
