import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { ENCODINGS, type Encoding } from './encoding.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.json', 'application/json'],
  ['.map', 'application/json'],
  ['.woff2', 'font/woff2'],
  ['.ico', 'image/x-icon'],
  ['.png', 'image/png'],
]);

/** A file of the built web app. */
export interface StaticFile {
  readonly body: Buffer;
  readonly type: string;
  /** How the body is compressed; null for the plain file. */
  readonly encoding: Encoding | null;
  /** True for files whose name carries a content hash. */
  readonly immutable: boolean;
}

/**
 * The file under `folder`, or null; its first sibling compressed in one of `encodings`, where the build wrote one.
 * `path` has passed the guard: no dot segments, no encoded slashes.
 */
export async function readStaticFile(
  folder: string,
  path: string,
  encodings: readonly Encoding[] = [],
): Promise<StaticFile | null> {
  const type = TYPES.get(extname(path));
  if (!type || !/^\/[\w./-]+$/.test(path)) return null;
  const immutable = path.startsWith('/assets/');
  for (const { name, ending } of ENCODINGS) {
    const body = encodings.includes(name) ? await readIfThere(join(folder, path + ending)) : null;
    if (body) return { body, type, encoding: name, immutable };
  }
  const body = await readIfThere(join(folder, path));
  return body && { body, type, encoding: null, immutable };
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'EISDIR')
      return null;
    throw error;
  }
}

/** What the server writes into index.html. */
export interface IndexParts {
  /** Path the app is served under, so that one build works at the root and under a sub-path. */
  readonly base: string;
  /** How people sign in, as AUTH_MODE says. */
  readonly signIn: string;
  /** Answers the reader may have, asked for ahead. Others are not, as each refusal is recorded. */
  readonly ahead: readonly string[];
}

/** Answers that index.html asks for before any script has loaded. */
const PRELOAD = /\n {0,20}<link rel="preload" href="\.\/(api\/v1\/[a-z]{1,40})"[^>]{0,200}>/g;

/** index.html as it is sent; null if there is none. */
export async function readIndex(folder: string, { base, signIn, ahead }: IndexParts): Promise<string | null> {
  const file = await readStaticFile(folder, '/index.html');
  if (!file) return null;
  const own = `\n    <base href="${base}" />\n    <meta name="flightdeck-sign-in" content="${signIn}" />`;
  return file.body
    .toString('utf8')
    .replace(PRELOAD, (link, path) => (ahead.includes(path) ? link : ''))
    .replace('<head>', `<head>${own}`);
}
