import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { execute, readRows } from './session.ts';

it('names a question that takes too much memory, and answers the next one', async () => {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '20MB', threads: '1' });
  const connection = await instance.connect();
  await execute(connection, "SET temp_directory = ''");
  const everything = readRows(connection, 'SELECT length(list(i)) FROM range(10000000) AS t(i)');
  await expect(everything).rejects.toMatchObject({ name: 'CapabilityError', code: 'store_memory' });
  expect(await readRows(connection, 'SELECT 42')).toEqual([[42]]);
  connection.closeSync();
  instance.closeSync();
});
