import type { Accounts } from '@flightdeck/access';
import type { Identify } from './identify.ts';

/** Identifies as `identify` does, and adds the account from the table of accounts unless GitHub itself gave one. */
export function withAccount({ find }: Pick<Accounts, 'find'>, identify: Identify): Identify {
  return async (request) => {
    const who = await identify(request);
    if (who?.kind !== 'person' || who.account !== null) return who;
    return { ...who, account: await find(who.id) };
  };
}
