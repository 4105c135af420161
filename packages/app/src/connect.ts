import { InputError, type Scope } from '@flightdeck/catalog';
import { createGithub, type Github } from '@flightdeck/github';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { startDemo } from './demo.ts';
import type { Home } from './home.ts';

/** A client of GitHub, or of the demo's stand-in for it. */
export interface Connection {
  readonly github: Github;
  readonly scopes: readonly Scope[];
  close(): Promise<void>;
}

/**
 * Checks that a sync has what it needs.
 * @throws InputError `no_token`, `no_scopes`.
 */
export function requireSyncable(config: Config): void {
  if (config.credentials === null) {
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
}

/**
 * Connects to GitHub, or for the demo to its stand-in.
 * @throws InputError `no_token`, `no_scopes` and what the client says of its settings.
 */
export async function connect(config: Config, home: Home, version: string, log: Logger): Promise<Connection> {
  if (home.demo) {
    const demo = await startDemo(home);
    const github = createGithub({ apiUrl: demo.url, auth: { kind: 'token', token: 'demonstration' } });
    return {
      github,
      scopes: home.scopes,
      async close() {
        await github.close();
        await demo.close();
      },
    };
  }
  const github = connectGithub(config, version, log);
  return { github, scopes: home.scopes, close: () => github.close() };
}

/** A client with the configured credentials. @throws InputError `no_token`, `no_scopes`. */
export function connectGithub(config: Config, version: string, log: Logger): Github {
  requireSyncable(config);
  const { credentials, apiUrl, proxy, downloadHosts } = config;
  if (credentials === null) throw new Error('credentials were checked before');
  return createGithub({
    apiUrl,
    auth: credentials,
    userAgent: `flightdeck/${version}`,
    proxy,
    downloadHosts,
    onRequest: (event) => log.debug({ ...event }, 'asked GitHub'),
  });
}
