import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReconcileRequest, Reconciliation } from '@flightdeck/reconcile';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSignOffs, type NewSignOff } from './sign-offs.ts';

let folder: string;
let file: string;
const NOW = { now: () => new Date('2026-11-03T09:00:00Z'), version: '0.1.0' };
const REQUEST: ReconcileRequest = {
  metric: 'active_users',
  range: { from: '2026-10-01', to: '2026-10-31' },
  scope: { dimension: 'organization', names: ['acme'] },
  against: { source: 'dashboard', text: '331' },
};
const signOff = (unexplained: number | null): NewSignOff => ({
  by: 'local',
  month: '2026-10',
  comment: 'October',
  tolerance: 2,
  request: REQUEST,
  reconciliation: { metric: 'active_users', unit: 'people', unexplained } as Reconciliation,
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flightdeck-sign-offs-'));
  file = join(folder, 'sign-offs.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('sign-offs', () => {
  it('are kept with their evidence, newest first, and found again by another process', async () => {
    const first = await createSignOffs(file, NOW).add(signOff(1));
    const second = await createSignOffs(file, NOW).add(signOff(-3));
    expect(await createSignOffs(file, NOW).list()).toEqual([second, first]);
    expect([first.within, second.within, first.at]).toEqual([true, false, '2026-11-03T09:00:00.000Z']);
  });

  it('lose nothing and mix nothing when several are added at once', async () => {
    const signOffs = createSignOffs(file, NOW);
    const added = await Promise.all(Array.from({ length: 20 }, () => signOffs.add(signOff(0))));
    expect(new Set((await signOffs.list()).map(({ id }) => id))).toEqual(new Set(added.map(({ id }) => id)));
  });

  it('survive half a line that a crash left', async () => {
    const signOffs = createSignOffs(file, NOW);
    const first = await signOffs.add(signOff(0));
    appendFileSync(file, '{"id":"half');
    const second = await signOffs.add(signOff(0));
    expect(await signOffs.list()).toEqual([second, first]);
  });

  it('name the month and say something', () => {
    const signOffs = createSignOffs(file, NOW);
    expect(() => signOffs.add({ ...signOff(0), month: 'October' })).toThrow('"October" is not a month.');
    expect(() => signOffs.add({ ...signOff(0), comment: ' ' })).toThrow('A sign-off says in a few words');
  });
});
