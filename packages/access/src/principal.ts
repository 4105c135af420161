import type { Account } from './accounts/account.ts';
import type { Grant } from './grant.ts';
import { ROLES } from './roles.ts';

/** Who asks, and what they may do. */
export interface Principal {
  /** `local`: the user of this machine · `guest`: anybody who opens a demo · `person`: signed in · `token`: a machine. */
  readonly kind: 'local' | 'guest' | 'person' | 'token';
  /** Stable: issuer and subject, or the token's id. Never a login or an e-mail. */
  readonly id: string;
  /** Name to show. */
  readonly name: string;
  /** Their grants; without one they may do nothing. */
  readonly grants: readonly Grant[];
  /** Their account at GitHub, whose rows are their own; null if it is not known. */
  readonly account: Account | null;
  /** Of a token: the present grants of its maker, to which its own are limited. Left out for all others. */
  readonly within?: readonly Grant[];
  /** Of a token: id of who made it. Left out for everybody else. */
  readonly maker?: string;
  /** Of a token: name of who made it, as it was then. Left out for everybody else. */
  readonly makerName?: string;
}

/** The user of this machine. */
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
