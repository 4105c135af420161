import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { KEPT_FILE, KEPT_FOLDER } from '../../settings/kept/kept.ts';
import { AUDIT_FILE } from '../../status/inspect-audit.ts';
import type { Home } from '../../wiring/home.ts';

/** Files of lines with checksums that only grow: a backup takes them up to a line, and gives them the seal of that line. */
export const LOGS = ['journal.ndjson', 'sign-offs.ndjson', AUDIT_FILE] as const;

/** Names at the top of a data folder that a backup leaves out, each with the reason; everything else is in it. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  seals: 'written anew for the lines that are taken',
  sessions: 'people sign in again, so that a stolen backup opens nobody’s session',
  demo: 'made up, and made again',
  incoming: 'reports that are being received',
  'server.json': 'of the process that runs',
  'lease.json': 'of the servers that share the folder',
  'backup.json': 'of this installation: how its backups went',
  '.restoring': 'of a restore that was not finished',
  'before-upgrade': 'copies made by an upgrade',
};

/** Inside folders: the way in for the first administrator is good for an hour, the seals are written anew. */
const LEFT_OUT_BELOW = [/^access\/first-administrator$/, /^raw\/[a-z-]+-seal\.json$/];

/** Files that are being written, and locks: of any file, whole only under another name. */
const HALF = /(?:\.part|\.lock|\.[0-9a-f]{16})$/;

/** True for a path of a backup that is none of the archive and none of the logs. */
const isSmall = (path: string): boolean =>
  !path.startsWith('raw/') && !path.startsWith('seals/') && !LOGS.some((name) => name === path);

/**
 * Paths of the small files of a data folder: settings changed on the page with the secrets they name, tokens, grants, people, accounts,
 * and whatever else is there. The database is left out, as the archive holds all that is in it.
 */
export async function listSmall({ folder, dbFile }: Pick<Home, 'folder' | 'dbFile'>): Promise<readonly string[]> {
  const databases = [join(folder, 'flightdeck.duckdb'), dbFile];
  const found: string[] = [];
  const visit = async (at: string): Promise<void> => {
    for (const entry of await entriesOf(at)) {
      const full = join(at, entry.name);
      const path = relative(folder, full).replaceAll('\\', '/');
      if (databases.some((file) => full === file || full.startsWith(`${file}.`)) || isLeftOut(path)) continue;
      if (entry.isDirectory()) await visit(full);
      else if (isSmall(path) && (await isFile(full, entry))) found.push(path);
    }
  };
  await visit(folder);
  return found.sort();
}

function isLeftOut(path: string): boolean {
  const [top = ''] = path.split('/');
  if (top === 'raw' || top.startsWith('.') || Object.hasOwn(LEFT_OUT, top) || HALF.test(path)) return true;
  if (LEFT_OUT_BELOW.some((pattern) => pattern.test(path))) return true;
  // Changes of settings are taken as a pair, see `readSettingFiles`.
  return top === KEPT_FOLDER;
}

/** True for a file, also at the end of a link, as containers mount them. */
async function isFile(path: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    // Removed meanwhile.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Paths of the changes made on the settings page: the file of settings, and that of the secrets it names. */
export function settingFiles(folder: string, readText: (path: string) => string | null): readonly string[] {
  const path = `${KEPT_FOLDER}/${KEPT_FILE}`;
  const text = readText(join(folder, path));
  if (text === null) return [];
  const secrets = /"secrets": ?"(secrets-[0-9a-f]{16}\.json)"/.exec(text)?.[1];
  return secrets === undefined ? [path] : [path, `${KEPT_FOLDER}/${secrets}`];
}

/** Names that a folder may have and still be empty for a restore: the file system's own, and what holds nothing of one's own. */
export function isNothing(name: string): boolean {
  if (name === '.restoring') return false;
  return (
    name.startsWith('.') ||
    ['lost+found', 'demo', 'server.json', 'lease.json', 'backup.json', 'format.json'].includes(name)
  );
}
