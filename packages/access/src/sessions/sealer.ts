import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Encrypts what a browser stores for us, so that nobody can read or change it there. */
export interface Sealer {
  /** The sealed text, in characters that a cookie may have. */
  seal(text: string): Promise<string>;
  /** The text that was sealed; null for anything else. */
  open(sealed: string): Promise<string | null>;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const KEY_FILE = 'seal.key';

/** A sealer whose key is a file of the folder, so that it survives a restart and servers on the same folder share it. */
export function createSealer(folder: string): Sealer {
  const path = join(folder, KEY_FILE);
  const readKey = async (): Promise<Buffer | null> => {
    const key = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return key?.length === KEY_BYTES ? key : null;
  };
  const makeKey = async (): Promise<Buffer> => {
    await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    // Whole or not at all: half a key would be one that everybody can guess.
    const half = `${path}.${randomBytes(8).toString('hex')}`;
    await writeFile(half, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600 });
    await rename(half, path);
    return (await readKey()) ?? makeKey();
  };
  return {
    async seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, (await readKey()) ?? (await makeKey()), nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    async open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const key = await readKey();
      if (key === null || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null;
      }
    },
  };
}
