import { easyAuthIssuer, githubIssuer, parseAdmins, parseRules, type RoleMap } from '@flightdeck/access';
import { InputError, toApiHost } from '@flightdeck/catalog';
import type { GithubHost } from './hosts/github-hosts.ts';
import type { Network } from './networks.ts';
import type { Setting } from './setting.ts';
import { badSetting, isLoopback, readWord } from './setting-values.ts';
import type { ClientCredential } from './sign-in/client-credential.ts';

/** Ways people sign in. */
const AUTH_MODES = ['none', 'oidc', 'github', 'proxy', 'easyauth'] as const;

/** How people sign in, and what they are granted by settings. */
export interface SignIn {
  readonly mode: (typeof AUTH_MODES)[number];
  /** The proxy as the issuer of people. */
  readonly proxyName: string;
  /** Header names, lower case. */
  readonly userHeader: string;
  readonly groupsHeader: string;
  /** The provider of Azure's authentication whose people are let in, lower case. */
  readonly easyAuthProvider: string;
  readonly oidc: OidcSettings;
  readonly github: GithubSignIn;
  readonly roles: RoleMap;
  /** Bearer token for `/metrics` (METRICS_TOKEN); null: none. */
  readonly metricsToken: string | null;
  /** Longest life of a token, in days. */
  readonly tokenMostDays: number;
}

/** Who says who is there, as identities name it; null: nobody signs in, or it is not said yet who does. */
export function issuerOf({ mode, oidc, github, proxyName, easyAuthProvider }: SignIn): string | null {
  switch (mode) {
    case 'none':
      return null;
    case 'oidc':
      return oidc.issuer;
    case 'github':
      return githubIssuer(github.apiUrl);
    case 'proxy':
      return proxyName;
    case 'easyauth':
      return easyAuthIssuer(easyAuthProvider);
  }
}

/** Who signs people in with OpenID Connect, and what Flightdeck is to it; null: not said. */
export interface OidcSettings {
  readonly issuer: string | null;
  readonly clientId: string | null;
  /** The credential; the names of the settings if several were given, of which only one may be. */
  readonly credential: ClientCredential | readonly string[] | null;
  readonly groupsClaim: string;
  readonly scopes: string;
}

/** The OAuth App people sign in with at a host of GitHub; null in a field: not set. */
export interface GithubSignIn {
  /** As scopes name it. */
  readonly host: string;
  readonly apiUrl: string;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  /** Logins of the organizations whose data is synced. */
  readonly organizations: readonly string[];
}

/** A host of GitHub that scopes are on. @throws InputError `bad_setting`. */
export function readSignInHost(setting: Setting, text: string, hosts: readonly GithubHost[]): GithubHost {
  const found = hosts.find(({ host }) => host === toApiHost(text.toLowerCase()));
  if (found !== undefined) return found;
  const known = hosts.map(({ host }) => host).join(', ');
  throw badSetting(setting, text, `Write one of the hosts that scopes are on: ${known}.`);
}

/** The issuer's name for itself, unchanged, as it is compared letter by letter. @throws InputError `bad_setting`. */
export function readIssuer(setting: Setting, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && [url.username, url.password, url.search, url.hash].every((part) => part === '');
  if (!isPlain || !isSafe(url))
    throw badSetting(
      setting,
      text,
      `Write ${setting.name}=https://id.example.com/realms/NAME, as the issuer names itself.`,
    );
  // Microsoft's endpoints for every tenant would let in anybody with an account anywhere.
  const [, tenant] = /^\/(common|organizations|consumers)(?:\/|$)/.exec(url.pathname) ?? [];
  if (tenant !== undefined && /^login\.(?:microsoftonline|windows)\./.test(url.hostname))
    throw badSetting(
      setting,
      text,
      `Write the id of your own tenant instead of ${tenant}: others would be let in too.`,
    );
  return text;
}

/** Scopes to ask for. @throws InputError `bad_setting` without `openid`. */
export function readOidcScopes(setting: Setting, text: string): string {
  const words = text.split(/\s+/);
  if (words.includes('openid') && words.every((word) => /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/.test(word)))
    return words.join(' ');
  throw badSetting(setting, text, `Write ${setting.name}="openid profile email groups"; openid is always one of them.`);
}

/** True if nobody on the network can read along. */
const isSafe = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(nameOf(url)));

const nameOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** The way people sign in. @throws InputError `bad_setting`. */
export function readAuthMode(setting: Setting, text: string): SignIn['mode'] {
  return readWord(setting, text, AUTH_MODES);
}

/** Headers with another meaning, which may not name a person. */
const TAKEN: ReadonlySet<string> = new Set([
  'host',
  'cookie',
  'origin',
  'authorization',
  'user-agent',
  'referer',
  'from',
  'connection',
  'content-type',
  'content-length',
  'if-none-match',
  'accept',
  'accept-encoding',
  'accept-language',
  'sec-fetch-site',
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
]);

/** The name of a header, lower case. @throws InputError `bad_setting`. */
export function readHeaderName(setting: Setting, text: string): string {
  const name = text.toLowerCase();
  // With an underscore some proxies pass on what a stranger sent under that very name.
  if (/^[a-z][a-z0-9-]{1,63}$/.test(name) && !TAKEN.has(name)) return name;
  throw badSetting(setting, text, `Write ${setting.name}=${setting.default}.`);
}

/** What a proxy is called, lower case; no address, so that it is taken for no other issuer. @throws InputError `bad_setting`. */
export function readProxyName(setting: Setting, text: string): string {
  const name = text.toLowerCase();
  if (/^[a-z0-9][a-z0-9._-]{0,63}$/.test(name)) return name;
  throw badSetting(setting, text, `Write ${setting.name}=authelia: letters, digits, dots and dashes.`);
}

/** Name of a provider of Azure's authentication, lower case. @throws InputError `bad_setting`. */
export function readEasyAuthProvider(setting: Setting, text: string): string {
  const name = text.toLowerCase();
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(name)) return name;
  throw badSetting(setting, text, `Write ${setting.name}=${setting.default}, as X-MS-CLIENT-PRINCIPAL-IDP has it.`);
}

/** @throws InputError `bad_setting` saying which rule is not one. */
export function readRules(setting: Setting, text: string): RoleMap['rules'] {
  try {
    return parseRules(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw badSetting(setting, text, `${error.message} ${error.hint ?? ''}`);
  }
}

/** First administrators. */
export const readAdmins = (_: Setting, text: string): readonly string[] => parseAdmins(text);

type Refuse = (why: string, hint: string) => InputError;

function requireGiven(given: Readonly<Record<string, unknown>>, refuse: Refuse): void {
  const missing = Object.keys(given).filter((name) => given[name] === null);
  if (missing.length > 0)
    throw refuse(`needs ${missing.join(', ')}`, 'Register Flightdeck where people sign in and set what it says there.');
}

/**
 * Refuses incomplete sign-in settings: a proxy that is not named, an address that is missing or not safe.
 * @throws InputError `sign_in_not_whole`.
 */
export function requireWholeSignIn({
  reach,
  signIn,
}: {
  readonly reach: {
    readonly trustedProxies: readonly Network[];
    readonly publicUrl: { readonly origin: string; readonly isSecure: boolean } | null;
  };
  readonly signIn: SignIn;
}): void {
  if (signIn.mode === 'none') return;
  // Whoever can choose their name could choose their groups.
  if (signIn.mode === 'proxy' && signIn.userHeader === signIn.groupsHeader) {
    throw new InputError('AUTH_MODE=proxy reads the person and the groups from one header.', {
      code: 'sign_in_not_whole',
      hint: 'Set AUTH_PROXY_USER_HEADER and AUTH_PROXY_GROUPS_HEADER to two.',
    });
  }
  const refuse: Refuse = (why, hint) =>
    new InputError(`AUTH_MODE=${signIn.mode} ${why}.`, { code: 'sign_in_not_whole', hint });
  if (signIn.mode === 'oidc') {
    const { issuer, clientId, credential } = signIn.oidc;
    requireGiven({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: credential }, refuse);
    if (Array.isArray(credential))
      throw refuse(
        `is given ${credential.join(' and ')}`,
        'Set the one that stands in the registration and leave out the others.',
      );
  } else if (signIn.mode === 'github') {
    const { clientId, clientSecret, apiUrl, organizations } = signIn.github;
    requireGiven({ GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret }, refuse);
    if (!isSafe(new URL(apiUrl)))
      throw refuse(`would send its secret to ${apiUrl} for all to read`, 'Set GITHUB_API_URL to an address of https.');
    const { rules, admins } = signIn.roles;
    if (organizations.length + rules.length === 0 && !admins.some((entry) => /^group:./.test(entry)))
      throw refuse(
        'knows no organization whose members it would let in',
        'Name one in FLIGHTDECK_SCOPES (org:acme), ROLE_MAP (acme:viewer@enterprise:big) or ADMINS (group:acme/ops).',
      );
  } else if (reach.trustedProxies.length === 0) {
    throw refuse(
      'believes what a proxy says of who is asking, and no proxy is named',
      'Set TRUSTED_PROXIES to the addresses it connects from.',
    );
  }
  if (reach.publicUrl === null)
    throw refuse('needs the address people open', 'Set PUBLIC_URL to it, such as https://stats.example.com/.');
  if (!reach.publicUrl.isSecure && !isLoopback(nameOf(new URL(reach.publicUrl.origin))))
    throw refuse('would let others on the network read along', 'Set PUBLIC_URL to an address of https.');
}
