import { parseAdmins, parseRules, type RoleMap } from '@flightdeck/access';
import { InputError } from '@flightdeck/catalog';
import type { Network } from './networks.ts';
import type { Setting } from './setting.ts';
import { badSetting, isLoopback, readWord } from './setting-values.ts';

/** Ways people sign in. */
const AUTH_MODES = ['none', 'proxy', 'easyauth'] as const;

/** Who may come in, and as what. */
export interface SignIn {
  readonly mode: (typeof AUTH_MODES)[number];
  /** Header names, lower case. */
  readonly userHeader: string;
  readonly groupsHeader: string;
  readonly roles: RoleMap;
  /** What may read the metrics without being a person; null: nothing. */
  readonly metricsToken: string | null;
}

/** A way to sign in. @throws InputError `bad_setting`, also for ways that are not there yet. */
export function readAuthMode(setting: Setting, text: string): SignIn['mode'] {
  return readWord(setting, text, AUTH_MODES);
}

/** Headers that say other things, so that no stranger's browser could name a person by them. */
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

/**
 * Refuses a way to sign in that is not whole: a proxy that is not named, an address that is not known or not safe, nobody who
 * would be granted anything.
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
  // Whoever may choose their name would choose their groups.
  if (signIn.mode === 'proxy' && signIn.userHeader === signIn.groupsHeader) {
    throw new InputError('AUTH_MODE=proxy reads the person and the groups from one header.', {
      code: 'sign_in_not_whole',
      hint: 'Set AUTH_PROXY_USER_HEADER and AUTH_PROXY_GROUPS_HEADER to two.',
    });
  }
  const refuse = (why: string, hint: string): InputError =>
    new InputError(`AUTH_MODE=${signIn.mode} ${why}.`, { code: 'sign_in_not_whole', hint });
  if (reach.trustedProxies.length === 0) {
    throw refuse(
      'believes what a proxy says of who is asking, and no proxy is named',
      'Set TRUSTED_PROXIES to the addresses it connects from.',
    );
  }
  if (reach.publicUrl === null)
    throw refuse('needs the address people open', 'Set PUBLIC_URL to it, such as https://stats.example.com/.');
  const { hostname } = new URL(reach.publicUrl.origin);
  if (!reach.publicUrl.isSecure && !isLoopback(hostname.replace(/^\[(.*)\]$/, '$1')))
    throw refuse('would let others on the network read along', 'Set PUBLIC_URL to an address of https.');
  if (signIn.roles.rules.length === 0 && signIn.roles.admins.length === 0) {
    throw refuse(
      'lets people in of whom nobody may see anything',
      'Set ROLE_MAP, such as leads:viewer@org:acme, or ADMINS.',
    );
  }
}
