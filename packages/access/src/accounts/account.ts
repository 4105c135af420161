import { InputError, toApiHost } from '@flightdeck/catalog';

/** A person's account at GitHub. GitHub or an administrator names it; it is never found by equal names or e-mails. */
export interface Account {
  /** As scopes name it: `api.github.com`. */
  readonly host: string;
  /** GitHub's numeric id of the user, as text; it stays when the login changes. */
  readonly id: string;
}

const HOST = /^[a-z0-9][a-z0-9.-]{0,252}(?::\d{1,5})?$/;
/** GitHub's ids fit a double; a longer number is not one. */
const ID = /^[1-9]\d{0,15}$/;

/** The one text of an account: `4242@api.github.com`. */
export const formatAccount = ({ host, id }: Account): string => `${id}@${host}`;

/**
 * The account with that id on a host, which may be written as people know it (`github.com`).
 * @throws InputError `bad_account` for an id or a host that cannot be GitHub's.
 */
export function toAccount(id: string, host: string): Account {
  const known = toApiHost(host.toLowerCase());
  if (!ID.test(id))
    throw new InputError(`"${id}" is no user id of GitHub.`, {
      code: 'bad_account',
      hint: 'It is the number GitHub has as "id" of the user: gh api users/LOGIN --jq .id',
    });
  if (!HOST.test(known))
    throw new InputError(`"${host}" is no host of GitHub.`, {
      code: 'bad_account',
      hint: 'Write github.com, or the host of your company: big.ghe.com.',
    });
  return { host: known, id };
}
