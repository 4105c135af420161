import type { Me } from '../../data/session/me.ts';
import * as text from '../../text/shell/person.ts';

/** `viewer of org:acme/team=web, analyst of everything`, of the first few; the number of the others. */
export function rolesText(roles: Me['roles'], most = 3): string {
  if (roles.length === 0) return text.noRole;
  const named = roles.slice(0, most).map(({ role, of }) => text.role({ role, of: of === '*' ? text.everything : of }));
  return [...named, ...(roles.length > most ? [text.more({ count: roles.length - most })] : [])].join(', ');
}

/** The name without the login behind it, which whoever signs in with GitHub has. */
const withoutLogin = (name: string): string => name.replace(/ \([\w-]{1,100}\)$/, '');

/** One or two letters for a person without a picture. */
export function initialsOf(name: string): string {
  const words = withoutLogin(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase() || '?';
}
