import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import type { NormaliseResult, NormaliseTask } from './process/task.ts';

const EXAMPLES = new URL('../../../../fixtures/github/examples/', import.meta.url);

/** A new folder whose name means something to shells, SQL and globs. */
export async function createWorkFolder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'flightdeck-normalise-'));
  const folder = join(parent, "a[b]*'c d");
  await mkdir(folder);
  return folder;
}

export async function removeWorkFolder(folder: string): Promise<void> {
  await rm(join(folder, '..'), { recursive: true, force: true });
}

/** The records of an example file, whether lines, an array or one object. */
export async function readExample(name: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(new URL(name, EXAMPLES), 'utf8');
  if (!name.endsWith('.ndjson')) return [JSON.parse(text)].flat();
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}

/** A task whose one file has these lines. */
export async function writeTask(
  folder: string,
  lines: readonly (string | object)[],
  rest: Pick<NormaliseTask, 'report' | 'userGrain'>,
): Promise<NormaliseTask> {
  const taskFolder = await mkdtemp(join(folder, 'task-'));
  const file = join(taskFolder, 'clean.ndjson');
  await writeFile(file, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
  return { ...rest, scope: 'github.com/org/octo', files: [file], outFolder: join(taskFolder, 'out') };
}

/** What a SELECT over `fact` (the rows of that fact) gives, row by row, as DuckDB values. */
export async function query(result: NormaliseResult, fact: string, select: string): Promise<DuckDBValue[][]> {
  const file = result.facts.find((written) => written.fact === fact)?.file;
  if (file === undefined) throw new Error(`No file for ${fact}`);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`CREATE VIEW fact AS SELECT * FROM read_parquet('${file.replaceAll("'", "''")}')`);
    return (await connection.runAndReadAll(select)).getRows();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
