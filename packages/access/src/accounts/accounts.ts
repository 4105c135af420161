import { DataError } from '@flightdeck/catalog';
import type { Records } from '../records.ts';
import { toPersonKey } from '../role-map.ts';
import type { Account } from './account.ts';
import type { AccountRow } from './table.ts';

/** The table of accounts: which account at GitHub a person has. */
export interface Accounts {
  /** The account of the person with that key; null if the table has none, or is damaged. */
  find(person: string): Promise<Account | null>;
  /** All rows, in the order of the import. @throws DataError `accounts_damaged`. */
  list(): Promise<readonly AccountRow[]>;
  /** Replaces all rows. */
  replace(rows: readonly AccountRow[]): Promise<void>;
}

interface Table {
  readonly stamp: string;
  readonly rows: readonly AccountRow[];
  readonly byPerson: ReadonlyMap<string, Account>;
}

const NAME = 'accounts.json';

/** The table in a record, read again when that was written anew, so that servers with the same records agree. */
export function createAccounts(records: Records, now: () => Date): Accounts {
  let kept: Table | null = null;
  const read = async (): Promise<Table> => {
    const stamp = await records.versionOf(NAME);
    if (kept?.stamp === stamp) return kept;
    const text = (await records.read(NAME))?.text ?? '[]';
    const rows = parseRows(text);
    if (rows === null)
      throw new DataError('The table of accounts cannot be read.', {
        code: 'accounts_damaged',
        path: records.placeOf(NAME),
        hint: 'Import it again: flightdeck accounts import FILE.',
      });
    const byPerson = new Map(rows.map((row) => [toPersonKey(row.issuer, row.subject), row.account]));
    kept = { stamp, rows, byPerson };
    return kept;
  };
  return {
    async find(person) {
      try {
        return (await read()).byPerson.get(person) ?? null;
      } catch (error) {
        if (error instanceof DataError) return null;
        throw error;
      }
    },
    list: async () => (await read()).rows,
    async replace(rows) {
      await records.write(NAME, `${JSON.stringify(rows)}\n`, now());
      kept = null;
    },
  };
}

function parseRows(text: string): readonly AccountRow[] | null {
  try {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) && rows.every(isRow) ? rows : null;
  } catch {
    return null;
  }
}

function isRow(value: unknown): value is AccountRow {
  if (typeof value !== 'object' || value === null) return false;
  const { issuer, subject, account } = value as Partial<Record<keyof AccountRow, unknown>>;
  if (typeof issuer !== 'string' || typeof subject !== 'string') return false;
  if (typeof account !== 'object' || account === null) return false;
  const { host, id } = account as Partial<Record<keyof Account, unknown>>;
  return typeof host === 'string' && typeof id === 'string';
}
