import { randomBytes } from 'node:crypto';
import type { Sealer } from '@flightdeck/access';
import { InputError } from '@flightdeck/catalog';

/** A sign-in under way: what the provider must give back, and where the browser was. */
export interface Transaction {
  readonly state: string;
  readonly nonce: string;
  /** PKCE: only who knows it may redeem the code. */
  readonly verifier: string;
  /** A path of ours. */
  readonly returnTo: string;
  /** ISO instant. */
  readonly startedAt: string;
}

/** How long somebody may take to sign in. */
export const SIGN_IN_SECONDS = 600;

const random = (): string => randomBytes(32).toString('base64url');

/** A sign-in that begins now. */
export function newTransaction(returnTo: string, now: Date): Transaction {
  return { state: random(), nonce: random(), verifier: random(), returnTo, startedAt: now.toISOString() };
}

/** The transaction for the browser to keep: sealed, so that it belongs to this browser and says nothing to it. */
export function sealTransaction(transaction: Transaction, sealer: Sealer): Promise<string> {
  return sealer.seal(JSON.stringify(transaction));
}

/** The one a browser kept. @throws InputError `no_sign_in` where it kept none of ours, or for too long. */
export async function openTransaction(sealed: string | null, sealer: Sealer, now: Date): Promise<Transaction> {
  const text = sealed === null ? null : await sealer.open(sealed);
  // What was sealed was written by `sealTransaction`.
  const transaction = text === null ? null : (JSON.parse(text) as Transaction);
  const age = transaction === null ? Number.NaN : now.getTime() - Date.parse(transaction.startedAt);
  if (transaction !== null && age < SIGN_IN_SECONDS * 1000) return transaction;
  throw new InputError('This browser has begun no sign-in in the last ten minutes.', {
    code: 'no_sign_in',
    hint: 'Sign in from here. Cookies must be allowed, and Flightdeck opened at its own address.',
  });
}
