import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ClientCredential } from '@flightdeck/app';
import { importPKCS8 } from 'jose';
import * as client from 'openid-client';
import { askAzureForToken, noIdentity } from './azure-token.ts';

/** How Flightdeck authenticates to an issuer with this credential. */
export function createClientAuth(credential: ClientCredential): client.ClientAuth {
  if (credential.kind === 'secret') return withSecret(credential.secret);
  if (credential.kind === 'key') return withKey(credential);
  const token = credential.kind === 'azure' ? () => askAzureForToken(credential) : () => readToken(credential.path);
  // Read at each use: tokens of platforms are short-lived and renewed by the platform.
  return async (_, { client_id: id }, body) => {
    body.set('client_id', id);
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    body.set('client_assertion', await token());
  };
}

function withSecret(secret: string): client.ClientAuth {
  const [post, basic] = [client.ClientSecretPost(secret), client.ClientSecretBasic(secret)];
  return (as, ...rest) =>
    (as.token_endpoint_auth_methods_supported?.includes('client_secret_post') ? post : basic)(as, ...rest);
}

/** Signature algorithms for each kind of key: the first that the issuer takes, else the last, which every issuer takes. */
const ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  rsa: ['PS256', 'RS256'],
  ed25519: ['EdDSA'],
  prime256v1: ['ES256'],
  secp384r1: ['ES384'],
  secp521r1: ['ES512'],
};

function withKey({ pem, keyId }: Extract<ClientCredential, { kind: 'key' }>): client.ClientAuth {
  const key = createPrivateKey(pem);
  const kind = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType ?? '';
  const pkcs8 = String(key.export({ format: 'pem', type: 'pkcs8' }));
  // Entra ID knows a key by its certificate.
  const thumbprint = pem.includes('-----BEGIN CERTIFICATE-----')
    ? createHash('sha256').update(new X509Certificate(pem).raw).digest('base64url')
    : null;
  return async (as, ...rest) => {
    const known = as.token_endpoint_auth_signing_alg_values_supported ?? [];
    const fitting = ALGORITHMS[kind] ?? [];
    const algorithm = fitting.find((name) => Array.isArray(known) && known.includes(name)) ?? fitting.at(-1) ?? '';
    const sign = client.PrivateKeyJwt(
      { key: await importPKCS8(pkcs8, algorithm), ...(keyId === null ? {} : { kid: keyId }) },
      {
        [client.modifyAssertion](header) {
          if (thumbprint !== null) header['x5t#S256'] = thumbprint;
        },
      },
    );
    await sign(as, ...rest);
  };
}

/** The token in a file. @throws UpstreamError `no_platform_identity`. */
async function readToken(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw noIdentity(`${path} cannot be read`, error);
  });
  const token = text.trim();
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return token;
  throw noIdentity(`${path} holds no token`, null);
}
