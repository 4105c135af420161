import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Logger, TlsSettings } from '@flightdeck/app';
import { InputError } from '@flightdeck/catalog';

/** A certificate with its key, in PEM form. */
export interface TlsPair {
  readonly cert: string;
  readonly key: string;
}

/** How often the files are looked at: renewals are announced weeks before the old certificate ends. */
const LOOK_EVERY_MS = 5_000;

/** The pair, when key and certificate fit. @throws InputError `bad_tls` otherwise. */
export function requirePair({ cert, key }: TlsPair): TlsPair {
  try {
    createSecureContext({ cert, key });
    return { cert, key };
  } catch (error) {
    throw new InputError('TLS_CERT and TLS_KEY are not a certificate and its key.', {
      code: 'bad_tls',
      hint: 'Give both in PEM form, the certificate of the server first; the key without a password.',
      cause: error,
    });
  }
}

/** Hands over the new pair whenever the files hold one; a pair that does not fit is logged, and the old one goes on. */
export function watchPair(
  { certFile, keyFile, ...given }: TlsSettings,
  renew: (pair: TlsPair) => void,
  log: Pick<Logger, 'info' | 'warn'>,
  everyMs = LOOK_EVERY_MS,
): { stop(): void } {
  const read = (file: string | null, text: string): string =>
    file === null ? text : readFileSync(file, 'utf8').trim();
  const look = (): void => {
    try {
      renew(requirePair({ cert: read(certFile, given.cert), key: read(keyFile, given.key) }));
      log.info('the certificate was read again');
    } catch (error) {
      // Half a renewal: the other file changes in a moment.
      log.warn({ err: error }, 'the new certificate cannot be used; the one before goes on');
    }
  };
  const files = [certFile, keyFile].filter((file) => file !== null);
  for (const file of files) watchFile(file, { interval: everyMs, persistent: false }, look);
  return {
    stop: () => {
      for (const file of files) unwatchFile(file, look);
    },
  };
}
