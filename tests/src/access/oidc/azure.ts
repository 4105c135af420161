import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What somebody asked of Azure's platform. */
export interface AskedOfAzure {
  readonly path: string;
  readonly search: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Azure's endpoint for tokens of managed identities, on loopback. */
export interface Azure {
  readonly url: string;
  readonly asked: readonly AskedOfAzure[];
  /** Refuses from now on, or no longer. */
  fails(isFailing: boolean): void;
  close(): Promise<void>;
}

export const IDENTITY_HEADER = '853b9a84-5bfa-4b22-a3f3-0b9a43d9ad8a';
/** Tokens by turns; their signature is Azure's business and the issuer's. */
export const azureToken = (turn: number): string => `eyJhbGciOiJSUzI1NiJ9.turn-${turn}.signature`;

/**
 * Both forms: of App Service and Container Apps (`IDENTITY_ENDPOINT`, header `X-IDENTITY-HEADER`, 2019-08-01), and of the Instance
 * Metadata Service of virtual machines (`Metadata: true`, 2018-02-01). Written after Microsoft's documents: app-service
 * overview-managed-identity and managed-identities-azure-resources how-to-use-vm-token.
 */
export async function startAzure(): Promise<Azure> {
  const asked: AskedOfAzure[] = [];
  let isFailing = false;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://azure');
    const search = Object.fromEntries(searchParams);
    asked.push({ path: pathname, search, headers: request.headers });
    const send = (status: number, body: object) =>
      void response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
    const isVm = pathname === '/metadata/identity/oauth2/token';
    if (isVm && request.headers.metadata !== 'true')
      return send(400, { error: 'invalid_request', error_description: 'Required metadata header not specified' });
    if (!isVm && request.headers['x-identity-header'] !== IDENTITY_HEADER)
      return send(403, { statusCode: 403, message: 'The identity header is wrong.' });
    if (
      search['api-version'] !== (isVm ? '2018-02-01' : '2019-08-01') ||
      search.resource !== 'api://AzureADTokenExchange'
    )
      return send(400, { error: 'invalid_request', error_description: 'Bad request' });
    if (isFailing) return send(400, { error: 'invalid_request', error_description: 'Identity not found' });
    const token = {
      access_token: azureToken(asked.length),
      expires_on: '1796083200',
      resource: search.resource,
      token_type: 'Bearer',
    };
    return send(
      200,
      isVm ? { ...token, expires_in: '3599', refresh_token: '' } : { ...token, client_id: search.client_id },
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    fails(now) {
      isFailing = now;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
