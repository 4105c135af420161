import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@flightdeck/catalog';
import { afterAll, describe, expect, it } from 'vitest';
import { folderRecords } from '../records.ts';
import { createAccounts } from './accounts.ts';
import { accountChanges } from './changes.ts';
import { readAccountRows } from './table.ts';

const root = mkdtempSync(join(tmpdir(), 'flightdeck-accounts-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ISSUER = 'https://id.example.com';
const GITHUB = 'api.github.com';
const findLogins = async (_: readonly string[], host: string) => new Map(host === GITHUB ? [['ada', '4242']] : []);
const read = (...lines: string[]) => readAccountRows(lines.join('\n'), findLogins);

async function whyNot(...lines: string[]): Promise<string> {
  const error = await read(...lines).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InputError)) throw new Error('It was taken.');
  expect([error.code, error.message]).toEqual([
    'bad_accounts',
    'The table of accounts is not right, so nothing was changed.',
  ]);
  return error.hint ?? '';
}

describe('a table of accounts', () => {
  it('has ids, or logins that are turned into ids once', async () => {
    const rows = await read(
      '\uFEFFIssuer,subject,github_id,login,host,external_id\r',
      `${ISSUER},s-1,,Ada,,e-1\r`,
      `${ISSUER},"s,2",7,,github.com,\r`,
      '',
      `"${ISSUER}","a ""b""",7,,BIG.ghe.com,\r`,
    );
    expect(rows).toEqual([
      { issuer: ISSUER, subject: 's-1', account: { host: GITHUB, id: '4242' }, login: 'Ada', externalId: 'e-1' },
      { issuer: ISSUER, subject: 's,2', account: { host: GITHUB, id: '7' }, login: null, externalId: null },
      {
        issuer: ISSUER,
        subject: 'a "b"',
        account: { host: 'api.big.ghe.com', id: '7' },
        login: null,
        externalId: null,
      },
    ]);
  });

  it.each([
    ['', 'Its first line must name the columns'],
    ['issuer,subject', 'Its first line must name the columns'],
    ['issuer,subject,github_id,email', 'Its first line must name the columns'],
    ['issuer,subject,login,login', 'Its first line must name the columns'],
    ['issuer,subject,github_id\n"a,b', 'A quotation mark in it is never closed.'],
    ['issuer,subject,github_id\na,b', 'Line 2: It has 2 fields, the first line 3.'],
    ['issuer,subject,github_id\n,b,1', 'Line 2: It lacks the issuer or the subject.'],
    ['issuer,subject,github_id\na,b,', 'Line 2: It must have either a github_id or a login.'],
    ['issuer,subject,github_id,login\na,b,1,ada', 'Line 2: It must have either a github_id or a login.'],
    ['issuer,subject,github_id\na,b,ada', 'Line 2: "ada" is no user id of GitHub.'],
    ['issuer,subject,github_id\na,b,042', 'Line 2: "042" is no user id of GitHub.'],
    ['issuer,subject,github_id\na,b,99999999999999999', 'Line 2: "99999999999999999" is no user id of GitHub.'],
    ['issuer,subject,github_id,host\na,b,1,a/b', 'Line 2: "a/b" is no host of GitHub.'],
    ['issuer,subject,login\na,b,bob', 'Line 2: Nobody called "bob" is known on api.github.com'],
    ['issuer,subject,login,host\na,b,ada,big.ghe.com', 'Line 2: Nobody called "ada" is known on api.big.ghe.com'],
    ['issuer,subject,github_id\na,b,1\na,b,2', 'Line 3: This person stands in line 2 already.'],
    [
      'issuer,subject,github_id\na,b,1\na,c,1',
      "Line 3: This account is somebody else's, who stands in line 2 already.",
    ],
    ['issuer,subject,github_id,login\na,b,4242,\na,c,,ADA', "Line 3: This account is somebody else's"],
  ])('%j is refused whole', async (csv, why) => {
    expect(await whyNot(csv)).toContain(why);
  });

  it('names every bad line, of very many the first twenty', async () => {
    const why = await whyNot('issuer,subject,github_id', 'a,b,x', 'a,c,1', '"a\n",d,y');
    expect(why.match(/Line \d+/g)).toEqual(['Line 2', 'Line 4']);
    const many = await whyNot('issuer,subject,github_id', ...Array.from({ length: 30 }, (_, index) => `a,${index},x`));
    expect(many.match(/Line \d+/g)).toHaveLength(20);
    expect(many).toContain('And 10 more.');
  });
});

describe('a table in place of another', () => {
  it('changes the accounts of those whose id or host is another, who are new or who are gone', async () => {
    const before = await read('issuer,subject,github_id', `${ISSUER},a,1`, `${ISSUER},b,2`, `${ISSUER},c,3`);
    const after = await read(
      'issuer,subject,github_id,host',
      `${ISSUER},d,3,`,
      `${ISSUER},b,2,big.ghe.com`,
      `${ISSUER},a,1,`,
    );
    const person = (subject: string): string => JSON.stringify([ISSUER, subject]);
    expect(accountChanges(before, after)).toEqual([
      { person: person('d'), from: null, to: { host: GITHUB, id: '3' } },
      { person: person('b'), from: { host: GITHUB, id: '2' }, to: { host: 'api.big.ghe.com', id: '2' } },
      { person: person('c'), from: { host: GITHUB, id: '3' }, to: null },
    ]);
    expect(accountChanges(after, after)).toEqual([]);
  });
});

describe('the file', () => {
  const records = folderRecords(join(root, 'access'));
  const file = records.placeOf('accounts.json');
  const now = () => new Date('2026-11-05T08:00:00Z');
  const person = JSON.stringify([ISSUER, 's-1']);

  it('knows a person by issuer and subject alone, and servers on one folder agree', async () => {
    const [one, other] = [createAccounts(records, now), createAccounts(records, now)];
    expect([await one.find(person), await one.list()]).toEqual([null, []]);
    await other.replace(await read('issuer,subject,github_id', `${ISSUER},s-1,7`));
    expect(await one.find(person)).toEqual({ host: GITHUB, id: '7' });
    for (const key of [
      JSON.stringify(['https://other.example.com', 's-1']),
      JSON.stringify([ISSUER, 'S-1']),
      's-1',
      '',
    ])
      expect(await one.find(key)).toBeNull();
    await one.replace(await read('issuer,subject,github_id', `${ISSUER},s-2,7`));
    expect([await other.find(person), (await other.list()).length]).toEqual([null, 1]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('that is damaged knows nobody, and says so to who lists it', async () => {
    for (const text of [
      '[',
      '{}',
      '[{"issuer":"a"}]',
      '[{"issuer":"a","subject":"b","account":{"host":"h","id":7}}]',
    ]) {
      writeFileSync(file, text);
      const accounts = createAccounts(records, now);
      expect(await accounts.find(person)).toBeNull();
      await expect(accounts.list()).rejects.toMatchObject({ code: 'accounts_damaged' });
    }
  });
});
