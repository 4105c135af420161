import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseToken } from '@flightdeck/access';
import type { ReadFile } from '@flightdeck/app';
import { InputError } from '@flightdeck/catalog';

/** Id of the token in a file; null if there is no file, or something else in it. */
export function readTokenId(readFile: ReadFile, path: string): string | null {
  return parseToken(readFile(path)?.trim() ?? '')?.id ?? null;
}

/** Writes a token into a file, whole or not at all, for its owner only. @throws InputError `file_not_writable`. */
export function writeTokenFile(path: string, text: string): void {
  const half = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    writeFileSync(half, `${text}\n`, { flag: 'wx', mode: 0o600, flush: true });
    renameSync(half, path);
  } catch (error) {
    rmSync(half, { force: true });
    throw new InputError(`${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`, {
      code: 'file_not_writable',
      hint: 'Write --out with a file in a folder that exists and that you may write to.',
      cause: error,
    });
  }
}
