import { InputError } from '@flightdeck/catalog';

/** The bytes of a body as they arrive. @throws InputError `too_large` once there are more than the limit. */
export async function* readFileBody(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limit) {
      throw new InputError(`The file is larger than ${Math.round(limit / 1e6)} MB.`, {
        code: 'too_large',
        hint: 'Hand over fewer days at once, or pack the file with gzip.',
      });
    }
    yield chunk;
  }
}
