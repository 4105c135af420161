import { InputError, withoutSlashes } from '@flightdeck/catalog';
import type { Network } from './networks.ts';
import type { Setting } from './setting.ts';
import { badSetting, isLoopback } from './setting-values.ts';
import { requireWholeSignIn, type SignIn } from './sign-in.ts';

/** How people reach the server from other machines. */
export interface Reach {
  /** Null: nobody but this machine has an address for it. */
  readonly publicUrl: PublicUrl | null;
  readonly trustedProxies: readonly Network[];
  /** Null: plain HTTP. */
  readonly tls: TlsSettings | null;
}

/** The address people open. */
export interface PublicUrl {
  /** `https://example.com`, as browsers send it. */
  readonly origin: string;
  /** Name and port, the port only where it is not the usual one. */
  readonly host: string;
  /** Path that everything is below: begins and ends with a slash. */
  readonly base: string;
  readonly isSecure: boolean;
}

/** Certificate and key in PEM form, and the files they were read from, null where they were given as they are. */
export interface TlsSettings {
  readonly cert: string;
  readonly key: string;
  readonly certFile: string | null;
  readonly keyFile: string | null;
}

/** First parts of our own paths: below a base of that name nobody could tell which is meant. */
const OWN_PATHS: ReadonlySet<string> = new Set([
  'api',
  'assets',
  'auth',
  'healthz',
  'metrics',
  'openapi.json',
  'readyz',
]);

/** The address people open. @throws InputError `bad_setting`. */
export function readPublicUrl(setting: Setting, text: string): PublicUrl {
  const url = URL.canParse(text) ? new URL(text) : null;
  const base = `${withoutSlashes(url?.pathname ?? '')}/`;
  const isPlain = url !== null && [url.username, url.password, url.search, url.hash].every((part) => part === '');
  if (url === null || !isPlain || !/^https?:$/.test(url.protocol) || !/^\/(?:[\w~-][\w.~-]*\/)*$/.test(base)) {
    throw badSetting(
      setting,
      text,
      `Write ${setting.name}=https://stats.example.com/ or https://example.com/flightdeck/.`,
    );
  }
  const first = base.split('/')[1] ?? '';
  if (OWN_PATHS.has(first)) {
    throw badSetting(
      setting,
      text,
      `/${first} is a path of Flightdeck itself; serve it below another one, such as /flightdeck/.`,
    );
  }
  return { origin: url.origin, host: url.host, base, isSecure: url.protocol === 'https:' };
}

/** A setting's text and the file it was read from. */
interface Given {
  readonly text: string;
  readonly file: string | null;
}

/** Certificate and key. @throws InputError `no_tls_pair` when one is given without the other. */
export function readTls(cert: Given | null, key: Given | null): TlsSettings | null {
  if (cert === null && key === null) return null;
  if (cert !== null && key !== null) return { cert: cert.text, key: key.text, certFile: cert.file, keyFile: key.file };
  const [given, missing] = cert === null ? ['TLS_KEY', 'TLS_CERT'] : ['TLS_CERT', 'TLS_KEY'];
  throw new InputError(`${given} is set without ${missing}.`, {
    code: 'no_tls_pair',
    hint: 'HTTPS needs both: set TLS_CERT_FILE and TLS_KEY_FILE, or neither where a proxy does it.',
  });
}

/** True when other machines can reach a server with these settings: a proxy on this machine asks for whoever reaches the proxy. */
export function isReachable({ host, reach }: { readonly host: string; readonly reach: Reach }): boolean {
  const { publicUrl, trustedProxies } = reach;
  return !isLoopback(host) || trustedProxies.length > 0 || (publicUrl !== null && !isLoopback(hostName(publicUrl)));
}

const hostName = ({ origin }: PublicUrl): string => new URL(origin).hostname.replace(/^\[(.*)\]$/, '$1');

/**
 * Refuses to show people's usage where others on the network could reach it, and ways to sign in that are not whole; without
 * one the made-up organization may be seen by anybody.
 * @throws InputError `no_authentication`, `sign_in_not_whole`.
 */
export function requireNotOpen(
  config: { readonly host: string; readonly reach: Reach; readonly signIn: SignIn },
  { demo }: { readonly demo: boolean },
): void {
  requireWholeSignIn(config);
  if (demo || config.signIn.mode !== 'none' || !isReachable(config)) return;
  const { host, reach } = config;
  const setting = !isLoopback(host)
    ? `HOST=${host}`
    : reach.publicUrl !== null && !isLoopback(hostName(reach.publicUrl))
      ? `PUBLIC_URL=${reach.publicUrl.origin}`
      : 'TRUSTED_PROXIES';
  throw new InputError(`${setting} would show named people's usage to anybody on the network: nobody has to sign in.`, {
    code: 'no_authentication',
    hint: 'Set AUTH_MODE=oidc or AUTH_MODE=github, or AUTH_MODE=proxy and have a reverse proxy sign people in; or leave PUBLIC_URL and TRUSTED_PROXIES out, set HOST=127.0.0.1 and use an SSH tunnel.',
  });
}
