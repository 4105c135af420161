import type { NewSession } from '@flightdeck/access';
import type { FlightdeckError } from '@flightdeck/catalog';
import type { Transaction } from './transaction.ts';

/** A person whom a provider has signed in. */
export type SignedIn = Pick<NewSession, 'identity' | 'sid' | 'idToken'>;

/** A provider that signs people in, as the sign-in pages use it. */
export interface Provider {
  /** Address to sign in at. @throws UpstreamError `provider_unreachable`. */
  begin(transaction: Transaction): Promise<URL>;
  /** The person who came back with this search string. @throws InputError and UpstreamError with a code for each reason. */
  redeem(search: URLSearchParams, transaction: Transaction): Promise<SignedIn>;
  /** Address to sign out at; null if the provider has none or does not answer. */
  signOutUrl(idToken: string | null): Promise<URL | null>;
  /** The reason behind a refusal, for the log; null if there is no more to say. */
  reasonOf(error: FlightdeckError): string | null;
}
