import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, unlink, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A small file's text and modification time. */
export interface TimedText {
  readonly text: string;
  readonly at: Date;
}

/** The file and its time; null if there is none. */
export async function readTimed(path: string): Promise<TimedText | null> {
  const handle = await open(path).catch((error: unknown) => orNotThere(error, null));
  if (handle === null) return null;
  try {
    return { text: await handle.readFile('utf8'), at: (await handle.stat()).mtime };
  } finally {
    await handle.close();
  }
}

/** Writes a file whole or not at all, for its owner only, with this time; its folder and the one above are made. */
export async function writeWhole(path: string, text: string, at: Date): Promise<void> {
  await makeFolder(dirname(dirname(path)));
  await makeFolder(dirname(path));
  const half = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    await writeFile(half, text, { flag: 'wx', mode: 0o600, flush: true });
    await utimes(half, at, at);
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

/** Writes a file that is not there yet, for its owner only, with this time; false if there is one, which stays. */
export async function addFile(path: string, text: string, at: Date): Promise<boolean> {
  await makeFolder(dirname(dirname(path)));
  await makeFolder(dirname(path));
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  await utimes(path, at, at);
  return true;
}

/** Sets a file's time; false if there is no file. The text is not rewritten: that could bring back a removed file. */
export async function touch(path: string, at: Date): Promise<boolean> {
  return utimes(path, at, at).then(
    () => true,
    (error: unknown) => orNotThere(error, false),
  );
}

/** Removes a file; false if there was none. Of two callers at once only one gets true. */
export async function remove(path: string): Promise<boolean> {
  return unlink(path).then(
    () => true,
    (error: unknown) => orNotThere(error, false),
  );
}

/** Names of the files in a folder; none if there is no folder. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => orNotThere(error, []));
  return found.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** Makes the folder, for its owner only, inside a folder that exists. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
}

/** The value where the error says that nothing is there. @throws the error otherwise. */
function orNotThere<T>(error: unknown, value: T): T {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return value;
  throw error;
}
