import type { Person } from '../../port.ts';
import { hostOf } from '../../shared/host.ts';
import { isMade } from './name-labels.ts';
import type { NameBook } from './names.ts';

/** People of the scopes' host found by what filters name; those of whom only the login is known have no id of GitHub. */
export function findPeople(names: NameBook, scopes: readonly string[], asked: readonly string[]): readonly Person[] {
  const host = hostOf(scopes[0] ?? '');
  const labels = names.labels('login', host);
  return [...names.bearers('login', host, asked)]
    .filter((id) => !isMade(id))
    .map((id) => ({ id, label: labels.get(id) ?? null }))
    .sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
}
