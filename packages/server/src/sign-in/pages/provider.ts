import type { NewSession } from '@flightdeck/access';
import type { FlightdeckError } from '@flightdeck/catalog';
import type { Transaction } from './transaction.ts';

/** Somebody a provider has signed in. */
export type SignedIn = Pick<NewSession, 'identity' | 'sid' | 'idToken'>;

/** Whoever signs people in, as far as the pages that lead there and back go. */
export interface Provider {
  /** Where a browser goes to sign in. @throws UpstreamError `provider_unreachable`. */
  begin(transaction: Transaction): Promise<URL>;
  /** Who came back with this search string. @throws InputError and UpstreamError of a code for each reason. */
  redeem(search: URLSearchParams, transaction: Transaction): Promise<SignedIn>;
  /** Where a browser goes to sign out there too; null where the provider has no such address or does not answer. */
  signOutUrl(idToken: string | null): Promise<URL | null>;
  /** What lies behind a refusal, for the log; null: nothing more. */
  reasonOf(error: FlightdeckError): string | null;
}
