import type { ClientCredential } from '@flightdeck/app';
import { UpstreamError } from '@flightdeck/catalog';

/** Audience of tokens for federated credentials. @source https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity */
const AUDIENCE = 'api://AzureADTokenExchange';
const TIMEOUT_MS = 10_000;

/**
 * A fresh token of the managed identity of the app or machine, from Azure's endpoint, which is asked without a proxy.
 * @throws UpstreamError `no_platform_identity`.
 * @source https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 * @source https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
 */
export async function askAzureForToken({
  endpoint,
  clientId,
}: Extract<ClientCredential, { kind: 'azure' }>): Promise<string> {
  const { url: address, header } = endpoint;
  const url = new URL(address);
  url.searchParams.set('resource', AUDIENCE);
  url.searchParams.set('api-version', header === null ? '2018-02-01' : '2019-08-01');
  if (clientId !== null) url.searchParams.set('client_id', clientId);
  const headers: Record<string, string> = header === null ? { Metadata: 'true' } : { 'X-IDENTITY-HEADER': header };
  const answer = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    (error: unknown) => {
      throw noIdentity(`${url.origin} does not answer`, error);
    },
  );
  const body: unknown = await answer.json().catch(() => null);
  const token = typeof body === 'object' && body !== null && 'access_token' in body ? body.access_token : null;
  if (answer.ok && typeof token === 'string' && token !== '') return token;
  throw noIdentity(`${url.origin} answers ${answer.status}${saidIn(body)}`, null);
}

/** Azure's words for an error: `error_description` on a virtual machine, `message` in an app; empty if there are none. */
function saidIn(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  const { error_description: one, message: other } = body as Readonly<Record<string, unknown>>;
  const said = [one, other].find((text) => typeof text === 'string');
  return said === undefined ? '' : `: ${String(said).slice(0, 200)}`;
}

/** The error for a platform that gives no token. Its message is for the person who signs in, `why` for the log. */
export const noIdentity = (why: string, cause: unknown): UpstreamError =>
  new UpstreamError('Flightdeck cannot prove to the sign-in provider who it is.', {
    code: 'no_platform_identity',
    retryable: true,
    hint: 'Try again in a minute. The log has the reason, for the operator.',
    cause: new Error(why, { cause }),
  });
