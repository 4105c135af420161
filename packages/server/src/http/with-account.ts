import type { Accounts } from '@flightdeck/access';
import type { Identify } from './identify.ts';

/** Who asks, with the account that the table has of them where GitHub itself has not said it. */
export function withAccount({ find }: Pick<Accounts, 'find'>, identify: Identify): Identify {
  return async (request) => {
    const who = await identify(request);
    if (who?.kind !== 'person' || who.account !== null) return who;
    return { ...who, account: await find(who.id) };
  };
}
