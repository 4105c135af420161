import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseScope } from '@flightdeck/catalog';
import { createReader, importFiles, journalPath, openJournal } from '@flightdeck/ingest';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { cpuSeconds, onceMs, report, watchMemory } from './measure.ts';
import { SCOPE } from './world/population.ts';
import { type UserFile, WINDOW } from './world/user-file.ts';

interface Prepared extends UserFile {
  readonly readJsonMs: number;
  /** CPU seconds of one reading; null where they cannot be measured. */
  readonly readJsonCpu: number | null;
}

/** What a part of the import took; `cpu` in seconds, null where it cannot be measured. */
interface Took {
  readonly ms: number;
  readonly cpu: number | null;
}

/** The same, and how long the rollups take afterwards to catch up, when nothing is loading. */
interface Loaded extends Took {
  readonly catchUpMs: number;
}

/** A user file into the store, as multiples of DuckDB's own reading of the same file. */
export async function benchImport(folder: string, records: number): Promise<void> {
  console.log(`\nImport of a user file of ${records.toLocaleString('en')} records`);
  const work = join(folder, 'work');
  await mkdir(work, { recursive: true });
  const file = await prepare(join(work, 'users.ndjson'), records);
  const megabytes = file.bytes / 1e6;
  report('size', megabytes, 'MB', null);
  report("DuckDB's own typed read_json, median of 3", file.readJsonMs / 1000, 's', null);

  const loaded = await normaliseAndLoad(folder, work, file);
  reportTook('normalise + load', loaded, file, 2);
  report('catching up the rollups afterwards, ÷ read_json', loaded.catchUpMs / file.readJsonMs, '×', null);

  const whole = await importWhole(folder, work, file);
  reportTook('whole import, landing included', whole, file, 4);
  report('whole import, per second', megabytes / (whole.ms / 1000), 'MB', null);
  if (whole.peakMb !== null) report('peak memory of all processes', whole.peakMb, 'MB', 1500);
  await rm(file.path);
}

function reportTook(what: string, { ms, cpu }: Took, file: Prepared, goal: number): void {
  report(what, ms / 1000, 's', null);
  report(`${what}, ÷ read_json`, ms / file.readJsonMs, '×', goal);
  if (cpu !== null && file.readJsonCpu !== null) {
    report(`${what}, CPU ÷ CPU of read_json (${file.readJsonCpu.toFixed(1)} s)`, cpu / file.readJsonCpu, '×', null);
  }
}

function cpuSince(before: number | null): number | null {
  const now = cpuSeconds();
  return before === null || now === null ? null : now - before;
}

async function prepare(path: string, records: number): Promise<Prepared> {
  const child = fork(fileURLToPath(new URL('./world/prepare.ts', import.meta.url)), [path, String(records)]);
  const exit = once(child, 'exit');
  const answer = await Promise.race([once(child, 'message'), exit.then(() => null)]);
  // Its CPU time is added to ours when it ends, so that must be over.
  await exit;
  if (answer === null) throw new Error('the file could not be prepared');
  return answer[0] as Prepared;
}

async function normaliseAndLoad(folder: string, work: string, { path, records }: UserFile): Promise<Loaded> {
  const store = await openDuckdbStore({ file: join(folder, 'loaded.duckdb'), readFolders: [work] });
  const reader = createReader({ workFolder: work });
  const fetchedAt = new Date().toISOString();
  const before = cpuSeconds();
  const outFolder = join(work, 'facts');
  const ms = await onceMs(async () => {
    const task = { report: 'users-28-day', userGrain: 'day', scope: SCOPE, files: [path], outFolder } as const;
    const { facts, days } = await reader.normalise(task);
    const counted = days.reduce((sum, day) => sum + day.records, 0);
    if (counted !== records) throw new Error(`${counted} records of ${records} were normalised`);
    await store.replaceDays({
      scope: SCOPE,
      report: 'users-1-day',
      source: 'users-28-day',
      via: 'import',
      files: facts,
      days: WINDOW.map((day) => ({ day, sha256: day, fetchedAt, records: 1, final: true })),
    });
  });
  // Counted once the reader has ended.
  await reader.close();
  const cpu = cpuSince(before);
  const catchUpMs = await onceMs(() => store.catchUp());
  await store.close();
  await rm(outFolder, { recursive: true });
  return { ms, cpu, catchUpMs };
}

async function importWhole(
  folder: string,
  work: string,
  { path, records }: UserFile,
): Promise<Took & { readonly peakMb: number | null }> {
  const archive = join(folder, 'archive');
  const store = await openDuckdbStore({ file: join(folder, 'imported.duckdb'), readFolders: [work] });
  const journal = await openJournal(journalPath(archive));
  const reader = createReader({ workFolder: join(work, 'import') });
  const peak = watchMemory();
  const before = cpuSeconds();
  const ms = await onceMs(async () => {
    const tools = { store, reader, journal, archive, workFolder: join(work, 'import') };
    const { files } = await importFiles([path], { ...tools, scope: parseScope(SCOPE), now: new Date() });
    const [file] = files;
    if (file?.outcome !== 'loaded' || file.records !== records) throw new Error(`not imported: ${file?.message}`);
  });
  const peakMb = peak();
  await reader.close();
  const cpu = cpuSince(before);
  await journal.close();
  await store.close();
  return { ms, cpu, peakMb };
}
