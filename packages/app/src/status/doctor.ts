import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { counted, FlightdeckError, formatScope, type Scope } from '@flightdeck/catalog';
import type { JoinedGithub } from '@flightdeck/github';
import type { Config } from '../settings/config.ts';
import { hasCredentials, suffixOf } from '../settings/hosts/github-hosts.ts';
import { connectGithub, requireSyncable } from '../wiring/connect.ts';
import type { AppEffects } from '../wiring/effects.ts';
import { hasData, ownHome } from '../wiring/home.ts';
import { openCompared } from '../wiring/open-compared.ts';
import { findServer } from '../wiring/process/server-file.ts';
import { readVersion } from '../wiring/version.ts';
import { createIntegrity, describeGap } from './archive/integrity.ts';
import { verifyHome } from './archive/verify.ts';
import { findDiskTrouble } from './disk.ts';
import { fileSystemOf, isRemote } from './mounts.ts';

/** One thing looked at. */
export interface Finding {
  /** `config`, `data folder`, `database`, or `GitHub org:acme: reports`. */
  readonly check: string;
  /** `warning`: it works, but not as it should; `skipped`: not checked, `says` has the reason. */
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly says: string;
  /** What to do; null when nothing. */
  readonly fix: string | null;
}

const FILES_SHOWN = 10;

/** Looks at everything a sync and a server need, in the order to put it right. */
export async function examine(config: Config, effects: AppEffects): Promise<readonly Finding[]> {
  return [
    ...checkConfig(config),
    ...config.notices.map(({ says, fix }): Finding => ({ check: 'config', state: 'warning', says, fix })),
    checkFolder(config),
    ...checkDisk(config),
    await checkSpace(config),
    await checkArchive(config),
    ...(await checkDatabase(config, effects)),
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

/** Room for what is received, and for the database. */
async function checkSpace(config: Config): Promise<Finding> {
  const check = 'disk space';
  const place = {
    folder: nearestExisting(config.dataFolder),
    dbFile: join(nearestExisting(dirname(config.dbFile)), 'x'),
  };
  const trouble = await findDiskTrouble(place, config.minFreeBytes);
  if (trouble !== null) return { check, state: 'failed', says: trouble.message, fix: trouble.hint };
  const floor = config.given.find(({ name }) => name === 'MIN_FREE_SPACE')?.value ?? '0';
  return { check, state: 'ok', says: `At least ${floor} are free (MIN_FREE_SPACE).`, fix: null };
}

/** Journal, archived files and what else only the data folder holds. */
async function checkArchive(config: Config): Promise<Finding> {
  const check = 'archive';
  const { isSound, journal, archive, otherFiles } = await verifyHome(ownHome(config), { isDeep: false });
  if (journal.rows === 0 && archive.files === 0 && isSound) {
    return { check, state: 'ok', says: 'Nothing was received yet.', fix: null };
  }
  if (isSound) {
    const says = `${counted(archive.files, 'file')} and ${counted(journal.rows, 'row')} of the journal are as they were received; "flightdeck verify --deep" also compares checksums.`;
    return { check, state: 'ok', says, fix: journal.notice };
  }
  const faults = archive.faults.filter(({ isAccepted }) => !isAccepted);
  const files = faults.map(({ state, file }) => `${file} is ${state}`).slice(0, FILES_SHOWN);
  const says = [
    ...(journal.fault === null ? [] : [journal.fault]),
    ...(files.length === 0 ? [] : [`Of the archive ${files.join(', ')}.`]),
    ...otherFiles.map(({ message }) => message),
  ].join(' ');
  // What is extra takes nothing from any answer.
  const state = journal.fault === null && faults.every((fault) => fault.state === 'extra') ? 'warning' : 'failed';
  return { check, state, says, fix: journal.hint ?? 'Run "flightdeck verify" for all of it and what to do.' };
}

async function checkDatabase(config: Config, effects: AppEffects): Promise<readonly Finding[]> {
  const check = 'database';
  const home = ownHome(config);
  const server = findServer(config.dataFolder);
  if (server !== null) {
    return [{ check, state: 'ok', says: `Held by the running server (pid ${server.pid}, ${server.url}).`, fix: null }];
  }
  if (config.cluster === null && !existsSync(home.dbFile)) {
    const says = hasData(home)
      ? 'Missing; the next start makes it again from the archive.'
      : 'Not made yet; the first sync or import makes it.';
    return [{ check, state: 'ok', says, fix: null }];
  }
  try {
    const { store, lease, isBehind } = await openCompared(config, home);
    const scopes = await store.scopes();
    const gaps = (await createIntegrity(home, store, effects).gaps()).filter(({ isAccepted }) => !isAccepted);
    await lease?.release();
    await store.close();
    const behind = isBehind ? ' It is behind the journal; the next command catches up.' : '';
    const says = `${store.engine} opens; data of ${scopes.join(', ') || 'no scope yet'}.${behind}`;
    return [
      { check, state: 'ok', says, fix: null },
      ...gaps.map((gap): Finding => {
        const state = gap.code === 'not_loaded' ? 'warning' : 'failed';
        return { check, state, says: describeGap(gap), fix: 'Run "flightdeck verify" for what to do.' };
      }),
    ];
  } catch (error) {
    return [toFailure(check, error)];
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
