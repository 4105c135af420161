import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CapabilityError, InputError } from '@flightdeck/catalog';

/** A file that has arrived whole. */
export interface Upload {
  readonly path: string;
  /** Removes it; does nothing the second time. */
  discard(): Promise<void>;
}

/** Receives bodies that are files, so that a slow one holds no place for work. */
export interface Uploads {
  /**
   * Writes the body to a file of the folder, readable by the owner only.
   * @throws InputError `too_large`, `upload_too_slow`; CapabilityError `busy` when too many arrive at once.
   */
  receive(client: string, body: ReadableStream<Uint8Array> | null, limit: number, folder: string): Promise<Upload>;
}

/** How many files may arrive at once, and how long each may take. */
export interface UploadLimits {
  readonly atOnce: number;
  readonly perClient: number;
  /** From the first byte to the last. */
  readonly withinMs: number;
  /** Between two pieces. */
  readonly stallMs: number;
}

/** Uploads within these limits. */
export function createUploads({ atOnce, perClient, withinMs, stallMs }: UploadLimits): Uploads {
  const arriving: string[] = [];
  return {
    async receive(client, body, limit, folder) {
      if (arriving.length >= atOnce || arriving.filter((other) => other === client).length >= perClient) {
        throw new CapabilityError('Too many files are arriving at once.', {
          code: 'busy',
          hint: 'Hand over one file after the other.',
        });
      }
      arriving.push(client);
      const path = join(folder, `received-${randomUUID()}`);
      const discard = (): Promise<void> => rm(path, { force: true });
      try {
        await writeBody(path, body, limit, AbortSignal.timeout(withinMs), stallMs);
        return { path, discard };
      } catch (error) {
        await discard();
        throw error;
      } finally {
        arriving.splice(arriving.indexOf(client), 1);
      }
    },
  };
}

async function writeBody(
  path: string,
  body: ReadableStream<Uint8Array> | null,
  limit: number,
  late: AbortSignal,
  stallMs: number,
): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  const reader = body?.getReader();
  try {
    let bytes = 0;
    for (;;) {
      const piece = reader ? await inTime(reader.read(), late, stallMs) : null;
      if (!piece?.value) return;
      bytes += piece.value.byteLength;
      if (bytes > limit) throw tooLarge(limit);
      await file.write(piece.value);
    }
  } catch (error) {
    // Not awaited: a sender that sends nothing more never ends the wait.
    reader?.cancel().catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

/** The next piece. @throws InputError `upload_too_slow` when it does not come in time, or all of them take too long. */
async function inTime<T>(piece: Promise<T>, late: AbortSignal, stallMs: number): Promise<T> {
  const ends = AbortSignal.any([late, AbortSignal.timeout(stallMs)]);
  return await Promise.race([
    piece,
    new Promise<never>((_, reject) => {
      const stop = (): void => reject(tooSlow());
      if (ends.aborted) stop();
      else ends.addEventListener('abort', stop, { once: true });
    }),
  ]);
}

const tooLarge = (limit: number): InputError =>
  new InputError(`The file is larger than ${Math.round(limit / 1e6)} MB.`, {
    code: 'too_large',
    hint: 'Hand over fewer days at once, or compress the file with gzip.',
  });

const tooSlow = (): InputError =>
  new InputError('The file did not arrive in time.', {
    code: 'upload_too_slow',
    hint: 'Send it over a faster connection, or compress it with gzip.',
  });
