import { join } from 'node:path';
import {
  createAccounts,
  createFirstAdministrator,
  createKeptGrants,
  createPeople,
  createSealer,
  createSessions,
  createTokens,
} from '@flightdeck/access';
import type { SignIn } from '../settings/sign-in.ts';
import type { App } from './app.ts';

/** Who may come in, as it stands in files of the data folder; nothing is read or made before it is asked. */
export function openAccess(
  folder: string,
  { roles, tokenMostDays }: Pick<SignIn, 'roles' | 'tokenMostDays'>,
  now: () => Date,
): Pick<App, 'accounts' | 'people' | 'grants' | 'firstAdministrator' | 'tokens' | 'sessions' | 'sealer'> {
  const access = join(folder, 'access');
  const sessions = join(folder, 'sessions');
  const grants = createKeptGrants(join(access, 'grants'), now);
  const people = createPeople({ folder: join(access, 'people'), now, roles, grants });
  return {
    accounts: createAccounts(join(access, 'accounts.json'), now),
    people,
    grants,
    firstAdministrator: createFirstAdministrator(join(access, 'first-administrator'), { now, roles, grants }),
    tokens: createTokens({ folder: join(access, 'tokens'), now, mostDays: tokenMostDays, makerOf: people.find }),
    sessions: createSessions({ folder: sessions, now, roles, principalOf: people.principalOf }),
    sealer: createSealer(sessions),
  };
}
