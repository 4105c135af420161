import type { Setting } from '../setting.ts';

/** Settings of who may come in, and as what. */
export const ACCESS_SETTINGS = Object.freeze([
  {
    name: 'AUTH_MODE',
    kind: 'text',
    default: 'none',
    secret: false,
    says: 'How people sign in: none (this machine only), oidc (with OpenID Connect), proxy (a reverse proxy says who it is), or easyauth (that of Azure does).',
  },
  {
    name: 'OIDC_ISSUER',
    kind: 'text',
    default: null,
    secret: false,
    says: 'Who signs people in, exactly as it names itself: https://login.microsoftonline.com/TENANT/v2.0, https://id.example.com/realms/NAME.',
  },
  {
    name: 'OIDC_CLIENT_ID',
    kind: 'text',
    default: null,
    secret: false,
    says: 'Id under which Flightdeck is registered there.',
  },
  {
    name: 'OIDC_CLIENT_SECRET',
    kind: 'secret',
    default: null,
    secret: true,
    says: 'Secret of that registration.',
  },
  {
    name: 'OIDC_GROUPS_CLAIM',
    kind: 'text',
    default: 'groups',
    secret: false,
    says: 'Claim that names the groups of a person for ROLE_MAP: a text or a list; roles for app roles of Entra ID.',
  },
  {
    name: 'OIDC_SCOPES',
    kind: 'text',
    default: 'openid profile email',
    secret: false,
    says: 'What is asked of it, separated by spaces; some want one more for groups.',
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
    name: 'AUTH_EASYAUTH_PROVIDER',
    kind: 'text',
    default: 'aad',
    secret: false,
    says: "Of the providers that Azure's authentication can sign people in with, the one whose people are let in: aad (Entra ID), or the name of a custom one.",
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
