import { join, resolve } from 'node:path';
import { InputError, LIST_SEAT_PRICES, type Scope, type SeatPrices } from '@flightdeck/catalog';
import { type BackupSchedule, readBackupSchedule } from '../backup/schedule/backup-schedule.ts';
import { readCountry, readDates, readWeekdays, type WorkDays } from './calendar/calendar.ts';
import { ENV_FILE, type EnvFile, parseEnvFile } from './given/env-file.ts';
import { findUnknown } from './given/find-unknown.ts';
import type { SettingNotice } from './given/notice.ts';
import { takeOld } from './given/take-old.ts';
import { gatherGithubHosts } from './hosts/gather-github-hosts.ts';
import { type GithubHost, suffixOf } from './hosts/github-hosts.ts';
import { credentialsFrom, KEPT_FOLDER, type Kept, readKept, withoutCredentials } from './kept/kept.ts';
import { readNetworks } from './networks.ts';
import { type Reach, readPublicUrl, readTls } from './reach.ts';
import { type Remote, readRemoteToken, readRemoteUrl } from './remote.ts';
import { requireNamed } from './require-named.ts';
import type { Setting } from './setting.ts';
import {
  hostOfApi,
  LOG_FORMATS,
  LOG_LEVELS,
  readHost,
  readHosts,
  readInterval,
  readPercent,
  readScopes,
  readSeatPrices,
  readSize,
  readUrl,
  readWhole,
  readWord,
  SWITCHES,
} from './setting-values.ts';
import type { SettingName } from './settings.ts';
import { readAssertion, readClientKey, toCredential } from './sign-in/client-credential.ts';
import {
  readAdmins,
  readAuthMode,
  readEasyAuthProvider,
  readHeaderName,
  readIssuer,
  readOidcScopes,
  readProxyName,
  readRules,
  readSignInHost,
  type SignIn,
} from './sign-in.ts';
import {
  checkNames,
  gatherTexts,
  type Origin,
  parseConfigFile,
  type ReadFile,
  type SourcedText,
  type TextSource,
  type Texts,
} from './sources.ts';
import { type ClusterSettings, readCluster, requireClusterFor } from './store/cluster.ts';
import { readTraceHeaders, type TraceSettings } from './traces/traces.ts';

/** Every setting, read and checked. Paths are absolute. */
export interface Config {
  /** Hosts of GitHub: first the one of scopes without @HOST, then those that other scopes name. */
  readonly githubHosts: readonly [GithubHost, ...GithubHost[]];
  /** Settings of hosts that no scope lies on: probably misspelt. */
  readonly strayHostSettings: readonly string[];
  readonly scopes: readonly Scope[];
  readonly dataFolder: string;
  readonly dbFile: string;
  /** The cluster that holds the data; null: the database file does. */
  readonly cluster: ClusterSettings | null;
  /** True: the cluster has the sessions, tokens, grants, people and accounts as well; false: the data folder has. */
  readonly accessInCluster: boolean;
  /** Milliseconds between two syncs; null: no scheduled sync. */
  readonly syncIntervalMs: number | null;
  readonly host: string;
  readonly port: number;
  readonly reach: Reach;
  readonly signIn: SignIn;
  /** The server that commands ask; null: the data folder, also if a flag names one. */
  readonly remote: Remote | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly logFormat: (typeof LOG_FORMATS)[number];
  /** Where traces are sent; null: nothing is traced. */
  readonly traces: TraceSettings | null;
  readonly proxy: { readonly httpsProxy?: string; readonly httpProxy?: string; readonly noProxy?: string };
  readonly downloadHosts: readonly string[];
  /** Folder for backups, null: none is set; when the server makes them, null: it does not; and how many stay. */
  readonly backup: { readonly folder: string | null; readonly schedule: BackupSchedule | null; readonly keep: number };
  /** Bytes left free on the disks written to; 0: no such limit. */
  readonly minFreeBytes: number;
  /** False: seats are not fetched. */
  readonly syncSeats: boolean;
  /** Monthly price of a seat by plan, in US cents. */
  readonly seatPrices: SeatPrices;
  /** Acceptance rate of completions to reach, 0–1; null: none. */
  readonly acceptanceTarget: number | null;
  readonly workDays: WorkDays;
  readonly demo: { readonly people: number; readonly days: number };
  /** Old names, names that nobody knows, and what else people should hear about the settings. */
  readonly notices: readonly SettingNotice[];
  /** Values as given, for `describeConfig`. */
  readonly given: readonly GivenSetting[];
  /** What was changed on the settings page, by whom and when. */
  readonly kept: Kept & {
    /** The setting by which another source gives credentials, which override all kept ones; null if none does. */
    readonly credentials: string | null;
  };
  /**
   * The configuration from the same sources as they are now; texts given here replace those kept in the data folder.
   * @throws InputError as `readConfig`.
   */
  readonly reread: (instead?: Texts) => Config;
}

/** The effective text of a setting and where it came from; secrets as `***`. */
export interface GivenSetting {
  readonly name: string;
  readonly value: string | null;
  readonly origin: Origin;
  /** The NAME_FILE or configuration file it was read from. */
  readonly file: string | null;
  /** The old names it was given by; null where it was given by its own. */
  readonly as: string | null;
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
const CONFIG_FILE = 'flightdeck.config.json';

/**
 * The configuration: flags before environment before .env before file before old names before what is kept in the data
 * folder before defaults.
 * @throws InputError naming the setting and what to write instead.
 */
export function readConfig(input: ConfigInput): Config {
  // What the start found in files holds until the next one, but for what the page changes.
  const seen = new Map<string, string | null>();
  const readOnce: ReadFile = (path) => {
    const text = seen.has(path) ? (seen.get(path) ?? null) : input.readFile(path);
    seen.set(path, text);
    return text;
  };
  return readFrom({ ...input, readFile: readOnce }, input.readFile);
}

function readFrom(input: ConfigInput, readNow: ReadFile, instead?: Texts): Config {
  const { flags, configFile, env, cwd, readFile } = input;
  checkNames(env, 'The environment');
  const from = (path: string) => readFile(resolve(cwd, path));
  const envText = from(ENV_FILE);
  const envFile = envText === null ? null : parseEnvFile(ENV_FILE, envText);
  if (envFile) checkNames(envFile.texts, ENV_FILE);
  const path = configFile ?? CONFIG_FILE;
  const content = from(path);
  if (content === null && configFile !== undefined) {
    throw new InputError(`There is no configuration file ${configFile}.`, {
      code: 'file_missing',
      hint: `Correct --config, or leave it out to read ${CONFIG_FILE} when it exists.`,
    });
  }
  const environment: readonly TextSource[] = [
    { origin: 'environment', texts: env },
    { origin: 'env_file', texts: envFile?.texts ?? {} },
  ];
  const ours: readonly TextSource[] = [
    { origin: 'flag', texts: flags },
    ...environment,
    { origin: 'file', texts: content === null ? {} : parseConfigFile(path, content) },
  ];
  const old = takeOld(environment, ours);
  const given: readonly TextSource[] = [...ours, ...old.sources];
  const first = gatherTexts(given, from);
  const kept = readKept(join(resolve(cwd, first.get('FLIGHTDECK_DATA')?.text ?? ''), KEPT_FOLDER), readNow);
  const credentials = credentialsFrom(given, usualSuffix(first.get('GITHUB_API_URL')?.text ?? ''));
  const keptTexts = withoutCredentials(instead ?? kept.texts, credentials !== null);
  const sources: readonly TextSource[] = [...given, { origin: 'kept', texts: keptTexts }];
  const texts = gatherTexts(sources, from);
  if (configFile === undefined) requireNamed('file', path, sources, texts);
  requireNamed('env_file', ENV_FILE, sources, texts);
  const read = <T>(name: SettingName, parse: (setting: Setting, text: string) => T): T | null => {
    const sourced = texts.get(name);
    return sourced?.text ? saysWhere(sourced, envFile, () => parse(sourced.setting, sourced.text ?? '')) : null;
  };
  const text = (_: Setting, value: string) => value;
  const onOrOff = (setting: Setting, value: string) => readWord(setting, value, SWITCHES);
  const withFile = (name: SettingName): { readonly text: string; readonly file: string | null } | null => {
    const { text: value = null, file = null } = texts.get(name) ?? {};
    return value === null ? null : { text: value, file: file === null ? null : resolve(cwd, file) };
  };
  const whole = (least: number, most: number) => (setting: Setting, value: string) =>
    readWhole(setting, value, least, most);
  const apiUrl = read('GITHUB_API_URL', readUrl) ?? '';
  const scopes = read('FLIGHTDECK_SCOPES', (setting, value) => readScopes(setting, value, apiUrl)) ?? [];
  const { hosts, given: ofHosts, stray } = gatherGithubHosts(texts, apiUrl, scopes, sources, from);
  const signInHost = read('GITHUB_SIGN_IN_HOST', (setting, value) => readSignInHost(setting, value, hosts)) ?? hosts[0];
  const dataFolder = resolve(cwd, read('FLIGHTDECK_DATA', text) ?? '');
  const dbFile = read('FLIGHTDECK_DB', text);
  const backupFolder = read('BACKUP_DIR', text);
  const cluster = readCluster((name) => read(name, text), from);
  const remoteUrl = flags.FLIGHTDECK_DATA ? null : read('FLIGHTDECK_URL', readRemoteUrl);
  const endpoint = read('OTEL_EXPORTER_OTLP_ENDPOINT', readUrl);
  const httpsProxy = read('HTTPS_PROXY', readUrl);
  const httpProxy = read('HTTP_PROXY', readUrl);
  const noProxy = read('NO_PROXY', text);
  return {
    githubHosts: hosts,
    strayHostSettings: stray,
    scopes,
    dataFolder,
    dbFile: dbFile === null ? join(dataFolder, 'flightdeck.duckdb') : resolve(cwd, dbFile),
    cluster,
    accessInCluster: requireClusterFor(read('ACCESS_IN_CLUSTER', onOrOff) === 'on', cluster),
    syncIntervalMs: read('SYNC_INTERVAL', readInterval),
    host: read('HOST', readHost) ?? '',
    port: read('PORT', whole(0, 65_535)) ?? 0,
    reach: {
      publicUrl: read('PUBLIC_URL', readPublicUrl),
      trustedProxies: read('TRUSTED_PROXIES', readNetworks) ?? [],
      tls: readTls(withFile('TLS_CERT'), withFile('TLS_KEY')),
    },
    signIn: {
      mode: read('AUTH_MODE', readAuthMode) ?? 'none',
      proxyName: read('AUTH_PROXY_NAME', readProxyName) ?? '',
      userHeader: read('AUTH_PROXY_USER_HEADER', readHeaderName) ?? '',
      groupsHeader: read('AUTH_PROXY_GROUPS_HEADER', readHeaderName) ?? '',
      easyAuthProvider: read('AUTH_EASYAUTH_PROVIDER', readEasyAuthProvider) ?? '',
      oidc: {
        issuer: read('OIDC_ISSUER', readIssuer),
        clientId: read('OIDC_CLIENT_ID', text),
        credential: toCredential(
          {
            secret: read('OIDC_CLIENT_SECRET', text),
            key: read('OIDC_CLIENT_KEY', readClientKey),
            keyId: read('OIDC_CLIENT_KEY_ID', text),
            assertion: read('OIDC_CLIENT_ASSERTION', readAssertion),
            identity: read('OIDC_MANAGED_IDENTITY', text),
          },
          env,
          cwd,
        ),
        groupsClaim: read('OIDC_GROUPS_CLAIM', text) ?? '',
        scopes: read('OIDC_SCOPES', readOidcScopes) ?? '',
      },
      github: {
        host: signInHost.host,
        apiUrl: signInHost.apiUrl,
        clientId: read('GITHUB_CLIENT_ID', text),
        clientSecret: read('GITHUB_CLIENT_SECRET', text),
        organizations: scopes
          .filter(({ kind, host }) => kind === 'org' && host === signInHost.host)
          .map(({ slug }) => slug),
      },
      roles: { rules: read('ROLE_MAP', readRules) ?? [], admins: read('ADMINS', readAdmins) ?? [] },
      metricsToken: read('METRICS_TOKEN', text),
      tokenMostDays: read('TOKEN_MOST_DAYS', whole(1, 3660)) ?? 0,
    },
    remote: remoteUrl === null ? null : { url: remoteUrl, token: read('FLIGHTDECK_TOKEN', readRemoteToken) },
    logLevel: read('LOG_LEVEL', (setting, value) => readWord(setting, value, LOG_LEVELS)) ?? 'info',
    logFormat: read('LOG_FORMAT', (setting, value) => readWord(setting, value, LOG_FORMATS)) ?? 'auto',
    traces:
      endpoint === null
        ? null
        : {
            endpoint,
            headers: read('OTEL_EXPORTER_OTLP_HEADERS', readTraceHeaders) ?? {},
            service: read('OTEL_SERVICE_NAME', text) ?? '',
          },
    proxy: { ...(httpsProxy && { httpsProxy }), ...(httpProxy && { httpProxy }), ...(noProxy && { noProxy }) },
    downloadHosts: read('FLIGHTDECK_DOWNLOAD_HOSTS', readHosts) ?? [],
    backup: {
      folder: backupFolder === null ? null : resolve(cwd, backupFolder),
      schedule: read('BACKUP_SCHEDULE', readBackupSchedule),
      keep: read('BACKUP_KEEP', whole(1, 1000)) ?? 0,
    },
    minFreeBytes: read('MIN_FREE_SPACE', readSize) ?? 0,
    syncSeats: read('SYNC_SEATS', onOrOff) !== 'off',
    seatPrices: read('SEAT_PRICES', readSeatPrices) ?? LIST_SEAT_PRICES,
    acceptanceTarget: read('ACCEPTANCE_TARGET', readPercent),
    workDays: {
      weekdays: read('WORKING_DAYS', readWeekdays) ?? [],
      country: read('HOLIDAYS', readCountry),
      dates: read('HOLIDAY_DATES', readDates) ?? [],
    },
    demo: {
      people: read('FLIGHTDECK_DEMO_PEOPLE', whole(1, 100_000)) ?? 0,
      days: read('FLIGHTDECK_DEMO_DAYS', whole(7, 730)) ?? 0,
    },
    kept: { ...kept, credentials },
    notices: [
      ...old.notices,
      ...findUnknown(environment, (name) => !['default', undefined].includes(texts.get(name as SettingName)?.origin)),
      ...(envFile?.repeated ?? []).map(noticeRepeated),
    ],
    reread: (other) => readFrom(input, readNow, other),
    given: [...texts.values(), ...ofHosts].map((sourced) => ({
      name: sourced.setting.name,
      value: sourced.text === null ? null : sourced.setting.secret ? '***' : sourced.text,
      origin: sourced.origin,
      as: sourced.as,
      file: sourced.file ?? (sourced.origin === 'file' ? path : sourced.origin === 'kept' ? kept.file : null),
    })),
  };
}

/** The effective settings, one a line, with where each came from; secrets as `***`. */
export function describeConfig(config: Config): string {
  const width = Math.max(...config.given.map(({ name }) => name.length));
  return config.given
    .map(({ name, value, origin, file, as }) => {
      const from = [origin === 'env_file' ? ENV_FILE : origin, as, file].filter((part) => part !== null).join(', ');
      return `${name.padEnd(width)}  ${value ?? '(not set)'}  [${from}]\n`;
    })
    .join('');
}

/** What stands behind `__` in settings of the host of scopes without @HOST; what is no address is refused later. */
const usualSuffix = (apiUrl: string): string => (URL.canParse(apiUrl) ? suffixOf(hostOfApi(apiUrl)) : '');

/** Says of a value that is not right where it was given, if that is not where people look first. */
function saysWhere<T>({ setting, origin, as }: SourcedText, envFile: EnvFile | null, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const line = origin === 'env_file' ? envFile?.lines.get(as?.split(', ')[0] ?? setting.name) : undefined;
    if (!(error instanceof InputError) || error.code !== 'bad_setting' || (as === null && line === undefined))
      throw error;
    const places = [
      ...(as === null ? [] : [`as ${as}`]),
      ...(line === undefined ? [] : [`in line ${line} of ${ENV_FILE}`]),
    ];
    const hint = `${error.hint ?? ''} It was given ${places.join(', ')}.`;
    throw new InputError(error.message, { code: 'bad_setting', hint: hint.trim(), cause: error });
  }
}

const noticeRepeated = (name: string): SettingNotice => ({
  names: [name],
  says: `${ENV_FILE} sets ${name} more than once: the last counts.`,
  fix: 'Remove the others.',
});
