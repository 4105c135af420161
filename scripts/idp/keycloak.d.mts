/** A realm as Keycloak imports it. */
export interface Realm {
  readonly realm: string;
  readonly [name: string]: unknown;
}

/** A Keycloak on loopback. */
export interface Keycloak {
  /** What the addresses of its realms begin with. */
  readonly url: string;
  /** Ends it and removes what it wrote. */
  stop(): Promise<void>;
}

/** Starts it at a port with a realm; throws an error with `isMissing` where it cannot be had. */
export function startKeycloak(options: {
  readonly realm: Realm;
  readonly port: number;
  readonly admin: { readonly name: string; readonly password: string };
}): Promise<Keycloak>;
