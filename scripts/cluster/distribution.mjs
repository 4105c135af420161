// Distributions of engines that tests start, from Maven Central.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackArchive } from '../fetched/unpack-archive.mjs';
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

/** Modules that every node needs; the others are taken out, so that tests prove we need none of them. */
const MODULES = new Set(['transport-netty4', 'x-pack-core', 'x-pack-security', 'apm', 'logging', 'vector']);

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
export function unpackDistribution({ engine, version, group, sha256 }, installed = Promise.resolve()) {
  const name = `${engine}-${version}`;
  return unpackArchive({
    name,
    path: `${group}/distribution/integ-test-zip/${engine}/${version}/${name}.zip`,
    sha256,
    installed,
    prepare: (home) => takeOutModules(join(home, 'modules')),
  });
}

async function takeOutModules(folder) {
  for (const name of await readdir(folder)) {
    if (!MODULES.has(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
