import { join } from 'node:path';
import {
  type Audit,
  createAccounts,
  createAudit,
  createFirstAdministrator,
  createKeptGrants,
  createOrganizations,
  createPeople,
  createSealer,
  createSessions,
  createTokens,
  type Principal,
} from '@flightdeck/access';
import { createChainedLog } from '@flightdeck/ingest';
import type { Config } from '../../settings/config.ts';
import { issuerOf, type SignIn } from '../../settings/sign-in.ts';
import { AUDIT_FILE } from '../../status/inspect-audit.ts';
import { pendingSteps } from '../../upgrade/folder-format.ts';
import type { App } from '../app.ts';
import { closeAll } from '../close-all.ts';
import { makeHome, ownHome } from '../home.ts';
import { openRecords, type RecordsOf } from './records-of.ts';

/** Sessions, people, tokens, grants and accounts, from their records; none is read or made before it is needed. */
export function openAccess(
  recordsOf: RecordsOf,
  signIn: SignIn,
  now: () => Date,
): Pick<
  App,
  'accounts' | 'organizations' | 'people' | 'grants' | 'firstAdministrator' | 'tokens' | 'sessions' | 'sealer'
> {
  const { roles, tokenMostDays } = signIn;
  const issuer = issuerOf(signIn);
  const grants = createKeptGrants(recordsOf('grants'), now, issuer);
  const people = createPeople({ records: recordsOf('people'), now, issuer, roles, mostDays: tokenMostDays, grants });
  const accounts = createAccounts(recordsOf('access'), now);
  const sessions = recordsOf('sessions');
  const makerOf = async (id: string): Promise<Principal | null> => {
    const maker = await people.find(id);
    return maker?.kind === 'person' && maker.account === null ? { ...maker, account: await accounts.find(id) } : maker;
  };
  return {
    accounts,
    organizations: createOrganizations(recordsOf('organizations'), now),
    people,
    grants,
    firstAdministrator: createFirstAdministrator({ records: recordsOf('access'), now, issuer, roles, grants }),
    tokens: createTokens({ records: recordsOf('tokens'), now, mostDays: tokenMostDays, makerOf }),
    sessions: createSessions({ records: sessions, now, issuer, roles, principalOf: people.principalOf }),
    sealer: createSealer(sessions),
  };
}

/** Tokens and audit log of a data folder without a running server, for a command of its owner. */
export interface AccessFiles extends Pick<App, 'tokens'> {
  readonly audit: Audit;
  close(): Promise<void>;
}

/** Opens them, and makes the folder if there is none. @throws InputError `folder_not_writable`, `folder_newer`. */
export function openAccessFiles(config: Config, now: () => Date): AccessFiles {
  pendingSteps(config.dataFolder);
  makeHome(ownHome(config));
  const log = createChainedLog(join(config.dataFolder, AUDIT_FILE));
  const records = openRecords(config);
  const { tokens } = openAccess(records.of, config.signIn, now);
  const close = () => closeAll([() => log.close(), () => records.close()]);
  return { tokens, audit: createAudit(log.append, now), close };
}
