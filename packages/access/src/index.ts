export { type Account, formatAccount, toAccount } from './accounts/account.ts';
export { type Accounts, createAccounts } from './accounts/accounts.ts';
export { type AccountChange, accountChanges } from './accounts/changes.ts';
export { createOrganizations, type Organizations } from './accounts/organizations.ts';
export { type AccountRow, readAccountRows } from './accounts/table.ts';
export {
  AUDIT_KINDS,
  type Audit,
  type AuditEvent,
  type AuditKind,
  type AuditLine,
  createAudit,
  isRecorded,
  type Recorded,
  STRANGER,
} from './audit/audit.ts';
export { type AuditFilter, isWanted, parseAuditLine } from './audit/audit-filter.ts';
export { MOST_IDS, MOST_SCOPES, type Named } from './audit/audit-named.ts';
export { authorize, isAllowed, isPersonal, rightOf, type Span, sightOf, spanOf } from './authorize.ts';
export { formatGrant, formatGrantScope, type Grant, parseGrant, parseGrantScope } from './grant.ts';
export { createFirstAdministrator, type FirstAdministrator } from './grants/first-administrator.ts';
export { canHold, type Holder, type KeptGrant } from './grants/kept-grant.ts';
export { createKeptGrants, type KeptGrants } from './grants/kept-grants.ts';
export { type Lapse, lapseOf, lapseOfRule, type Present } from './grants/lapse.ts';
export { createPeople, type People, type SeenPerson } from './grants/people.ts';
export { easyAuthIssuer, githubIssuer } from './issuer.ts';
export { GUEST, LOCAL, type Principal } from './principal.ts';
export { folderRecords, type NamedText, type Records } from './records.ts';
export { type Identity, parseAdmins, parseRules, type RoleMap } from './role-map.ts';
export { RIGHTS, type Right, ROLES, type Role } from './roles.ts';
export { createSealer, type Sealer } from './sessions/sealer.ts';
export type { NewSession, Session } from './sessions/session.ts';
export { createSessions, keyOf, type Sessions } from './sessions/sessions.ts';
export type { Token } from './tokens/token.ts';
export { parseToken, TOKEN_PATTERN } from './tokens/token-text.ts';
export { createTokens, type NewToken, type TokenState, type Tokens } from './tokens/tokens.ts';
