// Javas of this machine.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FOLDERS = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines', '/opt/java'];

/** Homes of Java with their major version, those named by the environment first, each once. */
export function findJavas() {
  const named = ['OPENSEARCH_JAVA_HOME', 'ES_JAVA_HOME', 'JAVA_HOME'].flatMap((name) => process.env[name] ?? []);
  const installed = FOLDERS.filter(existsSync).flatMap((folder) =>
    readdirSync(folder).flatMap((name) => [join(folder, name), join(folder, name, 'Contents', 'Home')]),
  );
  const homes = [...new Set([...named, ...installed, ...onPath()])];
  return homes.flatMap((home) => {
    const major = readMajor(home);
    return major === null ? [] : [{ home, major }];
  });
}

function onPath() {
  const { stdout, status } = spawnSync('java', ['-XshowSettings:properties', '-version'], { encoding: 'utf8' });
  if (status !== 0) return [];
  const home = /java\.home = (.+)/.exec(stdout)?.[1];
  return home ? [home.trim()] : [];
}

function readMajor(home) {
  const java = join(home, 'bin', 'java');
  if (!existsSync(java) || !existsSync(dirname(java))) return null;
  const { stderr, status } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const major = /version "(?:1\.)?(\d+)/.exec(stderr ?? '')?.[1];
  return status === 0 && major ? Number(major) : null;
}
