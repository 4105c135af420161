import { type Day, parseScope, type Scope } from '@flightdeck/catalog';
import {
  createElastic,
  type ElasticOptions,
  type ImportResult,
  importFiles,
  type MoveResult,
  moveElastic,
  type NoTeamOption,
} from '@flightdeck/ingest';
import type { Config } from '../settings/config.ts';
import { requireDisk } from '../status/disk.ts';
import type { SyncParts } from './syncing.ts';

/** How files are imported. */
export interface ImportSettings {
  /** Whose reports they are; without it each file is loaded under the id it names. */
  readonly scope?: Scope | undefined;
  /** Of a file that holds several organizations or enterprises: GitHub's id of the one to load. */
  readonly entityId?: string | undefined;
  /** Slug of the team that all files are of. */
  readonly team?: string | undefined;
  /** Of a list of seats: the day it was fetched. */
  readonly day?: Day | undefined;
  /** Load nothing of a file that has a line which cannot be loaded. */
  readonly strict?: boolean;
  /** Also replace days that GitHub's API gave. */
  readonly replace?: boolean;
}

/** The scope a text names, on the first configured host unless it names another. @throws InputError `bad_scope`. */
export function toScope({ githubHosts }: Pick<Config, 'githubHosts'>, text: string): Scope {
  const scope = parseScope(text);
  return text.includes('@') ? scope : { ...scope, host: githubHosts[0].host };
}

/** Imports files into the open store. @throws CapabilityError `busy`, `disk_low`; what a store or disk that cannot be used throws. */
export function importInto(
  { tools, work, now, home, config }: SyncParts,
  paths: readonly string[],
  { scope, entityId, team, day, strict, replace }: ImportSettings,
): Promise<ImportResult> {
  return work.run('import', async (step, signal) => {
    await requireDisk(home, config().minFreeBytes);
    return await importFiles(paths, {
      ...(await tools.open()),
      now: now(),
      clock: now,
      ...(scope && { scope }),
      ...(entityId !== undefined && { entityId }),
      ...(team !== undefined && { team }),
      ...(day !== undefined && { day }),
      ...(strict !== undefined && { strict }),
      ...(replace !== undefined && { replace }),
      signal,
      onProgress: ({ file, done, of }) => step({ done, total: of, message: file }),
    });
  });
}

/** Where an older dashboard keeps its history. */
export type MoveSettings = Omit<ElasticOptions, 'signal'> & {
  /** Prefix of the usual names of the indexes. */
  readonly prefix?: string | undefined;
  /** What names there are, beside what the documents say. */
  readonly scopes?: readonly Scope[];
  /** What the pseudo-team `no-team` is where the documents say too little. */
  readonly noTeam?: NoTeamOption;
};

/**
 * Imports the history of a Copilot Usage Advanced Dashboard into the open store. @throws InputError, UpstreamError,
 * CapabilityError `busy`.
 */
export function moveInto({ tools, work, now, config, home }: SyncParts, settings: MoveSettings): Promise<MoveResult> {
  const { prefix, scopes, noTeam, ...elastic } = settings;
  return work.run('import', async (step, signal) => {
    await requireDisk(home, config().minFreeBytes);
    return await moveElastic({
      ...(await tools.open()),
      elastic: createElastic({ ...elastic, signal }),
      host: config().githubHosts[0].host,
      now: now(),
      clock: now,
      ...(prefix !== undefined && { prefix }),
      ...(scopes !== undefined && { scopes }),
      ...(noTeam !== undefined && { noTeam }),
      signal,
      onProgress: ({ done, of, message }) => step({ done, total: of, message }),
    });
  });
}
