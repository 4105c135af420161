import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { DataError } from '@flightdeck/catalog';
import { makeFolder } from '../archive/files.ts';
import type { DayRecords, FactFile, NormaliseResult, NormaliseTask } from './process/task.ts';
import { compilePlannedFact, compileWithoutKey, mayRepeat, type RecordRelation } from './sql/fact-sql.ts';
import { compileMayShareGrain, compileMerge } from './sql/merge-sql.ts';
import { type PlannedFact, planTask, type RecordPlan, type TaskPlan } from './sql/plan.ts';
import { identifier, literal, pathBelow } from './sql/quote.ts';
import { compileReadColumns } from './sql/read-columns.ts';

export interface EngineOptions {
  /** Absolute; the only folder DuckDB may touch. */
  readonly workFolder: string;
  /** Absolute, below the work folder, ours alone; takes what does not fit in memory, and is the caller's to remove in the end. */
  readonly spoolFolder: string;
  readonly memoryLimitMb: number;
  readonly threads: number;
}

/** DuckDB in this process, for one task at a time. */
export interface Engine {
  /** @throws DataError `missing_key`, `duplicate_grain`; DuckDB's own errors. */
  normalise(task: NormaliseTask): Promise<NormaliseResult>;
}

/** Longest line DuckDB accepts, with its line feed: what the scan lets through. A thread that reads takes twice as much. */
const MAXIMUM_LINE_BYTES = 8 * 1024 ** 2 + 1;
/** Where records are kept while their facts are written; emptied after each task. */
const TABLES = ['read_lines', 'lines_once', 'wrapped_once'];
/** Memory a reading thread needs: its lines, and the rows it has not handed to the table yet. More threads than that run out of it. */
const THREAD_MB = 175;
/** Read once and whole, so that indexes inside the file are only work. */
const PLAIN_PARQUET = 'WRITE_BLOOM_FILTER false, DICTIONARY_SIZE_LIMIT 1000';

/** An engine that can reach nothing outside its work folder; no statement can change that. */
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

  /** Makes `name` a view of records, each with its key and no two with the same; equal records count once. */
  async function checkRecords(name: string, { key, report }: RecordPlan): Promise<void> {
    const keys = key.map((path) => pathBelow('r', path));
    const missing = `SELECT count(*) > 0 FROM ${name} AS r WHERE ${keys.map((k) => `${k} IS NULL`).join(' OR ')}`;
    if (await readFlag(missing)) {
      throw new DataError(`A record has no ${key.join(' or ')}.`, { code: 'missing_key', report });
    }
    if (!(await readFlag(compileMayShareGrain(key, name)))) return;
    await run(`CREATE OR REPLACE TEMP TABLE ${name}_once AS SELECT DISTINCT * FROM ${name}`);
    await run(`CREATE OR REPLACE TEMP VIEW ${name} AS SELECT * FROM ${name}_once`);
    const keyList = key.map(identifier).join(', ');
    if (await readFlag(`SELECT count(*) > 0 FROM (SELECT 1 FROM ${name} GROUP BY ${keyList} HAVING count(*) > 1)`)) {
      throw new DataError(`Two different records share ${key.join(', ')}.`, { code: 'duplicate_grain', report });
    }
  }

  /** A SELECT of the records of each day's latest window; of all records where the file has one window only. */
  async function latestOf(name: string, day: string, window: string, columns: string): Promise<string> {
    const [d, w] = [identifier(day), identifier(window)];
    const isOne = !(await readFlag(`SELECT count(DISTINCT ${w}) > 1 FROM ${name}`));
    if (isOne) return `SELECT ${columns} FROM ${name} AS l`;
    const latest = `SELECT ${d}, max(${w}) AS ${w} FROM ${name} GROUP BY ${d}`;
    return `SELECT ${columns === '*' ? 'l.*' : columns} FROM ${name} AS l SEMI JOIN (${latest}) AS n ON l.${d} IS NOT DISTINCT FROM n.${d} AND l.${w} IS NOT DISTINCT FROM n.${w}`;
  }

  async function openRecords(plan: TaskPlan, files: readonly string[]): Promise<void> {
    const source =
      `read_json([${files.map(literal).join(', ')}], format='newline_delimited', compression='uncompressed', ` +
      `maximum_object_size=${MAXIMUM_LINE_BYTES}, columns=${compileReadColumns(plan)})`;
    await run(`CREATE OR REPLACE TEMP TABLE read_lines AS SELECT * FROM ${source}`);
    const { windowPath } = plan.lines;
    await run(
      `CREATE OR REPLACE TEMP VIEW lines AS ${windowPath === undefined ? 'SELECT * FROM read_lines' : await latestOf('read_lines', 'day', windowPath, '*')}`,
    );
    await checkRecords('lines', plan.lines);
    if (!plan.wrapped) return;
    const window = plan.wrapped.records.windowPath ?? plan.lines.dayPath;
    const elements = `SELECT e, e.day AS day, w AS ${identifier(window)} FROM (SELECT unnest(${identifier(plan.wrapped.at)}) AS e, ${identifier(window)} AS w FROM lines) WHERE e IS NOT NULL`;
    await run(`CREATE OR REPLACE TEMP VIEW elements AS ${elements}`);
    await run(
      `CREATE OR REPLACE TEMP VIEW wrapped AS SELECT unnest(e) FROM (${await latestOf('elements', 'day', window, 'l.e')})`,
    );
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
      await makeFolder(options.spoolFolder);
      await makeFolder(task.outFolder);
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
        // What goes wrong here must not hide why the task failed; the next task writes over what is left.
        for (const table of TABLES) await run(`DROP TABLE IF EXISTS ${table}`).catch(() => undefined);
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
    `SET threads=${Math.max(1, Math.trunc(Math.min(threads, memoryLimitMb / THREAD_MB)))}`,
    'SET preserve_insertion_order=false',
    `SET allowed_directories=[${literal(workFolder)}]`,
    'SET autoload_known_extensions=false',
    'SET autoinstall_known_extensions=false',
    'SET enable_external_access=false',
    'SET lock_configuration=true',
  ];
}
