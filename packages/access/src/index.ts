export { type Audit, type AuditEvent, createAudit, type Recorded, STRANGER } from './audit.ts';
export { authorize, isAllowed, isPersonal, rightOf, type Span, sightOf, spanOf } from './authorize.ts';
export { formatGrantScope, type Grant, parseGrantScope } from './grant.ts';
export { GUEST, LOCAL, type Principal } from './principal.ts';
export { type Identity, parseAdmins, parseRules, type RoleMap, toPrincipal } from './role-map.ts';
export { RIGHTS, type Right, ROLES, type Role } from './roles.ts';
export { createSealer, type Sealer } from './sessions/sealer.ts';
export type { NewSession, Session } from './sessions/session.ts';
export { createSessions, keyOf, type Sessions } from './sessions/sessions.ts';
