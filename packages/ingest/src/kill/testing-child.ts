/**
 * A process to be killed: does one verb on a bench folder, dies by its own hand at the n-th pass of a named point when
 * asked to, else prints what the store then holds; `ready` says that it is about to begin. Arguments: folder, verb, instant,
 * API URL or file, first day, last day, point, pass.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseScope } from '@flightdeck/catalog';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { importFiles } from '../import/import-files.ts';
import { rebuild } from '../rebuild/rebuild.ts';
import { removeDatabaseFile, swapDatabaseFile } from '../rebuild/swap-file.ts';
import { replayMissing } from '../replay/replay.ts';
import { syncOnce } from '../sync/run.ts';
import { openBench } from '../testing-bench.ts';
import { readContent } from './testing-content.ts';

const [folder = '', verb = '', instant = '', source = '', from = '', to = '', point = '', pass = '1'] =
  process.argv.slice(2);
const now = new Date(instant);
const passed = new Map<string, number>();
const faultPoint = (name: string): void => {
  const count = (passed.get(name) ?? 0) + 1;
  passed.set(name, count);
  if (name === point && count === Number(pass)) process.kill(process.pid, 'SIGKILL');
};

process.stdout.write('ready\n');
faultPoint('begin');
const bench = await openBench(folder, faultPoint);
const scope = parseScope('org:aurora-works');
let outcome = 'ok';
if (verb === 'start') {
  const { failed } = await replayMissing(bench.tools);
  if (failed.length > 0) outcome = 'failed';
} else if (verb === 'sync') {
  const { createGithub } = await import('@flightdeck/github');
  const github = createGithub({ apiUrl: source, auth: { kind: 'token', token: 'test' }, retries: 1 });
  const { result } = await syncOnce({
    ...bench.tools,
    github,
    scopes: [scope],
    now,
    range: { from, to },
    batchDays: 2,
  });
  outcome = result;
  await github.close();
} else if (verb === 'import') {
  const { result } = await importFiles([source], { ...bench.tools, now, scope });
  outcome = result;
} else if (verb === 'rebuild') {
  const file = join(folder, 'db', 'flightdeck.duckdb');
  const fresh = `${file}.rebuild`;
  await bench.store.close();
  const { store: _, ...tools } = bench.tools;
  await rebuild({
    ...tools,
    now,
    openFreshStore: async () => {
      await removeDatabaseFile(fresh);
      return openDuckdbStore({ file: fresh, readFolders: [tools.workFolder], memoryLimitMb: 500, faultPoint });
    },
    swap: () => swapDatabaseFile(fresh, file),
  });
  if (existsSync(fresh)) outcome = 'left something';
}
// A rebuild has closed the store it began with.
const content = verb === 'rebuild' ? null : await readContent(bench.store);
await bench.close().catch(() => undefined);
process.stdout.write(JSON.stringify({ outcome, content }));
