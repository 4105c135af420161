/** What the tests use of oidc-provider, which brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  interface Settings {
    readonly [name: string]: unknown;
    readonly findAccount: (context: unknown, id: string) => unknown;
    readonly interactions: { url(context: unknown, interaction: { readonly uid: string }): string };
    loadExistingGrant(context: {
      readonly oidc: {
        readonly client: { readonly clientId: string };
        readonly session?: { readonly accountId?: string };
      };
    }): Promise<Grant>;
  }
  export default class Provider {
    constructor(issuer: string, settings: Settings);
    readonly Grant: new (of: {
      readonly clientId: string;
      readonly accountId: string;
    }) => Grant;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  }
}
