import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const pack = promisify(gzip);

/** The ways answers are compressed, the smaller first, and how the names of files compressed that way end. */
export const ENCODINGS = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

/** A way an answer may be compressed. */
export type Encoding = (typeof ENCODINGS)[number]['name'];

/** Below this many characters a compressed answer saves nothing. */
const WORTH = 1_000;
/** Half the work of zlib's own choice for answers a twentieth larger. */
const LEVEL = 4;

/** The encodings an Accept-Encoding header names and does not refuse (`q=0`), ours first. */
export function acceptedEncodings(header: string | undefined): readonly Encoding[] {
  const named = new Map<string, boolean>();
  for (const item of (header ?? '').split(',')) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    named.set(name, !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)));
  }
  return ENCODINGS.flatMap(({ name }) => ((named.get(name) ?? named.get('*')) ? [name] : []));
}

/** A body and the headers that state how it is encoded. */
export interface EncodedBody {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The text as gzip where the asker takes it and it is worth it. No answer holds a secret, so that its length gives none away
 * even where it repeats what was asked (BREACH).
 */
export async function encodeText(text: string, acceptEncoding: string | undefined): Promise<EncodedBody> {
  const vary = { Vary: 'Accept-Encoding' };
  if (text.length < WORTH || !acceptedEncodings(acceptEncoding).includes('gzip')) return { body: text, headers: vary };
  const body = await pack(text, { level: LEVEL });
  return { body: new Uint8Array(body), headers: { ...vary, 'Content-Encoding': 'gzip' } };
}
