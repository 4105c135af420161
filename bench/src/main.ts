import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchImport } from './import.ts';
import { benchQueries } from './queries.ts';

/** `--people 10000 --days 365 --records 200000 --only import|queries` */
const option = (name: string, fallback: string): string => {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? fallback : (process.argv[index + 1] ?? fallback);
};

const folder = await mkdtemp(join(tmpdir(), 'flightdeck-bench-'));
try {
  const only = option('only', 'all');
  if (only !== 'queries') await benchImport(folder, Number(option('records', '200000')));
  if (only !== 'import') await benchQueries(folder, Number(option('people', '10000')), Number(option('days', '365')));
} finally {
  await rm(folder, { recursive: true, force: true });
}
