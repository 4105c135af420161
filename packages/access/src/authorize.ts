import { DIMENSIONS, InputError } from '@flightdeck/catalog';
import { type Area, isOf, type MetricQuery, type Sight, toPersonValue, wholeScopes } from '@flightdeck/query';
import type { Account } from './accounts/account.ts';
import { formatGrantScope, type Grant } from './grant.ts';
import { overlapOf } from './overlap.ts';
import type { Principal } from './principal.ts';
import { RIGHTS, type Right } from './roles.ts';

/**
 * Whose figures an answer can hold: `nothing`: nobody's · `narrowed`: those the asker may see · `whole_scopes`: the same,
 * for answers that only whole scopes can have · `everything`: only those who may see everything get it.
 */
export type Span = 'nothing' | 'narrowed' | 'whole_scopes' | 'everything';

/** What a principal may see by a right; `[]` without it. */
export function sightOf(who: Principal, right: Right): Sight {
  const { changes, needsNoGrant, onlyPeople } = RIGHTS[right];
  if (who.kind === 'guest' && changes) return [];
  if (who.kind === 'token' && onlyPeople) return [];
  if (needsNoGrant) return 'everything';
  const given = sightByGrants(who.grants, right, who.account);
  return who.within === undefined ? given : overlapOf(given, sightByGrants(who.within, right, who.account));
}

/** What grants let a principal see by a right, each area once; by the role self, the rows of the account. */
function sightByGrants(grants: readonly Grant[], right: Right, account: Account | null): Sight {
  const { roles } = RIGHTS[right];
  const own = grants.filter(({ role }) => roles.includes(role));
  const of = own.flatMap((grant): readonly Grant['of'][] =>
    isOfOwnRows(grant, right) ? ownRows(grant.of, account) : [grant.of],
  );
  if (of.includes('everything')) return 'everything';
  const areas = new Map(of.filter((area) => area !== 'everything').map((area) => [formatGrantScope(area), area]));
  return [...areas].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, area]) => area);
}

/** True if the grant gives one's own rows only: the role self sees nothing else, whatever its scope. */
const isOfOwnRows = ({ role }: Grant, right: Right): boolean =>
  right === 'read_own' || (role === 'self' && right !== 'know');

/** The rows of an account within the scope of a grant; nothing while the account is not known. */
function ownRows(of: Grant['of'], account: Account | null): readonly Area[] {
  if (account === null) return [];
  const all = `@${account.host}`;
  const part = { dimension: 'user' as const, name: toPersonValue(account.id) };
  if (of === 'everything' || of.of === all) return [{ of: all, part }];
  return !of.of.startsWith('@') && isOf({ of: all }, of.of) ? [{ of: of.of, part }] : [];
}

const isGranted = ({ grants }: Principal, right: Right): boolean =>
  grants.some(({ role }) => RIGHTS[right].roles.includes(role));

/** True if the principal has the right for something of the span. */
export function isAllowed(who: Principal, right: Right, span: Span = 'narrowed'): boolean {
  // Whether an account is known is said by the answer: somebody may open a page that says whom to ask for it.
  if (right === 'read_own') return (span === 'narrowed' || span === 'nothing') && isGranted(who, right);
  const sight = sightOf(who, right);
  if (sight === 'everything') return true;
  if (span === 'everything') return false;
  return (span === 'whole_scopes' ? wholeScopes(sight) : sight).length > 0;
}

/** The widest span a principal has a right for; null without the right. */
export function spanOf(who: Principal, right: Right): Exclude<Span, 'nothing'> | null {
  return (['everything', 'whole_scopes', 'narrowed'] as const).find((span) => isAllowed(who, right, span)) ?? null;
}

/**
 * Refuses what was not granted.
 * @throws InputError `no_grant` for a principal without any grant, `not_allowed` for all others; the hint names whom to ask.
 */
export function authorize(who: Principal, right: Right, span: Span = 'narrowed'): void {
  if (isAllowed(who, right, span)) return;
  const { says, roles, changes, onlyPeople } = RIGHTS[right];
  if (who.kind === 'guest' && changes) {
    throw new InputError('This demo is open to everybody, so nothing in it can be changed.', {
      code: 'not_allowed',
      hint: 'Start Flightdeck on your own machine to try this.',
    });
  }
  if (who.kind === 'token' && onlyPeople) {
    throw new InputError(`A token may not ${says}.`, {
      code: 'not_allowed',
      hint: 'Sign in and do it on the page.',
    });
  }
  if (who.grants.length === 0) {
    throw new InputError(`${who.name} may see nothing here yet.`, {
      code: 'no_grant',
      hint: 'Ask an administrator of this Flightdeck for a role.',
    });
  }
  if (
    who.within !== undefined &&
    sightByGrants(who.grants, right, who.account).length > 0 &&
    sightByGrants(who.within, right, null).length === 0
  ) {
    throw new InputError(`The maker of this token may no longer ${says}.`, {
      code: 'not_allowed',
      hint: 'Use a token of somebody who may.',
    });
  }
  const where = isAllowed(who, right) ? (span === 'everything' ? ' for everything' : ' for a whole scope') : '';
  throw new InputError(`You may not ${says}${where}.`, {
    code: 'not_allowed',
    hint: `Ask an administrator of this Flightdeck for one of the roles ${roles.join(', ')}${where}.`,
  });
}

/** Dimensions whose values are people: by id, and by the name on a bill. */
const PERSONAL: ReadonlySet<string> = new Set(
  DIMENSIONS.filter(({ name, kind }) => kind === 'person' || name === 'billed_user').map(({ name }) => name),
);

/** True for a dimension whose values are people. */
export const isPersonal = (dimension: string): boolean => PERSONAL.has(dimension);

/** The right a query needs: `read_people` if it names people. */
export function rightOf({
  by,
  where,
}: {
  readonly by: readonly string[];
  readonly where: MetricQuery['where'];
}): 'read_people' | 'read_aggregates' {
  const named = [...by, ...where.map(({ dimension }) => dimension)];
  return named.some(isPersonal) ? 'read_people' : 'read_aggregates';
}
