/** What somebody may do; the server's table says which role opens which route. */
export type Role = 'admin' | 'analyst' | 'viewer' | 'auditor' | 'self';

/** Who asks. On loopback without authentication there is one, local, with every role; a guest looks at the demo and changes nothing. */
export interface Principal {
  readonly kind: 'local' | 'guest';
  readonly roles: readonly Role[];
}

/** The one who sits at this machine. */
export const LOCAL: Principal = Object.freeze({
  kind: 'local',
  roles: Object.freeze(['admin', 'analyst', 'viewer', 'auditor', 'self'] as const),
});

/** Anybody who opens a demo that the network can reach. */
export const GUEST: Principal = Object.freeze({ kind: 'guest', roles: Object.freeze(['analyst', 'viewer'] as const) });
