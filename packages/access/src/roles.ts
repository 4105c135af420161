/** The roles there are. */
export const ROLES = ['self', 'viewer', 'analyst', 'auditor', 'admin'] as const;
/** A role of a principal. */
export type Role = (typeof ROLES)[number];

/** Something a principal may do. */
export type Right =
  | 'know'
  | 'know_oneself'
  | 'see_sessions'
  | 'end_sessions'
  | 'become_administrator'
  | 'read_own'
  | 'read_aggregates'
  | 'read_people'
  | 'read_status'
  | 'read_ledger'
  | 'read_changes'
  | 'run_sync'
  | 'sign_off'
  | 'hand_over_file'
  | 'make_tokens'
  | 'read_audit'
  | 'administer';

/** What a right allows, and which roles have it. */
export interface RightRow {
  readonly says: string;
  readonly roles: readonly Role[];
  /** True: it changes something, so guests of a demo do not have it. */
  readonly changes: boolean;
  /** True: every principal has it, as it is about themselves only. */
  readonly needsNoGrant?: true;
  /** True: tokens do not have it. One that could make others would have no end. */
  readonly onlyPeople?: true;
}

/**
 * The table of rights. An administrator runs the system and sees nobody's figures; an administrator who should see them needs a
 * second role.
 */
export const RIGHTS: Readonly<Record<Right, RightRow>> = Object.freeze({
  know: {
    says: 'see what there is to ask for, and who one is',
    roles: ['self', 'viewer', 'analyst', 'auditor', 'admin'],
    changes: false,
  },
  know_oneself: {
    says: 'see who they are here and what they may do',
    roles: ROLES,
    changes: false,
    needsNoGrant: true,
  },
  see_sessions: { says: 'see where they are signed in', roles: ROLES, changes: false, needsNoGrant: true },
  end_sessions: {
    says: 'end their own sessions',
    roles: ROLES,
    changes: true,
    needsNoGrant: true,
    onlyPeople: true,
  },
  become_administrator: {
    says: 'become the first administrator, with the link that the start printed',
    roles: ROLES,
    changes: true,
    needsNoGrant: true,
    onlyPeople: true,
  },
  read_own: { says: 'see their own figures', roles: ['self', 'viewer', 'analyst'], changes: false },
  read_aggregates: {
    says: 'see figures of scopes and teams, without names',
    roles: ['viewer', 'analyst', 'auditor'],
    changes: false,
  },
  read_people: { says: 'see figures of people by name', roles: ['analyst'], changes: false },
  read_status: {
    says: 'see which days there are, and whether all is well',
    roles: ['self', 'viewer', 'analyst', 'auditor', 'admin'],
    changes: false,
  },
  read_ledger: {
    says: 'see every report received, what was left out of it and which days were replaced',
    roles: ['analyst', 'auditor', 'admin'],
    changes: false,
  },
  read_changes: {
    says: 'see by how much replaced totals differ, and standing checks',
    roles: ['analyst', 'auditor'],
    changes: false,
  },
  run_sync: { says: 'start a sync', roles: ['admin'], changes: true },
  sign_off: { says: 'sign off the numbers of a month', roles: ['analyst'], changes: true },
  hand_over_file: { says: 'hand over a report file to compare with', roles: ['analyst'], changes: true },
  make_tokens: {
    says: 'make tokens for machines',
    roles: ['viewer', 'analyst', 'auditor', 'admin'],
    changes: true,
    onlyPeople: true,
  },
  read_audit: { says: 'see who asked for what', roles: ['auditor'], changes: false },
  administer: {
    says: 'change settings, grants, tokens and sessions',
    roles: ['admin'],
    changes: true,
    onlyPeople: true,
  },
});
