import { randomBytes } from 'node:crypto';
import type { Sealer } from '@flightdeck/access';
import { InputError } from '@flightdeck/catalog';

/** A sign-in under way: what the provider must send back, and the path to return to. */
export interface Transaction {
  readonly state: string;
  readonly nonce: string;
  /** PKCE: only who knows it can redeem the code. */
  readonly verifier: string;
  /** A path of Flightdeck. */
  readonly returnTo: string;
  /** ISO instant. */
  readonly startedAt: string;
}

/** Seconds a person may take to sign in. */
export const SIGN_IN_SECONDS = 600;

const random = (): string => randomBytes(32).toString('base64url');

/** A sign-in that begins now. */
export function newTransaction(returnTo: string, now: Date): Transaction {
  return { state: random(), nonce: random(), verifier: random(), returnTo, startedAt: now.toISOString() };
}

/** The transaction for the browser to store: sealed, so that it can neither be read nor changed there. */
export function sealTransaction(transaction: Transaction, sealer: Sealer): Promise<string> {
  return sealer.seal(JSON.stringify(transaction));
}

/** The transaction a browser stored. @throws InputError `no_sign_in` if there is none of ours, or it is too old. */
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
