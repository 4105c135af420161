import { createPrivateKey } from 'node:crypto';
import { resolve } from 'node:path';
import type { Setting } from '../setting.ts';
import { badSetting } from '../setting-values.ts';
import type { Texts } from '../sources.ts';

/** What Flightdeck proves to an issuer who it is with. */
export type ClientCredential =
  | { readonly kind: 'secret'; readonly secret: string }
  /** A private key in PEM form, perhaps with its certificate, and the issuer's id of it; null: none. */
  | { readonly kind: 'key'; readonly pem: string; readonly keyId: string | null }
  /** A file with a token that others keep fresh. */
  | { readonly kind: 'file'; readonly path: string }
  /** A token of the managed identity of the app or machine; `clientId` names one of several, null: the only one. */
  | { readonly kind: 'azure'; readonly endpoint: AzureEndpoint; readonly clientId: string | null };

/** Where Azure gives tokens. */
export interface AzureEndpoint {
  readonly url: string;
  /** The header value that App Service and Container Apps ask for; null on a virtual machine, which needs none. */
  readonly header: string | null;
}

/** Where an assertion comes from. */
export type AssertionSource =
  | { readonly kind: 'azure' }
  | { readonly kind: 'kubernetes' }
  | { readonly kind: 'file'; readonly path: string };

/** Where Kubernetes puts the token of a pod. */
const POD_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** Where a virtual machine asks; libraries of Azure look for another place in AZURE_POD_IDENTITY_AUTHORITY_HOST too. */
const INSTANCE_METADATA = 'http://169.254.169.254';

/** The source a setting names: a platform, or a file. @throws InputError `bad_setting`. */
export function readAssertion(setting: Setting, text: string): AssertionSource {
  if (text === 'azure-managed-identity') return { kind: 'azure' };
  if (text === 'kubernetes') return { kind: 'kubernetes' };
  if (/[/\\]/.test(text)) return { kind: 'file', path: text };
  throw badSetting(setting, text, `Write ${setting.name}=azure-managed-identity, kubernetes, or the path of a file.`);
}

/** A private key in PEM form, perhaps with its certificate. @throws InputError `bad_setting`. */
export function readClientKey(setting: Setting, text: string): string {
  const pem = text.replaceAll('\\n', '\n');
  try {
    const { asymmetricKeyType: type } = createPrivateKey(pem);
    if (type === 'rsa' || type === 'ec' || type === 'ed25519') return pem;
  } catch {
    // The error below does not show the key.
  }
  throw badSetting(
    setting,
    '***',
    `Name the file of a private key: ${setting.name}_FILE=/path/to/key.pem, in PEM form and without a password.`,
  );
}

/** The one credential that was given; null if there is none, the names of the settings if there are several. */
export function toCredential(
  given: {
    readonly secret: string | null;
    readonly key: string | null;
    readonly keyId: string | null;
    readonly assertion: AssertionSource | null;
    readonly identity: string | null;
  },
  env: Texts,
  cwd: string,
): ClientCredential | readonly string[] | null {
  const { secret, key, keyId, assertion, identity } = given;
  const found: readonly (readonly [name: string, credential: ClientCredential])[] = [
    ...(secret === null ? [] : [['OIDC_CLIENT_SECRET', { kind: 'secret', secret }] as const]),
    ...(key === null ? [] : [['OIDC_CLIENT_KEY', { kind: 'key', pem: key, keyId }] as const]),
    ...(assertion === null ? [] : [['OIDC_CLIENT_ASSERTION', ofPlatform(assertion, identity, env, cwd)] as const]),
  ];
  return found.length > 1 ? found.map(([name]) => name) : (found[0]?.[1] ?? null);
}

/** The credential of a platform, which describes itself in the environment only. */
function ofPlatform(source: AssertionSource, clientId: string | null, env: Texts, cwd: string): ClientCredential {
  if (source.kind === 'file') return { kind: 'file', path: resolve(cwd, source.path) };
  if (source.kind === 'kubernetes') return { kind: 'file', path: env.AZURE_FEDERATED_TOKEN_FILE || POD_TOKEN };
  const { IDENTITY_ENDPOINT: url, IDENTITY_HEADER: header, AZURE_POD_IDENTITY_AUTHORITY_HOST: metadata } = env;
  const ofMachine = { url: `${metadata || INSTANCE_METADATA}/metadata/identity/oauth2/token`, header: null };
  return { kind: 'azure', endpoint: url && header ? { url, header } : ofMachine, clientId };
}
