import { ACCOUNT_ROUTES } from './access/accounts.ts';
import { AUDIT_ROUTES } from './access/audit.ts';
import { GRANT_ROUTES } from './access/grants.ts';
import { MINE_ROUTES } from './access/mine.ts';
import { TOKEN_ROUTES } from './access/tokens.ts';
import { CATALOG_ROUTES } from './catalog.ts';
import { ME_ROUTES } from './me.ts';
import { QUERY_ROUTES } from './query.ts';
import { RECONCILE_ROUTES } from './reconcile.ts';
import { RESTATEMENT_ROUTES } from './restatements.ts';
import { SESSION_ROUTES } from './sessions.ts';
import { SETTING_ROUTES } from './settings.ts';
import { STATUS_ROUTES } from './status.ts';

/** Every route of the API, in the order of the document. */
export const ROUTES = [
  ...QUERY_ROUTES,
  ...CATALOG_ROUTES,
  ...ME_ROUTES,
  ...MINE_ROUTES,
  ...ACCOUNT_ROUTES,
  ...STATUS_ROUTES,
  ...RECONCILE_ROUTES,
  ...RESTATEMENT_ROUTES,
  ...SESSION_ROUTES,
  ...TOKEN_ROUTES,
  ...GRANT_ROUTES,
  ...AUDIT_ROUTES,
  ...SETTING_ROUTES,
] as const;
