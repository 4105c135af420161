import type { Setting } from './setting.ts';

/** Settings of who may come in, and as what. */
export const ACCESS_SETTINGS = Object.freeze([
  {
    name: 'AUTH_MODE',
    kind: 'text',
    default: 'none',
    secret: false,
    says: 'How people sign in: none (this machine only), proxy (a reverse proxy says who it is), or easyauth (that of Azure does).',
  },
  {
    name: 'AUTH_PROXY_USER_HEADER',
    kind: 'text',
    default: 'X-Forwarded-User',
    secret: false,
    says: 'Header in which the proxy names the person: what never changes, not the e-mail.',
  },
  {
    name: 'AUTH_PROXY_GROUPS_HEADER',
    kind: 'text',
    default: 'X-Forwarded-Groups',
    secret: false,
    says: "Header in which the proxy names the person's groups, separated by commas.",
  },
  {
    name: 'ROLE_MAP',
    kind: 'text',
    default: null,
    secret: false,
    says: 'Who may see what: GROUP:ROLE@SCOPE, separated by commas, as leads:viewer@org:acme/team=web; roles: self, viewer, analyst, auditor, admin; * for everybody, or everything.',
  },
  {
    name: 'ADMINS',
    kind: 'text',
    default: null,
    secret: false,
    says: 'First administrators, separated by commas: subjects, verified e-mails, or group:NAME.',
  },
  {
    name: 'METRICS_TOKEN',
    kind: 'secret',
    default: null,
    secret: true,
    says: 'What Prometheus sends as a bearer token to read /metrics where people sign in.',
  },
] as const satisfies readonly Setting[]);
