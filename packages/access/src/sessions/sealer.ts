import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Records } from '../records.ts';

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
const KEY_NAME = 'seal-key';

/** A sealer whose key is a record, so that it survives a restart and servers with the same records share it. */
export function createSealer(records: Records): Sealer {
  const readKey = async (): Promise<Buffer | null> => {
    const key = Buffer.from((await records.read(KEY_NAME))?.text ?? '', 'hex');
    return key.length === KEY_BYTES ? key : null;
  };
  const makeKey = async (): Promise<Buffer> => {
    const text = randomBytes(KEY_BYTES).toString('hex');
    const isAdded = await records.add(KEY_NAME, text, new Date());
    // Half a key, left by a server that was killed, would be in the way for ever.
    if (!isAdded && (await readKey()) === null) await records.write(KEY_NAME, text, new Date());
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
