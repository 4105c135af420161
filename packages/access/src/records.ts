import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { addFile, namesIn, readTimed, remove, type TimedText, touch, writeWhole } from './files.ts';

/** A record with its name. */
export interface NamedText extends TimedText {
  readonly name: string;
}

/**
 * Small texts by name, each with a time: what sessions, tokens, grants and people are stored in. Servers with the same records
 * need no lock: a record is made, changed and removed as a whole.
 */
export interface Records {
  /** The record of that name; null if there is none. */
  read(name: string): Promise<TimedText | null>;
  /** All records, in no order. */
  all(): Promise<readonly NamedText[]>;
  /** Makes a record; false if there is one of that name already, which stays. */
  add(name: string, text: string, at: Date): Promise<boolean>;
  /** Makes a record, or replaces the one there is. */
  write(name: string, text: string, at: Date): Promise<void>;
  /** Sets a record's time; false if there is none. Never brings back one that was removed meanwhile. */
  touch(name: string, at: Date): Promise<boolean>;
  /** Removes a record; false if there was none. Of two callers at once only one gets true. */
  remove(name: string): Promise<boolean>;
  /** A text that differs once records came or went; null when that is not known, and they are to be read again. */
  version(): Promise<string | null>;
  /** A text that differs once that record was written anew, `none` without one. */
  versionOf(name: string): Promise<string>;
  /** Where a person finds the record of that name. */
  placeOf(name: string): string;
}

/** A change this soon after another may leave the folder's time as it was. */
const SETTLED_MS = 2000;

/** Records as files of a folder, which is made with the first one, for its owner only. */
export function folderRecords(folder: string): Records {
  const placeOf = (name: string): string => join(folder, name);
  return {
    placeOf,
    read: (name) => readTimed(placeOf(name)),
    async all() {
      const found: NamedText[] = [];
      for (const name of await namesIn(folder)) {
        const file = await readTimed(placeOf(name));
        if (file !== null) found.push({ name, ...file });
      }
      return found;
    },
    add: (name, text, at) => addFile(placeOf(name), text, at),
    write: (name, text, at) => writeWhole(placeOf(name), text, at),
    touch: (name, at) => touch(placeOf(name), at),
    remove: (name) => remove(placeOf(name)),
    async version() {
      const found = await statOf(folder);
      if (found === null) return 'none';
      return Date.now() - found.mtimeMs < SETTLED_MS ? null : `${found.ino} ${found.mtimeMs}`;
    },
    async versionOf(name) {
      const found = await statOf(placeOf(name));
      return found === null ? 'none' : [found.ino, found.size, found.mtimeMs, found.ctimeMs].join(' ');
    },
  };
}

const statOf = (path: string) =>
  stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
