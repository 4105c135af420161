import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendChained, inspectChained, readChainedFile } from './chained-file.ts';
import { createChainedLog } from './chained-log.ts';
import { withFileLock } from './file-lock.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flightdeck-log-'));
  file = join(folder, 'audit.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function write(...bodies: readonly string[]): Promise<void> {
  const log = createChainedLog(file);
  try {
    await Promise.all(bodies.map((body) => log.append(body)));
  } finally {
    await log.close();
  }
}

it('keeps lines in the order of the calls, for its owner only, and goes on where it ended', async () => {
  await write('{"n":1}', '{"n":2}');
  await write('{"n":3}');
  expect(await readChainedFile(file)).toEqual({ bodies: ['{"n":1}', '{"n":2}', '{"n":3}'], fault: null });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('is read on from where a reading ended, with the same lines, ends and faults as from its beginning', async () => {
  await write('{"n":1}', '{"n":2}');
  const read = async (from?: Awaited<ReturnType<typeof inspectChained>>) => {
    const bodies: string[] = [];
    return { bodies, state: await inspectChained(file, (body) => bodies.push(body), from) };
  };
  const first = await read();
  expect(await read(first.state)).toEqual({ bodies: [], state: first.state });
  await write('{"n":3}', '{"n":4}');
  const more = await read(first.state);
  expect([more.bodies, more.state.lines, more.state.fault]).toEqual([['{"n":3}', '{"n":4}'], 4, null]);
  expect(more.state).toEqual((await read()).state);
  writeFileSync(file, readFileSync(file, 'utf8').replace('{"n":3', '{"n":5'));
  expect((await read(first.state)).state.fault).toBe('Line 3 was changed after it was written.');
});

it('takes lines of two servers on one folder', async () => {
  const [one, other] = [createChainedLog(file), createChainedLog(file)];
  for (const log of [one, other, one]) await log.append('{}');
  await Promise.all([one.close(), other.close()]);
  expect(await readChainedFile(file)).toEqual({ bodies: ['{}', '{}', '{}'], fault: null });
});

it('takes lines of servers that write at the same moment, one after the other', async () => {
  const logs = [createChainedLog(file), createChainedLog(file), createChainedLog(file)];
  const bodies = Array.from({ length: 60 }, (_, index) => `{"n":${index}}`);
  await Promise.all(bodies.map((body, index) => logs[index % 3]?.append(body)));
  await Promise.all([appendChained(file, '{"n":60}'), logs[0]?.append('{"n":61}')]);
  await Promise.all(logs.map((log) => log.close()));
  const { bodies: kept, fault } = await readChainedFile(file);
  expect([kept.length, new Set(kept).size, fault]).toEqual([62, 62, null]);
  expect(readdirSync(folder).sort()).toEqual(['audit.ndjson', 'seals']);
});

it('waits for a server that died while it wrote, and no longer', async () => {
  writeFileSync(`${file}.lock`, 'of a server that is gone');
  expect(await withFileLock(file, async () => 'done', { deadMs: 20, mostMs: 60_000 })).toBe('done');
  writeFileSync(`${file}.lock`, 'of a server that lives');
  const asked = withFileLock(file, async () => 'done', { deadMs: 60_000, mostMs: 20 });
  await expect(asked).rejects.toMatchObject({ code: 'busy' });
});

it('cuts half a line of a crash off, and adds nothing behind a line that was changed or taken away', async () => {
  await write('{"n":1}', '{"n":2}');
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"n":`);
  await write('{"n":3}');
  expect((await readChainedFile(file)).bodies).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('"n":2', '"n":9'));
  await expect(write('{"n":4}')).rejects.toMatchObject({ code: 'log_damaged' });
  writeFileSync(file, text.split('\n').slice(0, 1).join('\n').concat('\n'));
  await expect(write('{"n":4}')).rejects.toThrow('It has 1 line and had 3.');
});

it('takes no line once its file was moved away, deleted or replaced while it is open, as nobody would find it', async () => {
  const log = createChainedLog(file);
  await log.append('{"n":1}');
  renameSync(file, `${file}.1`);
  await expect(log.append('{"n":2}')).rejects.toThrow('It is missing or empty; it had 1 line.');
  writeFileSync(file, readFileSync(`${file}.1`));
  await log.append('{"n":3}');
  await log.close();
  expect(await readChainedFile(file)).toEqual({ bodies: ['{"n":1}', '{"n":3}'], fault: null });
});
