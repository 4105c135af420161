import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseGrant, toAccount } from '@flightdeck/access';
import { afterAll, expect, it } from 'vitest';
import { readConfig } from '../../settings/config.ts';
import { openAccess } from './open-access.ts';
import { folderRecordsOf } from './records-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'flightdeck-access-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('gives a token with `self` the account that the table has for its maker, and a token without it none', async () => {
  const env = { AUTH_MODE: 'proxy', ROLE_MAP: '*:self,leads:viewer@*' };
  const { signIn } = readConfig({ flags: {}, env, cwd: folder, readFile: () => null });
  const now = () => new Date('2026-11-05T08:00:00Z');
  const access = openAccess(folderRecordsOf(folder), signIn, now);
  const ada = { issuer: 'proxy', subject: 'ada', name: 'Ada', email: null, groups: ['leads'] };
  await access.people.remember(ada);
  const account = toAccount('42', 'api.github.com');
  await access.accounts.replace([{ issuer: 'proxy', subject: 'ada', account, login: null, externalId: null }]);
  const maker = await access.people.principalOf(ada);
  const accountOf = async (grant: string) => {
    const asked = { name: grant, grants: [parseGrant(grant)], expiresAt: new Date('2026-12-05T08:00:00Z') };
    const { text } = await access.tokens.make(maker, asked);
    return (await access.tokens.find(text))?.account;
  };
  expect(account).not.toBeNull();
  expect(await accountOf('self')).toEqual(account);
  expect(await accountOf('viewer@*')).toBeNull();
});
