import {
  type Account,
  type AccountChange,
  type Accounts,
  accountChanges,
  formatAccount,
  type Named,
  type Principal,
  readAccountRows,
} from '@flightdeck/access';
import { InputError, parseScope } from '@flightdeck/catalog';
import type { Store } from '@flightdeck/store';

/** Numbers of rows in the table now and before. */
export interface ImportedAccounts {
  readonly accounts: number;
  readonly before: number;
}

/** Who replaces the table, and how it is written down before it is done. */
export interface Importing {
  readonly who: Pick<Principal, 'id'>;
  /** Writes a line of the audit log that names people, so that they find it among who looked at their rows. */
  note(asked: unknown, named: readonly Named[]): Promise<void>;
  /** Nobody waits any more once it ends: the table is left as it was. */
  readonly signal?: AbortSignal;
}

/** Changes in one line: the audit log keeps so many entries of a list. */
const MOST_IN_LINE = 20;

/**
 * Replaces the table of accounts; a login means whoever bears it now in what has been received. Each person of whom another account
 * is known from then on is written down before.
 * @throws InputError `bad_accounts`, `not_allowed` where it changes the account of whoever hands it over.
 */
export async function importAccounts(
  csv: string,
  { who, note, signal }: Importing,
  accounts: Accounts,
  store: Pick<Store, 'people' | 'scopes'>,
): Promise<ImportedAccounts> {
  const scopes = await store.scopes();
  const before = await accounts.list().catch(() => []);
  const rows = await readAccountRows(csv, async (logins, host) => {
    const own = scopes.filter((scope) => parseScope(scope).host === host);
    const found = own.length === 0 ? [] : await store.people(own, logins);
    return new Map(found.flatMap(({ id, label }) => (label === null ? [] : [[label.toLowerCase(), id]])));
  });
  const changes = accountChanges(before, rows);
  if (changes.some(({ person }) => person === who.id))
    throw new InputError('Nobody says which account is their own, so nothing was changed.', {
      code: 'not_allowed',
      hint: 'Leave your own row as it is; another administrator can change it, or flightdeck accounts import FILE on the machine.',
    });
  const counts = { accounts: rows.length, before: before.length };
  if (changes.length === 0) await note(counts, []);
  for (let at = 0; at < changes.length; at += MOST_IN_LINE) {
    const some = changes.slice(at, at + MOST_IN_LINE);
    signal?.throwIfAborted();
    await note({ ...counts, changed: some.map(toWritten) }, namedIn(some));
  }
  signal?.throwIfAborted();
  await accounts.replace(rows);
  return counts;
}

const written = (account: Account | null): string | null => (account === null ? null : formatAccount(account));
const toWritten = ({ person, from, to }: AccountChange) => ({ person, from: written(from), to: written(to) });

/** The accounts that were somebody's or become somebody's, by host. */
function namedIn(changes: readonly AccountChange[]): readonly Named[] {
  const hosts = new Map<string, Set<string>>();
  for (const { host, id } of changes.flatMap(({ from, to }) => [from, to]).filter((account) => account !== null))
    hosts.set(host, (hosts.get(host) ?? new Set()).add(id));
  return [...hosts].map(([host, ids]) => ({ host, ids: [...ids], scopes: [] }));
}
