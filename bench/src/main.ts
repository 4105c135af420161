import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchCluster } from './cluster.ts';
import { benchImport } from './import.ts';
import { benchLoad } from './load/load.ts';
import { benchPackage } from './package.ts';
import { benchQueries } from './queries.ts';
import { benchReconcile } from './reconcile.ts';

/** `--people 10000 --days 365 --records 200000 --nodes 3 --only import|queries|reconcile|cluster|load|package --viewers 50 --seconds 60 --think 5000 --profile FOLDER` */
const option = (name: string, fallback: string): string => {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? fallback : (process.argv[index + 1] ?? fallback);
};

const folder = await mkdtemp(join(tmpdir(), 'flightdeck-bench-'));
try {
  const only = option('only', 'all');
  const people = Number(option('people', '10000'));
  const runs = (name: string): boolean => only === 'all' || only === name;
  if (runs('import')) await benchImport(folder, Number(option('records', '200000')));
  if (runs('queries')) await benchQueries(folder, people, Number(option('days', '365')));
  if (runs('reconcile')) await benchReconcile(folder, people);
  if (runs('package')) await benchPackage(folder);
  if (runs('load')) {
    const isMet = await benchLoad(folder, {
      people: Number(option('people', '2000')),
      days: Number(option('days', '90')),
      records: Number(option('records', '67000')),
      viewers: Number(option('viewers', '50')),
      seconds: Number(option('seconds', '60')),
      thinkMs: Number(option('think', '5000')),
      profileFolder: option('profile', '') || null,
    });
    if (!isMet) process.exitCode = 1;
  }
  if (runs('cluster')) {
    await benchCluster(folder, { people, days: Number(option('days', '90')), nodes: Number(option('nodes', '3')) });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
