import { toPersonKey } from '../role-map.ts';
import { type Account, formatAccount } from './account.ts';
import type { AccountRow } from './table.ts';

/** A person who is another user of GitHub in a table of accounts than in the one before. */
export interface AccountChange {
  /** Issuer and subject as one text, as principals have it. */
  readonly person: string;
  /** Null: the table before had no row of theirs. */
  readonly from: Account | null;
  /** Null: the table has none any more. */
  readonly to: Account | null;
}

/** Whose account changes when one table takes the place of another, in the order of the new one; those left out come last. */
export function accountChanges(before: readonly AccountRow[], after: readonly AccountRow[]): readonly AccountChange[] {
  const accountsOf = (rows: readonly AccountRow[]): ReadonlyMap<string, Account> =>
    new Map(rows.map(({ issuer, subject, account }) => [toPersonKey(issuer, subject), account]));
  const [old, fresh] = [accountsOf(before), accountsOf(after)];
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((person) => {
    const [from, to] = [old.get(person) ?? null, fresh.get(person) ?? null];
    const isSame = from !== null && to !== null && formatAccount(from) === formatAccount(to);
    return isSame ? [] : [{ person, from, to }];
  });
}
