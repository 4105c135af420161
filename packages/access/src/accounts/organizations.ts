import type { Records } from '../records.ts';

/**
 * Organizations of GitHub that members were let in from, and teams that grants name (`acme/ops`): a login or slug that one gives up can
 * be another's tomorrow, its id never.
 */
export interface Organizations {
  /**
   * The id that an organization had when it was first seen, which is kept from then on; null where what is kept cannot be read.
   * Another one than `id` is another organization's.
   */
  firstId(host: string, login: string, id: string): Promise<string | null>;
  /** Where that is kept; without it the next one seen is the first. */
  fileOf(host: string, login: string): string;
}

/** Kept as records, one each, named by login and host. */
export function createOrganizations(records: Records, now: () => Date): Organizations {
  const nameOf = (host: string, login: string): string =>
    `${login}@${host}`.toLowerCase().replaceAll(/[^a-z0-9.@-]/g, '_');
  return {
    fileOf: (host, login) => records.placeOf(nameOf(host, login)),
    async firstId(host, login, id) {
      const name = nameOf(host, login);
      if ((await records.read(name)) === null) await records.write(name, `${id}\n`, now());
      // Of two servers that write at once the last one counts, for both.
      return /^(\d+)\n?$/.exec((await records.read(name))?.text ?? '')?.[1] ?? null;
    },
  };
}
