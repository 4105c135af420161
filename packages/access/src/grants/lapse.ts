import { isSeen } from '@flightdeck/query';
import type { Grant } from '../grant.ts';
import type { Identity } from '../role-map.ts';
import { canHold, isHeldBy, type KeptGrant } from './kept-grant.ts';

/**
 * Why a grant does nothing any more. `other_issuer`: another signed people in when it was given · `person_gone`: the person has not
 * been here for longer than people are remembered · `group_unseen`: nobody who was here is in the group or team · `scope_gone`: there
 * is no data of its scope, and none is synced.
 */
export type Lapse = 'other_issuer' | 'person_gone' | 'group_unseen' | 'scope_gone';

/** What there is to hold a grant against. */
export interface Present {
  /** Who signs people in; null: nobody does, so nothing is known of groups and people. */
  readonly issuer: string | null;
  /** Everybody who is remembered. */
  readonly identities: readonly Identity[];
  /** Keys of the scopes that are loaded or synced. */
  readonly scopes: readonly string[];
}

/** Why a grant given on the page does nothing any more; null: it can still count. */
export function lapseOf(kept: KeptGrant, present: Present): Lapse | null {
  const { issuer, identities } = present;
  if (issuer !== null && !canHold(kept, issuer)) return 'other_issuer';
  if (issuer !== null && !identities.some((identity) => isHeldBy(kept, identity)))
    return kept.to.kind === 'person' ? 'person_gone' : 'group_unseen';
  return lapseOfScope(kept.grant, present);
}

/** The same of a rule of ROLE_MAP; `*` is everybody. */
export function lapseOfRule(rule: { readonly group: string; readonly grant: Grant }, present: Present): Lapse | null {
  const { issuer, identities } = present;
  const isSeen = rule.group === '*' || identities.some(({ groups }) => groups.includes(rule.group));
  return issuer !== null && !isSeen ? 'group_unseen' : lapseOfScope(rule.grant, present);
}

function lapseOfScope({ of }: Grant, { scopes }: Present): Lapse | null {
  // Before the first sync nothing is gone.
  if (of === 'everything' || scopes.length === 0) return null;
  return scopes.some((scope) => isSeen([of], scope)) ? null : 'scope_gone';
}
