import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { countedOnly } from '../people-named.ts';
import { route } from '../route.ts';

const FILE_LIMIT = 30_000_000;

const row = z
  .strictObject({
    issuer: z.string(),
    subject: z.string(),
    host: z.string(),
    id: z.string().describe("GitHub's numeric id of the user."),
    login: z.string().nullable().describe('The login in the imported table; null: it gave the id.'),
    externalId: z.string().nullable().describe('Id in the directory of the enterprise; decides nothing.'),
  })
  .meta({ id: 'AccountRow' });

/** Routes of the table of accounts: which account at GitHub people have. */
export const ACCOUNT_ROUTES = [
  route({
    method: 'get',
    path: '/api/v1/accounts',
    right: 'administer',
    spans: 'everything',
    says: 'The table of accounts: which GitHub account people have.',
    body: null,
    answer: z.strictObject({ accounts: z.array(row) }),
    heavy: false,
    cacheable: null,
    async handle({ app, names }) {
      const rows = await app.accounts.list();
      names(countedOnly(rows.length));
      return {
        accounts: rows.map(({ issuer, subject, account, login, externalId }) => ({
          ...{ issuer, subject, login, externalId },
          ...{ host: account.host, id: account.id },
        })),
      };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/accounts',
    right: 'administer',
    spans: 'everything',
    says: 'Replaces the table of accounts with a CSV: issuer, subject, github_id or login, and host. All of it, or nothing.',
    body: null,
    alwaysNoted: true,
    notesChanges: true,
    fileLimit: FILE_LIMIT,
    answer: z.strictObject({ accounts: z.number(), before: z.number() }),
    heavy: true,
    cacheable: null,
    handle: async ({ app, who, file, signal, changes }) =>
      app.importAccounts(await readFile(file ?? '', 'utf8'), { who, note: changes, signal }),
  }),
] as const;
