import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

/** A provider of others, in this process, that signs everybody in as Ada, of the group `leads`. */
export interface RealProvider {
  readonly issuer: string;
  close(): void;
}

/** How it asks others, such as those it says of that somebody signed out. */
type Fetch = (url: string, options: RequestInit & { readonly dispatcher?: unknown }) => Promise<Response>;

/** Starts one where these clients are registered. */
export async function startRealProvider(clients: readonly object[], ask: Fetch = fetch): Promise<RealProvider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const web = createServer().listen(0, '127.0.0.1');
  await once(web, 'listening');
  const issuer = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['a key of the provider'] },
    clients: [...clients],
    scopes: ['openid', 'profile', 'email', 'groups'],
    claims: { openid: ['sub', 'sid'], profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    fetch: ask,
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, name: 'Ada Lovelace', groups: ['leads'] }),
    }),
    // Whoever signs in agrees to what is asked for.
    async loadExistingGrant(context) {
      const grant = new provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile email groups');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  web.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/'))
      void provider.interactionFinished(request, response, { login: { accountId: 'ada-17' } });
    else void answer(request, response);
  });
  return {
    issuer,
    close() {
      web.close();
      web.closeAllConnections();
    },
  };
}
