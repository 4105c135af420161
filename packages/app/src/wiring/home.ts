import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError, parseScope, type Scope, toOperatorError } from '@flightdeck/catalog';
import type { Config } from '../settings/config.ts';
import { hasCredentials } from '../settings/hosts/github-hosts.ts';

/** Where an app keeps its files, and whose data they are. */
export interface Home {
  /** True: the made-up organization, in a folder of its own, so that it never mixes with real data. */
  readonly demo: boolean;
  /** Archive and journal. */
  readonly folder: string;
  readonly dbFile: string;
  /** Files that live no longer than a load; on the database's disk. */
  readonly workFolder: string;
  readonly scopes: readonly Scope[];
}

/** The organization of the demo. */
const DEMO_SCOPE: Scope = parseScope('org:aurora-works');

/** The folder of configured or imported data. */
export function ownHome(config: Config): Home {
  return homeAt(config.dataFolder, config.dbFile, { demo: false, scopes: config.scopes });
}

/** The folder of the demo with its database: inside the data folder, or beside a database elsewhere, as it need not outlast that. */
function demoHome(config: Config): Home {
  const isInside = config.dbFile === join(config.dataFolder, 'flightdeck.duckdb');
  const folder = isInside ? join(config.dataFolder, 'demo') : `${config.dbFile.replace(/\.duckdb$/, '')}-demo`;
  return homeAt(folder, join(folder, 'flightdeck.duckdb'), { demo: true, scopes: [DEMO_SCOPE] });
}

/** The demo as long as nothing is configured and nothing of one's own was ever received. */
export function chooseHome(config: Config): Home {
  const own = ownHome(config);
  const isConfigured = hasCredentials(config) || config.scopes.length > 0;
  return isConfigured || hasData(own) || hasTraces(own) ? own : demoHome(config);
}

/** Where a rebuild makes the new database file; a file there without one under way is what a killed one left. */
export function rebuiltFile({ dbFile }: Pick<Home, 'dbFile'>): string {
  return `${dbFile}.rebuild`;
}

/** True when a report was ever received there, or asked for, as the journal has it. */
export function hasData(home: Pick<Home, 'folder'>): boolean {
  const text = readText(join(home.folder, 'journal.ndjson'));
  return text.split('\n').some((line) => line !== '' && !/"kind":"(?:run|sealed|lost)"/.test(line));
}

/** True when a sync or import was begun there and ended without data: from then on there is a journal. */
export function isBegun(home: Pick<Home, 'folder'>): boolean {
  return existsSync(join(home.folder, 'journal.ndjson')) && !hasData(home);
}

/** True when something shows that there was data, though the journal has none: opening such a home refuses. */
function hasTraces(home: Pick<Home, 'folder' | 'dbFile'>): boolean {
  const seal = readText(join(home.folder, 'seals', 'journal.json'));
  const isBegun = /"seq":0\b/.test(seal);
  const hasFiles = readNames(join(home.folder, 'raw')).length > 0;
  const isNewHere = isBegun || statSync(join(home.folder, 'journal.ndjson'), { throwIfNoEntry: false }) !== undefined;
  return (seal !== '' && !isBegun) || hasFiles || (existsSync(home.dbFile) && !isNewHere);
}

function readText(path: string): string {
  try {
    // A pipe would be waited for without end.
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : '';
  } catch {
    // Not there, or not to be read: opening it says which.
    return '';
  }
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** @throws InputError `no_data` when nothing was ever received there, saying how to get data. */
export function requireData(home: Home): void {
  if (hasData(home) || hasTraces(home)) return;
  throw noData(home);
}

/** The error of a home without data, saying how to get some. */
export function noData(home: Home): InputError {
  return new InputError(`There is no data in ${home.demo ? join(home.folder, '..') : home.folder} yet.`, {
    code: 'no_data',
    hint: 'Load report files with "flightdeck import PATH", or set GITHUB_TOKEN and FLIGHTDECK_SCOPES and run "flightdeck sync"; --data names another folder.',
  });
}

/**
 * Makes the folders, readable by the owner only.
 * @throws InputError `folder_not_writable`.
 */
export function makeHome(home: Home): void {
  for (const folder of [home.folder, home.workFolder]) {
    try {
      makeFolder(folder);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      // Another folder on the same disk would not do.
      if (!['EACCES', 'EPERM', 'EEXIST', 'ENOTDIR', 'ENOENT'].includes(code)) throw toOperatorError(error) ?? error;
      throw new InputError(`The folder ${folder} cannot be made (${code}).`, {
        code: 'folder_not_writable',
        hint: 'Set FLIGHTDECK_DATA, or --data, to a folder you may write to.',
        cause: error,
      });
    }
  }
}

/** Makes a folder and those above it, one by one: Node's own way of several at once never ends below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function homeAt(folder: string, dbFile: string, rest: Pick<Home, 'demo' | 'scopes'>): Home {
  return { folder, dbFile, workFolder: `${dbFile}.work`, ...rest };
}
