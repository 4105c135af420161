/** Whom a request comes from: a person with one role, or with none. */
export const COLUMNS = ['none', 'self', 'viewer', 'analyst', 'auditor', 'admin'] as const;

/**
 * What a cell says, one letter for each way the role is granted and asked for: for everything · for one's own organization, of
 * which is asked · for it, while another is asked of · for one's own team, of which is asked · for it, while another is asked of.
 * `+` answered · `-` refused with 403 · `o` answered as if that other one did not exist (400) · `=` answered without a word of it.
 */
export type Cell = string;

/** Every route by role, written by hand: what is not here must not be served. */
export const TABLE: Readonly<Record<string, readonly [none: Cell, ...Cell[]]>> = {
  //                                   none     self     viewer   analyst  auditor  admin
  'GET /api/v1/catalog': ['-----', '+++++', '+++++', '+++++', '+++++', '+++++'],
  'GET /api/v1/me': ['+++++', '+++++', '+++++', '+++++', '+++++', '+++++'],
  'GET /api/v1/accounts': ['-----', '-----', '-----', '-----', '-----', '+----'],
  'POST /api/v1/accounts': ['-----', '-----', '-----', '-----', '-----', '+----'],
  'GET /api/v1/me/usage': ['-----', '+++++', '+++++', '+++++', '-----', '-----'],
  // Of oneself: a team one is not in has no rows of one's own, whether it is there or not.
  'POST /api/v1/me/queries': ['-----', '++=++', '++=++', '++=++', '-----', '-----'],
  'POST /api/v1/me/query/csv': ['-----', '++o++', '++o++', '++o++', '-----', '-----'],
  'GET /api/v1/sessions': ['+++++', '+++++', '+++++', '+++++', '+++++', '+++++'],
  'POST /api/v1/sessions/end': ['+++++', '+++++', '+++++', '+++++', '+++++', '+++++'],
  'POST /api/v1/sessions/end-others': ['+++++', '+++++', '+++++', '+++++', '+++++', '+++++'],
  'GET /api/v1/sessions/everybody': ['-----', '-----', '-----', '-----', '-----', '+----'],
  'POST /api/v1/sessions/everybody/end': ['-----', '-----', '-----', '-----', '-----', '+----'],
  'GET /api/v1/tokens': ['-----', '-----', '+++++', '+++++', '+++++', '+++++'],
  'POST /api/v1/tokens': ['-----', '-----', '+++++', '+++++', '+++++', '+++++'],
  'POST /api/v1/tokens/revoke': ['-----', '-----', '+++++', '+++++', '+++++', '+++++'],
  'GET /api/v1/grants': ['-----', '-----', '-----', '-----', '-----', '+----'],
  'POST /api/v1/grants': ['-----', '-----', '-----', '-----', '-----', '+----'],
  'POST /api/v1/grants/revoke': ['-----', '-----', '-----', '-----', '-----', '+----'],
  // Whoever is signed in may try; without the secret of the link it is refused.
  'POST /api/v1/first-administrator': ['-----', '-----', '-----', '-----', '-----', '-----'],
  'GET /api/v1/reconcile/sources': ['-----', '+++++', '+++++', '+++++', '+++++', '+++++'],
  'POST /api/v1/query': ['-----', '-----', '++o+o', '++o+o', '++o+o', '-----'],
  'POST /api/v1/query of people': ['-----', '-----', '-----', '++o+o', '-----', '-----'],
  'POST /api/v1/queries': ['-----', '-----', '++=+=', '++=+=', '++=+=', '-----'],
  'GET /api/v1/rows': ['-----', '-----', '++o+o', '++o+o', '++o+o', '-----'],
  'GET /api/v1/rows of people': ['-----', '-----', '-----', '++o+o', '-----', '-----'],
  'POST /api/v1/query/csv': ['-----', '-----', '++o+o', '++o+o', '++o+o', '-----'],
  'POST /api/v1/query/csv of people': ['-----', '-----', '-----', '++o+o', '-----', '-----'],
  'POST /api/v1/reconcile': ['-----', '-----', '++o--', '++o--', '++o--', '-----'],
  'POST /api/v1/reconcile of people': ['-----', '-----', '-----', '++o--', '-----', '-----'],
  'GET /api/v1/audit': ['-----', '-----', '-----', '-----', '+----', '-----'],
  'GET /api/v1/audit/check': ['-----', '-----', '-----', '-----', '+----', '-----'],
  'GET /api/v1/audit/csv': ['-----', '-----', '-----', '-----', '+----', '-----'],
  'GET /api/v1/status': ['-----', '++=+=', '++=+=', '++=+=', '++=+=', '++=+='],
  'GET /api/v1/ledger': ['-----', '-----', '-----', '+----', '+----', '+----'],
  'GET /api/v1/restatements': ['-----', '-----', '-----', '+----', '+----', '-----'],
  'GET /api/v1/settling': ['-----', '-----', '-----', '+----', '+----', '-----'],
  'GET /api/v1/checks': ['-----', '-----', '-----', '+----', '+----', '-----'],
  'GET /api/v1/sign-offs': ['-----', '-----', '-----', '+----', '-----', '-----'],
  'POST /api/v1/sign-offs': ['-----', '-----', '-----', '++o--', '-----', '-----'],
  'POST /api/v1/sign-offs of people': ['-----', '-----', '-----', '++o--', '-----', '-----'],
  'POST /api/v1/reconcile/files': ['-----', '-----', '-----', '+++--', '-----', '-----'],
  'GET /api/v1/settings': ['-----', '-----', '-----', '-----', '-----', '+----'],
  'POST /api/v1/settings': ['-----', '-----', '-----', '-----', '-----', '+----'],
  'POST /api/v1/settings/check': ['-----', '-----', '-----', '-----', '-----', '+----'],
  'GET /api/v1/settings/scopes': ['-----', '-----', '-----', '-----', '-----', '+----'],
  'POST /api/v1/sync': ['-----', '-----', '-----', '-----', '-----', '+----'],
};
