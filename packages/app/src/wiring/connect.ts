import { type Day, DEFAULT_HOST, InputError, type Scope } from '@flightdeck/catalog';
import { createGithub, type JoinedGithub, joinHosts, type RequestEvent } from '@flightdeck/github';
import { type RunningDemo, startDemo } from '../demo/demo.ts';
import type { Config } from '../settings/config.ts';
import { type GithubHost, hasCredentials, hostOf, hostSettingName } from '../settings/hosts/github-hosts.ts';
import type { AppEffects } from './effects.ts';
import type { Home } from './home.ts';

/** Clients of GitHub's hosts, or of the demo's stand-in for it. */
export interface Connection {
  readonly github: JoinedGithub;
  readonly scopes: readonly Scope[];
  /** The first day that can have data, where that is known: a younger demo has no year to ask for. */
  readonly since?: Day;
  /** Turns the clock of the demo's stand-in; GitHub itself has none. */
  readonly turnTo?: RunningDemo['turnTo'];
  close(): Promise<void>;
}

/** What a client is made with beside the configuration. */
export interface ConnectEffects extends AppEffects {
  readonly version: string;
  /** Further attempts after a failure; the client's usual number when left out. */
  readonly retries?: number;
  /** Called for every attempt of every request. */
  readonly onRequest?: (host: string, event: RequestEvent) => void;
}

/**
 * Checks that a sync has what it needs for every scope.
 * @throws InputError `no_token`, `no_scopes`, `no_host_token`.
 */
export function requireSyncable(config: Config): void {
  if (!hasCredentials(config)) {
    const [first] = config.scopes;
    const isElsewhere = first && config.scopes.every(({ host }) => host !== config.githubHosts[0].host);
    if (isElsewhere) throw noHostToken(config, first);
    throw new InputError('A sync needs a GitHub token.', {
      code: 'no_token',
      hint: 'Set GITHUB_TOKEN (or GITHUB_TOKEN_FILE), or GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY_FILE.',
    });
  }
  if (config.scopes.length === 0) {
    throw new InputError('A sync needs to know what to read.', {
      code: 'no_scopes',
      hint: 'Set FLIGHTDECK_SCOPES=org:NAME or enterprise:NAME; several with commas.',
    });
  }
  for (const scope of config.scopes) {
    if (!hostOf(config.githubHosts, scope)?.credentials) throw noHostToken(config, scope);
  }
}

/** The error for a scope on a host without credentials. */
function noHostToken({ githubHosts, scopes, strayHostSettings }: Config, scope: Scope): InputError {
  const [usual] = githubHosts;
  const own = hostOf(githubHosts, scope);
  const isUsual = scope.host === usual.host;
  const name = isUsual ? 'GITHUB_TOKEN' : hostSettingName('GITHUB_TOKEN', scope.host);
  const stray = strayHostSettings.map((other) => ` ${other} is set, but no scope lies on that host.`).join('');
  const sent = usual.credentials && !isUsual ? ` The token of ${usual.host} is sent to no other host.` : '';
  const isOnly = scopes.every(({ host }) => host === scope.host);
  const only = isOnly && !isUsual ? ` If it is your only host, set GITHUB_API_URL=${own?.apiUrl} instead.` : '';
  return new InputError(`There is no token for ${scope.host}, where ${scope.kind}:${scope.slug} lies.`, {
    code: 'no_host_token',
    hint: `Set ${name} (or ${name}_FILE), or take the scope out of FLIGHTDECK_SCOPES.${sent}${only}${stray}`,
  });
}

/**
 * Connects to GitHub's hosts, or for the demo to its stand-in.
 * @throws InputError `no_token`, `no_scopes`, `no_host_token` and what a client throws for its settings.
 */
export async function connect(config: Config, home: Home, effects: ConnectEffects): Promise<Connection> {
  if (home.demo) {
    const demo = await startDemo(home);
    const client = createGithub({
      apiUrl: demo.url,
      auth: { kind: 'token', token: 'demonstration' },
      onRequest: (event) => effects.onRequest?.('demo', event),
    });
    return {
      github: joinHosts(new Map([[DEFAULT_HOST, client]])),
      scopes: home.scopes,
      since: demo.firstDay,
      turnTo: demo.turnTo,
      async close() {
        await client.close();
        await demo.close();
      },
    };
  }
  requireSyncable(config);
  const github = connectGithub(config, effects);
  return { github, scopes: config.scopes, close: () => github.close() };
}

/**
 * A client for each host with credentials, each with its own only. @throws InputError what a client throws for its
 * settings.
 */
export function connectGithub(config: Config, effects: ConnectEffects): JoinedGithub {
  const clients = config.githubHosts.flatMap((host) => {
    const client = connectHost(config, host, effects);
    return client === null ? [] : [[host.host, client] as const];
  });
  return joinHosts(new Map(clients));
}

/** A client of one host; null without credentials. @throws InputError what a client throws for its settings. */
export function connectHost(
  { proxy, downloadHosts }: Config,
  { host, apiUrl, credentials }: GithubHost,
  { version, log, now, retries, onRequest }: ConnectEffects,
) {
  if (credentials === null) return null;
  return createGithub({
    apiUrl,
    auth: credentials,
    userAgent: `flightdeck/${version}`,
    proxy,
    downloadHosts,
    ...(retries !== undefined && { retries }),
    now: () => now().getTime(),
    onRequest: (event) => {
      log.debug({ host, ...event }, 'asked GitHub');
      onRequest?.(host, event);
    },
  });
}
