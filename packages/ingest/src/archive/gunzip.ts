import { once } from 'node:events';
import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import { DataError } from '@flightdeck/catalog';

const FHCRC = 2;
const FEXTRA = 4;
const FNAME = 8;
const FCOMMENT = 16;
const MAX_HEADER_BYTES = 65_536 + 1024;

/** True when the bytes begin like gzip; the file's name does not decide. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Unpacks gzip, joining members, and checks what Node's own stream lets pass: bytes behind the last member.
 * @throws DataError `gzip_damaged` when cut, when CRC or length are wrong, or when anything but a member follows.
 */
export async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const input = new ByteReader(source);
  try {
    do {
      await skipHeader(input);
      let crc = 0;
      let length = 0;
      for await (const chunk of inflate(input)) {
        crc = crc32(chunk, crc);
        length = (length + chunk.length) % 2 ** 32;
        yield chunk;
      }
      const trailer = await input.take(8);
      if (trailer.readUInt32LE(0) !== crc) throw damaged('its checksum does not match');
      if (trailer.readUInt32LE(4) !== length) throw damaged('its length does not match');
    } while (await input.peek());
  } finally {
    await input.close();
  }
}

function damaged(what: string, cause?: unknown): DataError {
  return new DataError(`The gzip file is damaged: ${what}.`, {
    code: 'gzip_damaged',
    hint: 'Fetch or copy the file again.',
    cause,
  });
}

async function skipHeader(input: ByteReader): Promise<void> {
  const fixed = await input.take(10);
  if (!isGzip(fixed)) throw damaged('other bytes follow the packed ones');
  if (fixed[2] !== 8) throw damaged('it is packed in an unknown way');
  const flags = fixed[3] ?? 0;
  if ((flags & 0xe0) !== 0) throw damaged('its header is not valid');
  if (flags & FEXTRA) await input.take((await input.take(2)).readUInt16LE(0));
  for (const flag of [FNAME, FCOMMENT]) if (flags & flag) await skipText(input);
  if (flags & FHCRC) await input.take(2);
}

async function skipText(input: ByteReader): Promise<void> {
  for (let count = 0; (await input.take(1))[0] !== 0; count++) {
    if (count > MAX_HEADER_BYTES) throw damaged('its header does not end');
  }
}

/** One deflate stream; what the input holds behind it stays in the reader. */
async function* inflate(input: ByteReader): AsyncGenerator<Buffer> {
  const engine = createInflateRaw({ chunkSize: 256 * 1024 });
  const feeding = feed(engine, input).catch((error: unknown) => engine.destroy(error as Error));
  try {
    for await (const chunk of engine) yield chunk as Buffer;
  } catch (error) {
    throw error instanceof DataError ? error : damaged('it is cut off or was changed', error);
  } finally {
    engine.destroy();
  }
  await feeding;
}

async function feed(engine: InflateRaw, input: ByteReader): Promise<void> {
  let done = false;
  engine.once('end', () => {
    done = true;
  });
  engine.once('close', () => {
    done = true;
  });
  while (!done) {
    const chunk = await input.next();
    if (chunk === null) {
      engine.end();
      return;
    }
    const before = engine.bytesWritten;
    await new Promise<void>((resolve) => {
      engine.once('close', resolve);
      engine.write(chunk, () => {
        engine.off('close', resolve);
        resolve();
      });
    });
    const used = engine.bytesWritten - before;
    if (used < chunk.length) {
      input.unread(chunk.subarray(used));
      if (!engine.readableEnded && !engine.destroyed) await Promise.race([once(engine, 'end'), once(engine, 'close')]);
      return;
    }
  }
}

/** Bytes of an async source, taken by count. */
class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Buffer[] = [];

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next piece, null at the end. */
  async next(): Promise<Buffer | null> {
    for (let piece = this.#rest.shift(); piece !== undefined; piece = this.#rest.shift()) {
      if (piece.length > 0) return piece;
    }
    for (;;) {
      const { value, done } = await this.#source.next();
      if (done) return null;
      if (value.length > 0) return Buffer.from(value.buffer, value.byteOffset, value.length);
    }
  }

  /** Lets the source go, whether it was read to its end or not. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  unread(piece: Buffer): void {
    this.#rest.unshift(piece);
  }

  /** True when at least one byte is left. */
  async peek(): Promise<boolean> {
    const piece = await this.next();
    if (piece !== null) this.unread(piece);
    return piece !== null;
  }

  /** Exactly `count` bytes. @throws DataError `gzip_damaged` when fewer are left. */
  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let missing = count; missing > 0; ) {
      const piece = await this.next();
      if (piece === null) throw damaged('it is cut off');
      if (piece.length > missing) this.unread(piece.subarray(missing));
      parts.push(piece.subarray(0, missing));
      missing -= Math.min(missing, piece.length);
    }
    return Buffer.concat(parts, count);
  }
}
