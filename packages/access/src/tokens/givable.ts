import { InputError } from '@flightdeck/catalog';
import { isAllowed, sightOf } from '../authorize.ts';
import { formatGrant, type Grant } from '../grant.ts';
import { isWithin } from '../overlap.ts';
import type { Principal } from '../principal.ts';
import { RIGHTS, type Right } from '../roles.ts';

/** Rights a grant can give a token: not those of people only, nor those that need no grant. */
const OF_TOKENS = (Object.keys(RIGHTS) as readonly Right[]).filter(
  (right) => right !== 'read_own' && !RIGHTS[right].onlyPeople && !RIGHTS[right].needsNoGrant,
);

/** True if the maker has everything that a token with the grant could do. */
export function isGivable(maker: Principal, { role, of }: Grant): boolean {
  if (role === 'self') return isAllowed(maker, 'read_own');
  return OF_TOKENS.filter((right) => RIGHTS[right].roles.includes(role)).every((right) =>
    isWithin(of, sightOf(maker, right)),
  );
}

/** @throws InputError `beyond_maker` for a grant the maker does not have, `bad_grant` for no grant at all. */
export function requireGivable(maker: Principal, grants: readonly Grant[]): void {
  if (grants.length === 0)
    throw new InputError('A token without a role could do nothing.', {
      code: 'bad_grant',
      hint: 'Name a role in a scope: viewer@org:acme/team=web.',
    });
  const beyond = grants.find((grant) => !isGivable(maker, grant));
  if (beyond === undefined) return;
  throw new InputError(`You may not give ${formatGrant(beyond)}, as you do not have all of it.`, {
    code: 'beyond_maker',
    hint: 'A token may do what its maker may. Name a role and a scope of yours.',
  });
}
