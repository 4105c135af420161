// Fetches an archive from Maven Central, once a machine, and verifies what it got.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const CENTRAL = process.env.MAVEN_CENTRAL ?? 'https://repo.maven.apache.org/maven2';

/** Where distributions are kept: outside the checkout, so that a clean clone finds them. */
export function cacheFolder() {
  if (process.env.FLIGHTDECK_TEST_CACHE) return process.env.FLIGHTDECK_TEST_CACHE;
  // Root's own folder is closed to the user that nodes run as.
  if (process.getuid?.() === 0) return '/var/cache/flightdeck-test';
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'flightdeck-test');
}

/**
 * The folder of what a ZIP archive of Maven Central holds, fetched, unpacked and prepared when it is not there.
 * Throws when it cannot be had or is not what was published.
 */
export async function unpackArchive({ name, path, sha256, installed = Promise.resolve(), prepare }) {
  const cache = cacheFolder();
  const home = join(cache, name);
  if (existsSync(join(home, 'bin'))) return home;
  await mkdir(cache, { recursive: true });
  const zip = join(cache, `${name}.zip`);
  const address = `${CENTRAL}/${path}`;
  if (!existsSync(zip) || !(await isAsPublished(zip, address, sha256))) await download(address, zip, sha256);
  // Imported late: on a fresh machine it is installed after this file is read.
  await installed;
  const { default: extractZip } = await import('extract-zip');
  const unpacked = join(cache, `.${name}-${process.pid}`);
  await extractZip(zip, { dir: unpacked });
  const [root] = await readdir(unpacked);
  await prepare(join(unpacked, root));
  await rm(home, { recursive: true, force: true });
  await rename(join(unpacked, root), home);
  await rm(unpacked, { recursive: true, force: true });
  return home;
}

async function download(address, zip, sha256) {
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new Error(`${address} answered ${response.status}`);
  await pipeline(Readable.fromWeb(response.body), createWriteStream(zip));
  if (await isAsPublished(zip, address, sha256)) return;
  await rm(zip, { force: true });
  throw new Error(`${address} is not what its checksum says`);
}

/** Compares with the checksum known here, or the strongest that is published beside the file. */
async function isAsPublished(zip, address, sha256) {
  if (sha256 !== undefined) return (await hashOf(zip, 'sha256')) === sha256;
  for (const kind of ['sha512', 'sha256', 'sha1']) {
    const response = await fetch(`${address}.${kind}`);
    if (!response.ok) continue;
    const [expected] = (await response.text()).trim().split(/\s+/);
    return (await hashOf(zip, kind)) === expected;
  }
  throw new Error(`${address} has no published checksum`);
}

async function hashOf(file, kind) {
  const hash = createHash(kind);
  for await (const part of createReadStream(file)) hash.update(part);
  return hash.digest('hex');
}
