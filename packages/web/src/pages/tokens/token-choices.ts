import type { Me } from '../../data/session/me.ts';

/** A role and its scope: `org:acme/team=web`, or `*` for everything. */
export interface GrantChoice {
  readonly role: string;
  readonly of: string;
}

/** Lives of a token to choose from, in days, none longer than allowed; the one allowed is among them. */
export function expiryChoices(mostDays: number): readonly number[] {
  const usual = [7, 30, 90, 180, 365].filter((days) => days < mostDays);
  return [...usual, mostDays];
}

/** Roles one can give a token: one's own, except self, which is about a person. */
export const roleChoices = ({ roles }: Pick<Me, 'roles'>): readonly string[] => [
  ...new Set(roles.map(({ role }) => role).filter((role) => role !== 'self')),
];

/** Scopes one can give a role in: those one has it in and, if that is everything, each scope too, so that it can be narrower. */
export function scopeChoices({ roles }: Pick<Me, 'roles'>, role: string, known: readonly string[]): readonly string[] {
  const own = [...new Set(roles.filter((grant) => grant.role === role).map(({ of }) => of))];
  return own.includes('*') ? ['*', ...known] : own;
}

/** As grants are written. */
export const toGrant = ({ role, of }: GrantChoice): string => `${role}@${of}`;
