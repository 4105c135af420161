import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine } from './engine.ts';

test('the folder for what does not fit in memory outlives a task: DuckDB makes it once', async () => {
  const workFolder = await mkdtemp(join(tmpdir(), 'engine-'));
  try {
    const file = join(workFolder, 'users.ndjson');
    await writeFile(file, '{"day":"2026-05-07","user_id":42,"user_login":"octocat"}\n');
    const spoolFolder = join(workFolder, 'spool');
    const engine = await createEngine({ workFolder, spoolFolder, memoryLimitMb: 200, threads: 1 });
    for (const out of ['first', 'second']) {
      const task = { report: 'users-1-day', scope: 'org:x', files: [file], outFolder: join(workFolder, out) } as const;
      expect((await engine.normalise(task)).days).toEqual([{ day: '2026-05-07', records: 1 }]);
      expect((await stat(spoolFolder)).isDirectory()).toBe(true);
    }
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
});
