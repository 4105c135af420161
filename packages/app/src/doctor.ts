import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { FlightdeckError, formatScope } from '@flightdeck/catalog';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import type { AppEffects } from './app.ts';
import type { Config } from './config.ts';
import { connectGithub } from './connect.ts';
import { hasData, ownHome } from './home.ts';
import { fileSystemOf, isRemote } from './mounts.ts';
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
    checkConfig(config),
    checkFolder(config),
    ...checkDisk(config),
    await checkDatabase(config, effects),
    ...(await checkGithub(config, effects)),
  ];
}

function checkConfig(config: Config): Finding {
  const given = config.given.filter(({ origin }) => origin !== 'default').map(({ name }) => name);
  const hasToken = config.credentials !== null;
  if (hasToken && config.scopes.length === 0) {
    const fix = 'Set FLIGHTDECK_SCOPES=org:NAME or enterprise:NAME.';
    return { check: 'config', state: 'failed', says: 'There are credentials but no scopes.', fix };
  }
  if (!hasToken && config.scopes.length > 0) {
    const fix = 'Set GITHUB_TOKEN, or GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY_FILE.';
    return { check: 'config', state: 'failed', says: 'There are scopes but no credentials.', fix };
  }
  if (!hasToken) {
    const fix =
      'Set GITHUB_TOKEN and FLIGHTDECK_SCOPES to see your own data; without them "flightdeck start" shows a demo.';
    return { check: 'config', state: 'warning', says: 'No credentials and no scopes are set.', fix };
  }
  return { check: 'config', state: 'ok', says: `Set: ${given.join(', ')}.`, fix: null };
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

async function checkDatabase(config: Config, { now }: AppEffects): Promise<Finding> {
  const check = 'database';
  const home = ownHome(config);
  const server = findServer(config.dataFolder);
  if (server !== null) {
    return { check, state: 'ok', says: `Held by the running server (pid ${server.pid}, ${server.url}).`, fix: null };
  }
  if (!existsSync(home.dbFile)) {
    const says = hasData(home)
      ? 'Missing; the next start makes it again from the archive.'
      : 'Not made yet; the first sync or import makes it.';
    return { check, state: 'ok', says, fix: null };
  }
  try {
    const store = await openDuckdbStore({ file: home.dbFile, readFolders: [home.workFolder], now });
    const scopes = await store.scopes();
    await store.close();
    return { check, state: 'ok', says: `Opens; data of ${scopes.join(', ') || 'no scope yet'}.`, fix: null };
  } catch (error) {
    return toFailure(check, error);
  }
}

async function checkGithub(config: Config, { log }: AppEffects): Promise<Finding[]> {
  if (config.credentials === null || config.scopes.length === 0) {
    return [{ check: 'GitHub', state: 'skipped', says: 'Not asked: no credentials or no scopes.', fix: null }];
  }
  const findings: Finding[] = [];
  try {
    const github = connectGithub(config, readVersion(), log);
    for (const scope of config.scopes) {
      for (const { capability, ok, says, fix, required } of await github.checkAccess(scope)) {
        const state = ok ? 'ok' : required ? 'failed' : 'warning';
        findings.push({ check: `GitHub ${formatScope(scope)}: ${capability}`, state, says, fix });
      }
    }
    await github.close();
  } catch (error) {
    findings.push(toFailure('GitHub', error));
  }
  return findings;
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
