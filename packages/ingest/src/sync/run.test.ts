import { parseScope } from '@flightdeck/catalog';
import { afterEach, expect, test } from 'vitest';
import { type Bench, createFolders, openBench, SMALL_NOW, SMALL_RANGE, startSmall } from '../testing.ts';
import { syncOnce } from './run.ts';

const ORG = parseScope('org:aurora-works');
const folders = createFolders();
const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const open of closing.splice(0).reverse()) await open.close();
  folders.clear();
});

async function bench(): Promise<Bench> {
  const opened = await openBench(folders.make());
  closing.push(opened);
  return opened;
}

async function small(options: Parameters<typeof startSmall>[0] = {}): ReturnType<typeof startSmall> {
  const started = await startSmall(options);
  closing.push(started);
  return started;
}

test('a second sync changes nothing and asks only for days that may still change', async () => {
  const { tools, store } = await bench();
  const { github } = await small();
  const sync = () => syncOnce({ ...tools, github, scopes: [ORG], now: SMALL_NOW, range: SMALL_RANGE });
  const first = await sync();
  expect(first).toMatchObject({ result: 'ok', failed: [], rejected: 0 });
  const digests = await store.digests();
  const second = await sync();
  expect(second).toMatchObject({ result: 'ok', loaded: 0, failed: [] });
  expect(await store.digests()).toEqual(digests);
});
