import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccounts, folderRecords } from '@flightdeck/access';
import { afterAll, expect, it } from 'vitest';
import { importAccounts } from './import-accounts.ts';

const folder = mkdtempSync(join(tmpdir(), 'flightdeck-accounts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('leaves the table as it was once nobody waits for the answer, which says that nothing was changed', async () => {
  const accounts = createAccounts(folderRecords(folder), () => new Date('2026-11-05T08:00:00Z'));
  const store = { people: async () => [], scopes: async () => [] };
  const gone = new AbortController();
  const lines: unknown[] = [];
  const note = async (asked: unknown): Promise<void> => {
    lines.push(asked);
    gone.abort(new Error('too slow'));
  };
  const csv = `issuer,subject,github_id\n${Array.from({ length: 45 }, (_, at) => `i,s-${at},${at + 1}\n`).join('')}`;
  const by = { who: { id: 'boss' }, note, signal: gone.signal };
  await expect(importAccounts(csv, by, accounts, store)).rejects.toThrow('too slow');
  expect([lines.length, await accounts.list()]).toEqual([1, []]);
  expect(await importAccounts(csv, { who: { id: 'boss' }, note }, accounts, store)).toEqual({
    accounts: 45,
    before: 0,
  });
  expect((await accounts.list()).length).toBe(45);
});
