import type { Account } from './accounts/account.ts';
import type { Grant } from './grant.ts';
import { ROLES } from './roles.ts';

/** Who asks. */
export interface Principal {
  /** `local`: whoever started it, on this machine · `guest`: anybody, of a demo · `person`: signed in · `token`: a machine. */
  readonly kind: 'local' | 'guest' | 'person' | 'token';
  /** The same for as long as it is the same one: issuer and subject, or the token's id. Never a login or an e-mail. */
  readonly id: string;
  /** How people know them. */
  readonly name: string;
  /** What they may do; nothing without one. */
  readonly grants: readonly Grant[];
  /** Their account at GitHub: whose rows are their own. Null: nobody has said which it is, or it is no person. */
  readonly account: Account | null;
  /** Of a token: what its maker was granted as of now. It may do what both were. Left out for everybody else. */
  readonly within?: readonly Grant[];
}

/** The one who sits at this machine. */
export const LOCAL: Principal = Object.freeze({
  kind: 'local',
  id: 'local',
  name: 'local',
  grants: Object.freeze(ROLES.map((role) => Object.freeze({ role, of: 'everything' as const }))),
  account: null,
});

/** Anybody who opens a demo that the network can reach. */
export const GUEST: Principal = Object.freeze({
  kind: 'guest',
  id: 'guest',
  name: 'guest',
  grants: Object.freeze(
    (['viewer', 'analyst'] as const).map((role) => Object.freeze({ role, of: 'everything' as const })),
  ),
  account: null,
});
