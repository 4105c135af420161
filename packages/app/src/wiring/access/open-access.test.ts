import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatGrant, parseGrant, toAccount } from '@flightdeck/access';
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

it('knows nobody whom a proxy of another name signed in, nor what was granted to its groups or made by its people', async () => {
  const now = () => new Date('2026-11-05T08:00:00Z');
  const own = mkdtempSync(join(folder, 'two-proxies-'));
  const open = (AUTH_PROXY_NAME: string) => {
    const env = { AUTH_MODE: 'proxy', AUTH_PROXY_NAME, ROLE_MAP: 'leads:viewer@*' };
    const { signIn } = readConfig({ flags: {}, env, cwd: folder, readFile: () => null });
    return openAccess(folderRecordsOf(own), signIn, now);
  };
  const [one, other] = [open(''), open('Authelia')];
  const ada = { subject: 'ada', name: 'Ada', email: null, groups: ['guild', 'leads'] };
  const grantsOf = async ({ people }: typeof one, issuer: string) =>
    (await people.principalOf({ ...ada, issuer })).grants.map(formatGrant);
  await one.people.remember({ ...ada, issuer: 'proxy' });
  const maker = await one.people.principalOf({ ...ada, issuer: 'proxy' });
  const asked = { name: 'grafana', grants: [parseGrant('viewer@*')], expiresAt: new Date('2026-12-05T08:00:00Z') };
  const { text } = await one.tokens.make(maker, asked);
  await one.grants.give({ kind: 'group', name: 'guild' }, parseGrant('auditor@*'), 'Root');
  expect(await grantsOf(one, 'proxy')).toEqual(['viewer@*', 'auditor@*']);
  expect(await grantsOf(other, 'authelia')).toEqual(['viewer@*']);
  expect([(await one.tokens.find(text))?.within?.length, (await other.tokens.find(text))?.within]).toEqual([2, []]);
});
