export { type Account, formatAccount, toAccount } from './accounts/account.ts';
export {
  type Audit,
  type AuditEvent,
  type AuditLine,
  createAudit,
  isRecorded,
  type Recorded,
  STRANGER,
} from './audit.ts';
export { MOST_IDS, MOST_SCOPES, type Named } from './audit-named.ts';
export { authorize, isAllowed, isPersonal, rightOf, type Span, sightOf, spanOf } from './authorize.ts';
export { formatGrantScope, type Grant, parseGrantScope } from './grant.ts';
export { GUEST, LOCAL, type Principal } from './principal.ts';
export { type Identity, parseAdmins, parseRules, type RoleMap, toPersonKey, toPrincipal } from './role-map.ts';
export { RIGHTS, type Right, ROLES, type Role } from './roles.ts';
export { createSealer, type Sealer } from './sessions/sealer.ts';
export type { NewSession, Session } from './sessions/session.ts';
export { createSessions, keyOf, type Sessions } from './sessions/sessions.ts';
