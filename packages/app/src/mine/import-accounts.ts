import { type Accounts, readAccountRows } from '@flightdeck/access';
import { parseScope } from '@flightdeck/catalog';
import type { Store } from '@flightdeck/store';

/** Numbers of rows in the table now and before. */
export interface ImportedAccounts {
  readonly accounts: number;
  readonly before: number;
}

/** Replaces the table of accounts. A login means whoever has it now in the reports received. @throws InputError `bad_accounts`. */
export async function importAccounts(
  csv: string,
  accounts: Accounts,
  store: Pick<Store, 'people' | 'scopes'>,
): Promise<ImportedAccounts> {
  const scopes = await store.scopes();
  const before = (await accounts.list().catch(() => [])).length;
  const rows = await readAccountRows(csv, async (logins, host) => {
    const own = scopes.filter((scope) => parseScope(scope).host === host);
    const found = own.length === 0 ? [] : await store.people(own, logins);
    return new Map(found.flatMap(({ id, label }) => (label === null ? [] : [[label.toLowerCase(), id]])));
  });
  await accounts.replace(rows);
  return { accounts: rows.length, before };
}
