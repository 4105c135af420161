import { join, resolve } from 'node:path';
import { InputError, type Scope } from '@flightdeck/catalog';
import {
  badSetting,
  isLoopback,
  LOG_FORMATS,
  LOG_LEVELS,
  readHost,
  readHosts,
  readInterval,
  readScopes,
  readUrl,
  readWhole,
  readWord,
} from './setting-values.ts';
import type { Setting, SettingName } from './settings.ts';
import { checkEnvironment, gatherTexts, type Origin, parseConfigFile, type ReadFile, type Texts } from './sources.ts';

/** Who we are to GitHub; null when nothing was given. */
export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | {
      readonly kind: 'app';
      readonly appId: number;
      readonly privateKey: string;
      readonly installationId: number | undefined;
    };

/** Every setting, read and checked. Paths are absolute. */
export interface Config {
  readonly credentials: Credentials | null;
  readonly apiUrl: string;
  readonly scopes: readonly Scope[];
  readonly dataFolder: string;
  readonly dbFile: string;
  /** Null: no sync by itself. */
  readonly syncIntervalMs: number | null;
  readonly host: string;
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly logFormat: (typeof LOG_FORMATS)[number];
  readonly proxy: { readonly httpsProxy?: string; readonly httpProxy?: string; readonly noProxy?: string };
  readonly downloadHosts: readonly string[];
  readonly demo: { readonly people: number; readonly days: number };
  /** Values as given, for `describeConfig`. */
  readonly given: readonly GivenSetting[];
}

/** The effective text of a setting and where it came from; secrets as `***`. */
export interface GivenSetting {
  readonly name: string;
  readonly value: string | null;
  readonly origin: Origin;
  /** The NAME_FILE or configuration file it was read from. */
  readonly file: string | null;
}

/** What a configuration is read from. */
export interface ConfigInput {
  /** By setting name; `config` is the configuration file asked for. */
  readonly flags: Texts;
  readonly configFile?: string | undefined;
  readonly env: Texts;
  readonly cwd: string;
  readonly readFile: ReadFile;
}

/** Configuration file read when it exists and no other is asked for. */
export const CONFIG_FILE = 'flightdeck.config.json';

/**
 * The configuration: flags before environment before file before defaults.
 * @throws InputError naming the setting and what to write instead.
 */
export function readConfig({ flags, configFile, env, cwd, readFile }: ConfigInput): Config {
  checkEnvironment(env);
  const from = (path: string) => readFile(resolve(cwd, path));
  const path = configFile ?? CONFIG_FILE;
  const content = from(path);
  if (content === null && configFile !== undefined) {
    throw new InputError(`There is no configuration file ${configFile}.`, {
      code: 'file_missing',
      hint: `Correct --config, or leave it out to read ${CONFIG_FILE} when it exists.`,
    });
  }
  const texts = gatherTexts(
    [
      { origin: 'flag', texts: flags },
      { origin: 'environment', texts: env },
      { origin: 'file', texts: content === null ? {} : parseConfigFile(path, content) },
    ],
    from,
  );
  const read = <T>(name: SettingName, parse: (setting: Setting, text: string) => T): T | null => {
    const sourced = texts.get(name);
    return sourced?.text ? parse(sourced.setting, sourced.text) : null;
  };
  const text = (_: Setting, value: string) => value;
  const whole = (least: number, most: number) => (setting: Setting, value: string) =>
    readWhole(setting, value, least, most);
  const apiUrl = read('GITHUB_API_URL', readUrl) ?? '';
  const dataFolder = resolve(cwd, read('FLIGHTDECK_DATA', text) ?? '');
  const dbFile = read('FLIGHTDECK_DB', text);
  const httpsProxy = read('HTTPS_PROXY', readUrl);
  const httpProxy = read('HTTP_PROXY', readUrl);
  const noProxy = read('NO_PROXY', text);
  return {
    credentials: readCredentials({
      token: read('GITHUB_TOKEN', readToken),
      appId: read('GITHUB_APP_ID', whole(1, 1e12)),
      privateKey: read('GITHUB_APP_PRIVATE_KEY', readPrivateKey),
      installationId: read('GITHUB_APP_INSTALLATION_ID', whole(1, 1e12)),
    }),
    apiUrl,
    scopes: read('FLIGHTDECK_SCOPES', (setting, value) => readScopes(setting, value, apiUrl)) ?? [],
    dataFolder,
    dbFile: dbFile === null ? join(dataFolder, 'flightdeck.duckdb') : resolve(cwd, dbFile),
    syncIntervalMs: read('SYNC_INTERVAL', readInterval),
    host: read('HOST', readHost) ?? '',
    port: read('PORT', whole(0, 65_535)) ?? 0,
    logLevel: read('LOG_LEVEL', (setting, value) => readWord(setting, value, LOG_LEVELS)) ?? 'info',
    logFormat: read('LOG_FORMAT', (setting, value) => readWord(setting, value, LOG_FORMATS)) ?? 'auto',
    proxy: { ...(httpsProxy && { httpsProxy }), ...(httpProxy && { httpProxy }), ...(noProxy && { noProxy }) },
    downloadHosts: read('FLIGHTDECK_DOWNLOAD_HOSTS', readHosts) ?? [],
    demo: {
      people: read('FLIGHTDECK_DEMO_PEOPLE', whole(1, 100_000)) ?? 0,
      days: read('FLIGHTDECK_DEMO_DAYS', whole(7, 730)) ?? 0,
    },
    given: [...texts.values()].map((sourced) => ({
      name: sourced.setting.name,
      value: sourced.text === null ? null : sourced.setting.secret ? '***' : sourced.text,
      origin: sourced.origin,
      file: sourced.file ?? (sourced.origin === 'file' ? path : null),
    })),
  };
}

/** The effective settings, one a line, with where each came from; secrets as `***`. */
export function describeConfig(config: Config): string {
  const width = Math.max(...config.given.map(({ name }) => name.length));
  return config.given
    .map(({ name, value, origin, file }) => {
      const from = file ? `${origin}, ${file}` : origin;
      return `${name.padEnd(width)}  ${value ?? '(not set)'}  [${from}]\n`;
    })
    .join('');
}

/**
 * Refuses to listen where others on the network could reach it.
 * @throws InputError `no_authentication`.
 */
export function requireLoopback({ host }: Pick<Config, 'host'>): void {
  if (isLoopback(host)) return;
  throw new InputError(
    `HOST=${host} would show named people's usage to anybody on the network: there is no sign-in yet.`,
    {
      code: 'no_authentication',
      hint: 'Set HOST=127.0.0.1 and put a reverse proxy that signs people in before it, or use an SSH tunnel.',
    },
  );
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
  readonly token: string | null;
  readonly appId: number | null;
  readonly privateKey: string | null;
  readonly installationId: number | null;
}): Credentials | null {
  const { token, appId, privateKey, installationId } = given;
  if (token !== null && appId !== null) {
    throw new InputError('GITHUB_TOKEN and GITHUB_APP_ID are both set.', {
      code: 'given_twice',
      hint: 'Remove one of them: a token and a GitHub App are two ways to sign in.',
    });
  }
  if (token !== null) return { kind: 'token', token };
  if (appId === null && privateKey === null) return null;
  if (appId === null || privateKey === null) {
    const missing = appId === null ? 'GITHUB_APP_ID' : 'GITHUB_APP_PRIVATE_KEY';
    throw new InputError(`A GitHub App needs ${missing} too.`, {
      code: 'bad_setting',
      hint: `Set ${missing} (or ${missing}_FILE).`,
    });
  }
  return { kind: 'app', appId, privateKey, installationId: installationId ?? undefined };
}
