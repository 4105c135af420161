import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { DataError } from '@flightdeck/catalog';
import { compilePlannedFact, compileWithoutKey, mayRepeat, type RecordRelation } from './fact-sql.ts';
import { compileMayShareGrain, compileMerge } from './merge-sql.ts';
import { type PlannedFact, planTask, type RecordPlan, type TaskPlan } from './plan.ts';
import { identifier, literal, pathBelow } from './quote.ts';
import { compileReadColumns } from './read-columns.ts';
import type { DayRecords, FactFile, NormaliseResult, NormaliseTask } from './task.ts';

export interface EngineOptions {
  /** Absolute; the only folder DuckDB may touch. */
  readonly workFolder: string;
  /** Absolute, below the work folder, ours alone; what stands in it may be removed whenever no task runs. */
  readonly spoolFolder: string;
  readonly memoryLimitMb: number;
  readonly threads: number;
}

/** DuckDB in this process, for one task at a time. */
export interface Engine {
  /** @throws DataError `missing_key`, `duplicate_grain`; DuckDB's own errors. */
  normalise(task: NormaliseTask): Promise<NormaliseResult>;
}

/** Longest line DuckDB accepts; the scan lets 8 MiB through. */
const MAXIMUM_LINE_BYTES = 16_777_216;
/** Rows of the spool's row groups: records are 4 kB and more, and a writer holds one group a thread in memory. */
const SPOOL_GROUP_ROWS = 8_192;
/** Read once and whole, so that indexes inside the file are only work. */
const PLAIN_PARQUET = 'WRITE_BLOOM_FILTER false, DICTIONARY_SIZE_LIMIT 1000';

/** An engine that can reach nothing outside its work folder and cannot be told otherwise by a statement. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const setting of compileSettings(options)) await connection.run(setting);

  const run = async (sql: string): Promise<void> => {
    await connection.run(sql);
  };
  const read = async (sql: string) => connection.runAndReadAll(sql);
  const readFlag = async (sql: string): Promise<boolean> => (await read(sql)).value(0, 0) === true;
  const readCount = async (sql: string): Promise<number> => Number((await read(sql)).value(0, 0));
  const spool = (name: string): string => join(options.spoolFolder, `${name}.parquet`);

  /** Makes `name` a view of records, each with its key and no two with the same; equal records count once. */
  async function checkRecords(name: string, { key, report }: RecordPlan): Promise<void> {
    const keys = key.map((path) => pathBelow('r', path));
    const missing = `SELECT count(*) > 0 FROM ${name} AS r WHERE ${keys.map((k) => `${k} IS NULL`).join(' OR ')}`;
    if (await readFlag(missing)) {
      throw new DataError(`A record has no ${key.join(' or ')}.`, { code: 'missing_key', report });
    }
    if (!(await readFlag(compileMayShareGrain(key, name)))) return;
    const kept = spool(`${name}-distinct`);
    await run(`COPY (SELECT DISTINCT * FROM ${name}) TO ${literal(kept)} (FORMAT parquet)`);
    await run(`CREATE OR REPLACE TEMP VIEW ${name} AS SELECT * FROM ${literal(kept)}`);
    const keyList = key.map(identifier).join(', ');
    if (await readFlag(`SELECT count(*) > 0 FROM (SELECT 1 FROM ${name} GROUP BY ${keyList} HAVING count(*) > 1)`)) {
      throw new DataError(`Two different records share ${key.join(', ')}.`, { code: 'duplicate_grain', report });
    }
  }

  async function openRecords(plan: TaskPlan, files: readonly string[]): Promise<void> {
    const source =
      `read_json([${files.map(literal).join(', ')}], format='newline_delimited', compression='uncompressed', ` +
      `maximum_object_size=${MAXIMUM_LINE_BYTES}, columns=${compileReadColumns(plan)})`;
    await run(
      `COPY (SELECT * FROM ${source}) TO ${literal(spool('lines'))} ` +
        `(FORMAT parquet, COMPRESSION lz4, ROW_GROUP_SIZE ${SPOOL_GROUP_ROWS}, ${PLAIN_PARQUET})`,
    );
    await run(`CREATE OR REPLACE TEMP VIEW lines AS SELECT * FROM ${literal(spool('lines'))}`);
    await checkRecords('lines', plan.lines);
    if (!plan.wrapped) return;
    const elements = `SELECT unnest(${identifier(plan.wrapped.at)}) AS e FROM lines`;
    await run(`CREATE OR REPLACE TEMP VIEW wrapped AS SELECT unnest(e) FROM (${elements}) WHERE e IS NOT NULL`);
    await checkRecords('wrapped', plan.wrapped.records);
  }

  async function writeFact(planned: PlannedFact, records: RecordRelation, outFolder: string): Promise<FactFile> {
    const { fact, sources } = planned;
    const file = join(outFolder, `${fact.name}.parquet`);
    await run(compileCopy(compilePlannedFact(planned, records), file));
    const isDistinct = sources.some(mayRepeat);
    if (isDistinct && (await readFlag(compileMayShareGrain(fact.grain, literal(file))))) {
      const merged = `${file}.merged`;
      await run(compileCopy(compileMerge(fact, literal(file)), merged));
      await rename(merged, file);
    }
    let withoutKey = 0;
    for (const source of sources) {
      const sql = compileWithoutKey(fact, source, records);
      if (sql !== null) withoutKey += await readCount(sql);
    }
    const rows = await readCount(`SELECT count(*) FROM ${literal(file)}`);
    return { fact: fact.name, file, rows, withoutKey, isDistinct };
  }

  async function countDays(relation: string, dayPath: string): Promise<DayRecords[]> {
    const day = identifier(dayPath);
    const result = await read(`SELECT CAST(${day} AS VARCHAR), count(*) FROM ${relation} GROUP BY 1 ORDER BY 1`);
    return Array.from({ length: result.currentRowCount }, (_, row) => ({
      day: String(result.value(0, row)),
      records: Number(result.value(1, row)),
    }));
  }

  return {
    async normalise(task) {
      const plan = planTask(task);
      await mkdir(options.spoolFolder, { recursive: true, mode: 0o700 });
      await mkdir(task.outFolder, { recursive: true, mode: 0o700 });
      // A missing file would be taken for a pattern.
      for (const file of task.files) await stat(file);
      try {
        await openRecords(plan, task.files);
        const relations = [
          { name: 'lines', plan: plan.lines },
          ...(plan.wrapped ? [{ name: 'wrapped', plan: plan.wrapped.records }] : []),
        ];
        const facts: FactFile[] = [];
        for (const { name, plan: records } of relations) {
          const relation: RecordRelation = { relation: name, dayPath: records.dayPath, scope: task.scope };
          for (const planned of records.facts) facts.push(await writeFact(planned, relation, task.outFolder));
        }
        const counted = relations.at(-1) ?? { name: 'lines', plan: plan.lines };
        return { facts, days: await countDays(counted.name, counted.plan.dayPath) };
      } finally {
        await rm(options.spoolFolder, { recursive: true, force: true });
      }
    },
  };
}

function compileCopy(select: string, file: string): string {
  return `COPY (${select}) TO ${literal(file)} (FORMAT parquet, COMPRESSION snappy, ${PLAIN_PARQUET})`;
}

function compileSettings({ workFolder, spoolFolder, memoryLimitMb, threads }: EngineOptions): string[] {
  return [
    `SET temp_directory=${literal(join(spoolFolder, 'overflow'))}`,
    `SET memory_limit='${Math.trunc(memoryLimitMb)}MB'`,
    `SET threads=${Math.trunc(threads)}`,
    'SET preserve_insertion_order=false',
    `SET allowed_directories=[${literal(workFolder)}]`,
    'SET autoload_known_extensions=false',
    'SET autoinstall_known_extensions=false',
    'SET enable_external_access=false',
    'SET lock_configuration=true',
  ];
}
