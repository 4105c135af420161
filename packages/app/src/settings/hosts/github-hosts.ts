import { InputError, type Scope } from '@flightdeck/catalog';
import { badSetting, readUrl, readWhole } from '../setting-values.ts';
import { SETTINGS, type Setting, type SettingName } from '../settings.ts';

/** Who we are to GitHub. */
export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | {
      readonly kind: 'app';
      readonly appId: number;
      readonly privateKey: string;
      readonly installationId: number | undefined;
    };

/** A host of GitHub and who we are to it. */
export interface GithubHost {
  /** As scopes name it: `api.github.com`. */
  readonly host: string;
  /** Base of its REST API; the credentials are sent there and nowhere else. */
  readonly apiUrl: string;
  /** Null when nothing was given. */
  readonly credentials: Credentials | null;
}

/** The settings of a host's address and credentials, each of which may carry `__HOST`. */
export const HOST_SETTINGS: readonly Setting[] = SETTINGS.filter((setting: Setting) => setting.perHost);

const MARK = '__';
const NAMED = new RegExp(`^(?:${HOST_SETTINGS.map(({ name }) => name).join('|')})${MARK}([A-Z0-9_]+?)(?:_FILE)?$`);

/** What stands behind `__` in the settings of a host: the name in a browser, upper case, `_` for all but letters and digits. */
export function suffixOf(host: string): string {
  const shown = host.replace(/^api\.(?=(?:github\.com|[a-z0-9-]+\.ghe\.com)$)/, '');
  return shown.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}

/** `GITHUB_TOKEN` of `api.big.ghe.com` → `GITHUB_TOKEN__BIG_GHE_COM`. */
export function hostSettingName(name: SettingName, host: string): string {
  return `${name}${MARK}${suffixOf(host)}`;
}

/** The suffix of a host's setting, `BIG_GHE_COM` of `GITHUB_TOKEN__BIG_GHE_COM`; null for any other name. */
export function hostSuffix(name: string): string | null {
  return NAMED.exec(name)?.[1] ?? null;
}

/** The host's own edition of a setting. */
export function hostSetting(setting: Setting, host: string): Setting {
  const example = setting.kind === 'url' ? `https://${host}` : null;
  return { ...setting, name: `${setting.name}${MARK}${suffixOf(host)}`, default: example };
}

/** A text and the setting it was given in; null when not given. */
export type FindText = (name: SettingName) => { readonly setting: Setting; readonly text: string } | null;

/**
 * Address and credentials of a host.
 * @throws InputError `bad_setting`, `given_twice`.
 */
export function readGithubHost(host: string, usualUrl: string, find: FindText): GithubHost {
  const read = <T>(name: SettingName, parse: (setting: Setting, text: string) => T): Given<T> | null => {
    const found = find(name);
    return found && { name: found.setting.name, value: parse(found.setting, found.text) };
  };
  const whole = (setting: Setting, text: string) => readWhole(setting, text, 1, 1e12);
  return {
    host,
    apiUrl: read('GITHUB_API_URL', readUrl)?.value ?? usualUrl,
    credentials: readCredentials({
      token: read('GITHUB_TOKEN', readToken),
      appId: read('GITHUB_APP_ID', whole),
      privateKey: read('GITHUB_APP_PRIVATE_KEY', readPrivateKey),
      installationId: read('GITHUB_APP_INSTALLATION_ID', whole),
    }),
  };
}

/**
 * @throws InputError `given_twice` when two hosts have one address, so that only their names would distinguish their
 * reports.
 */
export function requireOwnAddresses(hosts: readonly GithubHost[]): void {
  for (const [index, { host, apiUrl }] of hosts.entries()) {
    const other = hosts.slice(0, index).find((earlier) => earlier.apiUrl === apiUrl);
    if (!other) continue;
    throw new InputError(`${host} and ${other.host} have the same address, ${apiUrl}.`, {
      code: 'given_twice',
      hint: `Correct ${hostSettingName('GITHUB_API_URL', host)}, or name one of the two hosts in FLIGHTDECK_SCOPES.`,
    });
  }
}

/** The configured host of a scope. */
export function hostOf(hosts: readonly GithubHost[], scope: Scope): GithubHost | undefined {
  return hosts.find(({ host }) => host === scope.host);
}

/** True when there are credentials for any host. */
export function hasCredentials({ githubHosts }: { readonly githubHosts: readonly GithubHost[] }): boolean {
  return githubHosts.some(({ credentials }) => credentials !== null);
}

interface Given<T> {
  readonly name: string;
  readonly value: T;
}

function readToken(setting: Setting, text: string): string {
  if (/^[\x21-\x7e]{8,}$/.test(text)) return text;
  throw badSetting(
    setting,
    text,
    'Copy the whole token from GitHub: Settings → Developer settings → Personal access tokens.',
  );
}

function readPrivateKey(setting: Setting, text: string): string {
  const key = text.replaceAll('\\n', '\n');
  if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----\n[\s\S]+-----END [A-Z ]*PRIVATE KEY-----$/.test(key)) return key;
  throw badSetting(setting, text, `Give the PEM file GitHub made: ${setting.name}_FILE=/path/to/app.private-key.pem.`);
}

function readCredentials(given: {
  readonly token: Given<string> | null;
  readonly appId: Given<number> | null;
  readonly privateKey: Given<string> | null;
  readonly installationId: Given<number> | null;
}): Credentials | null {
  const { token, appId, privateKey, installationId } = given;
  if (token && appId) {
    throw new InputError(`${token.name} and ${appId.name} are both set.`, {
      code: 'given_twice',
      hint: 'Remove one of them: a token and a GitHub App are two ways to sign in.',
    });
  }
  if (token) return { kind: 'token', token: token.value };
  if (appId && privateKey) {
    const { value } = privateKey;
    return { kind: 'app', appId: appId.value, privateKey: value, installationId: installationId?.value };
  }
  if (!appId && !privateKey) return null;
  const missing = appId
    ? appId.name.replace('GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY')
    : (privateKey?.name.replace('GITHUB_APP_PRIVATE_KEY', 'GITHUB_APP_ID') ?? '');
  throw new InputError(`A GitHub App needs ${missing} too.`, {
    code: 'bad_setting',
    hint: `Set ${missing} (or ${missing}_FILE).`,
  });
}
