import { DuckDBInstance } from '@duckdb/node-api';
import { compileReadColumns, planTask } from '@flightdeck/ingest';
import { cpuSeconds, medianMs } from '../measure.ts';
import { writeUserFile } from './user-file.ts';

// Run by `import.ts` in a process of its own, so that what it needs is not counted as the import's: writes the file,
// and measures DuckDB's own strict, typed reading of it into a table.
const [path = '', records = ''] = process.argv.slice(2);
const file = await writeUserFile(path, Number(records));
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
const columns = compileReadColumns(planTask({ report: 'users-28-day', userGrain: 'day' }));
const source = `read_json('${path.replaceAll("'", "''")}', format = 'newline_delimited', columns = ${columns})`;
const before = cpuSeconds();
const readJsonMs = await medianMs(3, () => connection.run(`CREATE OR REPLACE TABLE lines AS SELECT * FROM ${source}`));
const after = cpuSeconds();
const readJsonCpu = before === null || after === null ? null : (after - before) / 3;
process.send?.({ ...file, readJsonMs, readJsonCpu });
process.disconnect?.();
