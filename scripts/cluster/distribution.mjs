// Fetches a distribution from Maven Central, once a machine, and verifies what it got.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { findJavas } from './java.mjs';

/** What can be started: the first of an engine whose Java is there. */
const DISTRIBUTIONS = [
  { engine: 'opensearch', version: '3.6.0', group: 'org/opensearch', java: [21, 99] },
  { engine: 'opensearch', version: '2.19.6', group: 'org/opensearch', java: [11, 23] },
  {
    engine: 'elasticsearch',
    version: '9.2.0',
    group: 'org/elasticsearch',
    java: [21, 99],
    // Maven Central has no checksum beside this one; this is that of the file as first fetched.
    sha256: 'bf44938a0490ba2a303d39c9cb64b38963dd08c812ce93e10816e878585bcb6b',
  },
  { engine: 'elasticsearch', version: '8.19.21', group: 'org/elasticsearch', java: [17, 99] },
];

const CENTRAL = process.env.MAVEN_CENTRAL ?? 'https://repo.maven.apache.org/maven2';

/** Modules that every node needs; the others are taken out, so that tests prove we need none of them. */
const MODULES = new Set(['transport-netty4', 'x-pack-core', 'x-pack-security', 'apm', 'logging', 'vector']);

/** Where distributions are kept: outside the checkout, so that a clean clone finds them. */
function cacheFolder() {
  if (process.env.FLIGHTDECK_TEST_CACHE) return process.env.FLIGHTDECK_TEST_CACHE;
  // Root's own folder is closed to the user that nodes run as.
  if (process.getuid?.() === 0) return '/var/cache/flightdeck-test';
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'flightdeck-test');
}

/** The distribution to start and its Java, or why there is none. */
export function chooseDistribution(engine, version) {
  const javas = findJavas();
  const offered = DISTRIBUTIONS.filter(
    (one) => one.engine === engine && (version === undefined || one.version.startsWith(version)),
  );
  if (offered.length === 0) return { why: `no distribution ${engine} ${version} is known` };
  for (const distribution of offered) {
    const [least, most] = distribution.java;
    const java = javas.find(({ major }) => major >= least && major <= most);
    if (java) return { distribution, java };
  }
  const found = javas.map(({ major }) => major).join(', ') || 'none';
  return { why: `no Java for ${engine} (Java ${offered[0].java[0]} or later; found: ${found})` };
}

/** The folder of the unpacked distribution, fetched when it is not there. Throws when it cannot be had or is not what was published. */
export async function unpackDistribution({ engine, version, group, sha256 }, installed = Promise.resolve()) {
  const cache = cacheFolder();
  const home = join(cache, `${engine}-${version}`);
  if (existsSync(join(home, 'bin'))) return home;
  await mkdir(cache, { recursive: true });
  const name = `${engine}-${version}.zip`;
  const zip = join(cache, name);
  const address = `${CENTRAL}/${group}/distribution/integ-test-zip/${engine}/${version}/${name}`;
  if (!existsSync(zip) || !(await isAsPublished(zip, address, sha256))) await download(address, zip, sha256);
  // Imported late: on a fresh machine it is installed after this file is read.
  await installed;
  const { default: extractZip } = await import('extract-zip');
  const unpacked = join(cache, `.${engine}-${version}-${process.pid}`);
  await extractZip(zip, { dir: unpacked });
  const [root] = await readdir(unpacked);
  await takeOutModules(join(unpacked, root, 'modules'));
  await rm(home, { recursive: true, force: true });
  await rename(join(unpacked, root), home);
  await rm(unpacked, { recursive: true, force: true });
  return home;
}

async function takeOutModules(folder) {
  for (const name of await readdir(folder)) {
    if (!MODULES.has(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
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
