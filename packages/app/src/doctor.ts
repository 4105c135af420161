import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { FlightdeckError, formatScope, type Scope } from '@flightdeck/catalog';
import type { JoinedGithub } from '@flightdeck/github';
import type { Config } from './config.ts';
import { connectGithub, requireSyncable } from './connect.ts';
import type { AppEffects } from './effects.ts';
import { hasCredentials, suffixOf } from './github-hosts.ts';
import { hasData, ownHome } from './home.ts';
import { fileSystemOf, isRemote } from './mounts.ts';
import { openStore } from './open-store.ts';
import { findServer } from './server-file.ts';
import { readVersion } from './version.ts';

/** One thing looked at. */
export interface Finding {
  /** `config`, `data folder`, `database`, or `GitHub org:acme: reports`. */
  readonly check: string;
  /** `warning`: it works, but not as it should; `skipped`: not looked at, `says` tells why. */
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly says: string;
  /** What to do; null when nothing. */
  readonly fix: string | null;
}

/** Looks at everything a sync and a server need, in the order to put it right. */
export async function examine(config: Config, effects: AppEffects): Promise<readonly Finding[]> {
  return [
    ...checkConfig(config),
    checkFolder(config),
    ...checkDisk(config),
    await checkDatabase(config),
    ...(await checkGithub(config, effects)),
  ];
}

function checkConfig(config: Config): Finding[] {
  const check = 'config';
  const given = config.given.filter(({ origin }) => origin !== 'default').map(({ name }) => name);
  if (!hasCredentials(config) && config.scopes.length === 0) {
    const fix =
      'Set GITHUB_TOKEN and FLIGHTDECK_SCOPES to see your own data; without them "flightdeck start" shows a demo.';
    return [{ check, state: 'warning', says: 'No credentials and no scopes are set.', fix }];
  }
  const stray = config.strayHostSettings.map((name): Finding => {
    const known = config.githubHosts.map(({ host }) => suffixOf(host)).join(', ');
    const fix = `Correct what stands behind "__" (there are scopes on: ${known}), or remove it.`;
    return { check, state: 'warning', says: `${name} is for a host that no scope lies on.`, fix };
  });
  try {
    requireSyncable(config);
    return [{ check, state: 'ok', says: `Set: ${given.join(', ')}.`, fix: null }, ...stray];
  } catch (error) {
    return [toFailure(check, error), ...stray];
  }
}

function checkFolder({ dataFolder }: Config): Finding {
  const check = 'data folder';
  const existing = existsSync(dataFolder) ? dataFolder : nearestExisting(dataFolder);
  const fix = 'Set FLIGHTDECK_DATA, or --data, to a folder you may write to.';
  try {
    accessSync(existing, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return { check, state: 'failed', says: `${existing} cannot be written to.`, fix };
  }
  if (!statSync(existing).isDirectory()) return { check, state: 'failed', says: `${existing} is not a folder.`, fix };
  const says = existing === dataFolder ? `${dataFolder} can be written to.` : `${dataFolder} can be made.`;
  return { check, state: 'ok', says, fix: null };
}

function checkDisk({ dbFile }: Config): Finding[] {
  const folder = nearestExisting(dirname(dbFile));
  const type = fileSystemOf(folder, readMounts());
  if (type === null) return [];
  if (!isRemote(type)) {
    return [{ check: 'database disk', state: 'ok', says: `${folder} is on ${type}.`, fix: null }];
  }
  const fix = 'Set FLIGHTDECK_DB to a file on a local disk; FLIGHTDECK_DATA may stay where it is.';
  return [
    { check: 'database disk', state: 'warning', says: `${folder} is on ${type}, where locks are not safe.`, fix },
  ];
}

async function checkDatabase(config: Config): Promise<Finding> {
  const check = 'database';
  const home = ownHome(config);
  const server = findServer(config.dataFolder);
  if (server !== null) {
    return { check, state: 'ok', says: `Held by the running server (pid ${server.pid}, ${server.url}).`, fix: null };
  }
  if (config.cluster === null && !existsSync(home.dbFile)) {
    const says = hasData(home)
      ? 'Missing; the next start makes it again from the archive.'
      : 'Not made yet; the first sync or import makes it.';
    return { check, state: 'ok', says, fix: null };
  }
  try {
    const { store, lease } = await openStore(config, home);
    const scopes = await store.scopes();
    await lease?.release();
    await store.close();
    const says = `${store.engine} opens; data of ${scopes.join(', ') || 'no scope yet'}.`;
    return { check, state: 'ok', says, fix: null };
  } catch (error) {
    return toFailure(check, error);
  }
}

/** Asks host by host, so that one which fails hides nothing of the others. */
async function checkGithub(config: Config, effects: AppEffects): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const own of config.githubHosts) {
    const scopes = config.scopes.filter(({ host }) => host === own.host);
    if (own.credentials === null || scopes.length === 0) continue;
    try {
      const github = connectGithub(
        { ...config, githubHosts: [own] },
        { version: readVersion(), retries: 1, ...effects },
      );
      for (const scope of scopes) findings.push(...(await checkScope(github, scope)));
      await github.close();
    } catch (error) {
      findings.push(toFailure(`GitHub ${own.host}`, error));
    }
  }
  if (findings.length > 0) return findings;
  return [{ check: 'GitHub', state: 'skipped', says: 'Not asked: no credentials or no scopes.', fix: null }];
}

async function checkScope(github: Pick<JoinedGithub, 'checkAccess'>, scope: Scope): Promise<Finding[]> {
  return (await github.checkAccess(scope)).map(({ capability, ok, says, fix, required }) => {
    const state = ok ? 'ok' : required ? 'failed' : 'warning';
    return { check: `GitHub ${formatScope(scope)}: ${capability}`, state, says, fix };
  });
}

/** @throws the error itself when it is a bug. */
function toFailure(check: string, error: unknown): Finding {
  if (!(error instanceof FlightdeckError)) throw error;
  return { check, state: 'failed', says: error.message, fix: error.hint ?? null };
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

function readMounts(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    // Not Linux: nothing is known of the disks.
    return '';
  }
}
