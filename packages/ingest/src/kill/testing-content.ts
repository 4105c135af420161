import type { Store } from '@flightdeck/store';

/** Everything of a store that two runs must agree on, in JSON's types. */
export interface Content {
  /** Of each table. */
  readonly digests: readonly (readonly [table: string, digest: string])[];
  readonly landings: readonly string[];
  readonly days: readonly string[];
}

/** What the store holds. */
export async function readContent({ ledger, digests }: Store): Promise<Content> {
  const landings = (await ledger.landings()).map(({ archivePath, sha256, lines, records, rejected, blank }) =>
    [archivePath, sha256, lines, records, rejected, blank].join(' '),
  );
  const days = (await ledger.days()).map(({ report, day, state, records }) => [report, day, state, records].join(' '));
  return { digests: [...(await digests())], landings: landings.sort(), days };
}
