import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPORT_KEYS } from '@flightdeck/catalog';
import { type LandOptions, landStream } from './land/land.ts';
import type { Landing } from './land/landing.ts';

const FIXTURES = new URL('../../../../fixtures/github/', import.meta.url);
const folders: string[] = [];

/** Removes every folder `landOptions` made; for `afterAll`. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Text of a file of GitHub's examples. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(name, FIXTURES));
}

/** The bytes in pieces of at most `size`. */
export async function* pieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Options over new, empty folders. Today is 2026-11-22. */
export function landOptions(extra: Partial<LandOptions> = {}): LandOptions {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-land-'));
  folders.push(folder);
  return {
    archive: join(folder, 'archive'),
    workFolder: join(folder, 'work'),
    key: { scope: { kind: 'org', slug: 'acme', host: 'api.github.com' } },
    schema: REPORT_KEYS,
    now: new Date('2026-11-22T10:00:00Z'),
    limits: { minFreeBytes: 0 },
    ...extra,
  };
}

/** Lands text or bytes as one file. */
export function landText(
  content: string | Uint8Array,
  extra: Partial<LandOptions> = {},
  size?: number,
): Promise<Landing> {
  return landStream(pieces(typeof content === 'string' ? Buffer.from(content) : content, size), landOptions(extra));
}

/** A users-1-day line with the fields given beside user 1's identity. */
export function userLine(fields: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ day: '2026-10-05', organization_id: '999', user_id: 1, user_login: 'alice', ...fields });
}

/** Same, with one more raw piece of JSON: `userLineWith('"x":1e400')`. */
export function userLineWith(raw: string, user = 1): string {
  return `{"day":"2026-10-05","organization_id":"999","user_id":${user},"user_login":"alice",${raw}}`;
}

/** All bytes of an async source. */
export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

/** `line code path` of each rejection. */
export function rejections(landing: Landing): string[] {
  return landing.rejected.map(({ line, code, path }) => `${line} ${code}${path === null ? '' : ` ${path}`}`);
}

/** The clean rows as text, '' when there are none. */
export function cleanText(landing: Landing): string {
  return landing.cleanFile === null ? '' : readFileSync(landing.cleanFile, 'utf8');
}
