import type { Me } from '../../data/session/me.ts';

/** A role and what of: `org:acme/team=web`, or `*` for everything. */
export interface GrantChoice {
  readonly role: string;
  readonly of: string;
}

/** Lives of a token to choose from, in days, none longer than allowed; the one allowed is among them. */
export function expiryChoices(mostDays: number): readonly number[] {
  const usual = [7, 30, 90, 180, 365].filter((days) => days < mostDays);
  return [...usual, mostDays];
}

/** Roles one could give a token: one's own, but for that over oneself, which is of a person. */
export const roleChoices = ({ roles }: Pick<Me, 'roles'>): readonly string[] => [
  ...new Set(roles.map(({ role }) => role).filter((role) => role !== 'self')),
];

/** What of one could give a role: what one has it of, and where that is everything each scope there is, so that it can be narrower. */
export function scopeChoices({ roles }: Pick<Me, 'roles'>, role: string, known: readonly string[]): readonly string[] {
  const own = [...new Set(roles.filter((grant) => grant.role === role).map(({ of }) => of))];
  return own.includes('*') ? ['*', ...known] : own;
}

/** As grants are written. */
export const toGrant = ({ role, of }: GrantChoice): string => `${role}@${of}`;
