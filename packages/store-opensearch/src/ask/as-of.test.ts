import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scan } from '@flightdeck/query';
import { type FixtureFact, loadFacts } from '@flightdeck/store/conformance';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type OpensearchStore, openOpensearchStore } from '../open-store.ts';

const url = process.env.TEST_CLUSTER_URL ?? '';
const [node = ''] = url.split(',');
const prefix = `test-${randomUUID().slice(0, 8)}`;
const at = (day: number): string => `2026-11-0${day}T06:00:00.000Z`;

const accepted = (day: string, count: number): FixtureFact => ({
  scope: 'org:acme',
  fact: 'user_day',
  columns: ['day', 'user_id', 'user_login', 'code_acceptance_activity_count'],
  rows: [[day, 1, 'ada', count]],
});

const scan: Scan = {
  id: 'accepted',
  fact: 'user_day',
  scopes: ['org:acme'],
  range: { from: '2026-10-30', to: '2026-10-30' },
  by: ['user'],
  where: [],
  once: false,
  measures: [{ name: 'accepted', aggregate: 'sum', column: 'code_acceptance_activity_count', when: [] }],
};

async function ask<T>(path: string, method = 'GET', body?: object): Promise<T> {
  const response = await fetch(`${node}/${prefix}-${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(response.status).toBeLessThan(300);
  return (await response.json()) as T;
}

/** Removes from the ledger what a cluster lacks that was filled before versions were kept. */
async function forgetVersions(): Promise<void> {
  const { hits } = await ask<{ hits: { hits: { _id: string; _source: Record<string, unknown> }[] } }>(
    'books/_search?q=table:ledger_day',
  );
  for (const { _id, _source } of hits.hits) {
    const { since: _, final_at: __, kept_from: ___, ...earlier } = _source;
    await ask(`books/_doc/${_id}?refresh=true`, 'PUT', earlier);
  }
}

describe.skipIf(url === '')('what a cluster knew (needs TEST_CLUSTER_URL)', () => {
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
  let folder: string;
  let store: OpensearchStore;
  const valueAt = async (asOf?: string, range = scan.range): Promise<unknown> =>
    (await store.scan({ ...scan, range, ...(asOf ? { asOf } : {}) })).map(({ values }) => values[0]);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flightdeck-as-of-'));
    store = await openOpensearchStore({ url, prefix, readFolders: [folder], graceMs: 0 });
    for (const [day, count] of [
      [1, 5],
      [2, 6],
      [3, 7],
    ] as const) {
      await loadFacts(store, folder, [accepted('2026-10-30', count)], { sha256: `${count}`, fetchedAt: at(day) });
    }
    await loadFacts(store, folder, [accepted('2026-10-29', 1)], { fetchedAt: at(1) });
  });
  afterAll(async () => {
    await store?.close();
    for (const group of ['facts', 'teams', 'scopes']) {
      await fetch(`${node}/_index_template/${prefix}-${group}`, { method: 'DELETE' });
    }
    const names = Object.keys((await (await fetch(`${node}/${prefix}-*/_alias`)).json()) as object);
    await fetch(`${node}/${names.join(',')}`, { method: 'DELETE' });
    await rm(folder, { recursive: true, force: true });
  });

  it('is answered from documents that current queries never see', async () => {
    expect([await valueAt(at(1)), await valueAt(at(2)), await valueAt(at(3)), await valueAt()]).toEqual([
      [5],
      [6],
      [7],
      [7],
    ]);
    expect(await ask('user_day/_count')).toMatchObject({ count: 2 });
    expect(await ask('facts-2026-10/_count?q=table:past_user_day')).toMatchObject({ count: 2 });
  });

  it('is refused where days of an earlier cluster were replaced, until they are replaced again', async () => {
    await forgetVersions();
    await expect(valueAt(at(2))).rejects.toMatchObject({ code: 'history_not_kept' });
    expect(await valueAt(at(3))).toEqual([7]);
    // A day that was never replaced is known as it was.
    expect(await valueAt(at(1), { from: '2026-10-29', to: '2026-10-29' })).toEqual([1]);
    await loadFacts(store, folder, [accepted('2026-10-30', 8)], { sha256: '8', fetchedAt: at(4) });
    expect([await valueAt(at(3)), await valueAt(at(4))]).toEqual([[7], [8]]);
    await expect(valueAt(at(2))).rejects.toMatchObject({ code: 'history_not_kept' });
  });
});
