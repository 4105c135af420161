import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { findServer, LOCAL, openApp, ownHome } from '@flightdeck/app';
import { counted, InputError } from '@flightdeck/catalog';
import { appEffects } from '../app-effects.ts';
import type { Call, Command } from '../command.ts';
import { formatTable } from '../output/table.ts';
import { createServerClient, type ServerClient, unreadable } from '../server/server-client.ts';
import { localTarget } from '../server/target.ts';

/** What the command uses: the running server, or the data folder itself. */
type Table = Pick<ServerClient, 'accounts' | 'importAccounts'>;

/** `flightdeck accounts`. */
export const accountsCommand: Command = {
  name: 'accounts',
  args: '<verb> [file]',
  remote: 'never',
  says: 'import FILE: replace the table of GitHub accounts with a CSV; list: show it',
  options: [],
  async run(call) {
    const { args, config, terminal } = call;
    const [verb, file] = args;
    if (verb === 'list' && file === undefined) {
      const rows = await withTable(call, (table) => table.accounts());
      const columns = ['issuer', 'subject', 'host', 'id', 'login'].map((title) => ({ title, align: 'left' as const }));
      const cells = rows.map(({ issuer, subject, host, id, login }) => [issuer, subject, host, id, login ?? '']);
      terminal.out(rows.length === 0 ? 'No accounts.\n' : formatTable(columns, cells));
      return 0;
    }
    if (verb === 'import' && file !== undefined) {
      const csv = await readFile(file, 'utf8').catch(() => {
        throw unreadable(file);
      });
      const { accounts, before } = await withTable(call, (table) => table.importAccounts(csv));
      terminal.out(
        `${counted(accounts, 'account')} in the table of ${config.dataFolder}; there were ${before} before.\n`,
      );
      return 0;
    }
    throw new InputError('This is not a command for accounts.', {
      code: 'unknown_verb',
      hint: 'Write flightdeck accounts import FILE, or flightdeck accounts list.',
    });
  },
};

async function withTable<T>(call: Call, work: (table: Table) => Promise<T>): Promise<T> {
  const { config } = call;
  const server = findServer(config.dataFolder);
  if (server !== null) return work(createServerClient(localTarget(server)));
  const app = await openApp(config, ownHome(config), appEffects(call, 'quiet'));
  try {
    return await work({
      accounts: async () => (await app.accounts.list()).map(({ account, ...row }) => ({ ...row, ...account })),
      importAccounts: (csv) =>
        app.importAccounts(csv, {
          who: LOCAL,
          note: (asked, named) =>
            app.audit.record(LOCAL, {
              ...{ kind: 'changed', route: 'flightdeck accounts import', asked, named },
              ...{ people: named.reduce((sum, { ids }) => sum + (ids?.length ?? 0), 0) },
              ...{ client: 'local', requestId: randomUUID(), always: true },
            }),
        }),
    });
  } finally {
    await app.close();
  }
}
