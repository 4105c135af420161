import { randomBytes } from 'node:crypto';
import { InputError } from '@flightdeck/catalog';
import { formatGrant, type Grant } from '../grant.ts';
import type { Records } from '../records.ts';
import { type Holder, type KeptGrant, readWrittenGrant, requireHolder, toWrittenGrant } from './kept-grant.ts';

/** Grants given on the page, beside those of ROLE_MAP and ADMINS. */
export interface KeptGrants {
  /** All grants as they are now, oldest first. */
  all(): Promise<readonly KeptGrant[]>;
  /**
   * Gives a grant and returns it; if the holder has it already, returns that one.
   * @throws InputError `bad_holder`, `too_many_grants`.
   */
  give(to: Holder, grant: Grant, by: string): Promise<KeptGrant>;
  /** Takes a grant back; false if there was none. */
  revoke(id: string): Promise<boolean>;
}

const MOST = 1000;
const ID = /^[0-9a-f]{16}$/;

/**
 * Grants as records, one each, so that servers with the same records can give and take back at once. They are read again when
 * records came or went, at each request: what is taken back counts from the next one on. `issuer` signs people in, null: nobody does.
 */
export function createKeptGrants(records: Records, now: () => Date, issuer: string | null): KeptGrants {
  let known: { readonly version: string; readonly grants: readonly KeptGrant[] } | null = null;

  const all = async (): Promise<readonly KeptGrant[]> => {
    const version = await records.version();
    if (version !== null && known?.version === version) return known.grants;
    const found: KeptGrant[] = [];
    for (const { name, text } of await records.all()) {
      const grant = ID.test(name) ? readWrittenGrant(name, text) : null;
      if (grant) found.push(grant);
    }
    const grants = found.sort((one, other) => one.at.getTime() - other.at.getTime() || (one.id < other.id ? -1 : 1));
    known = version === null ? null : { version, grants };
    return grants;
  };

  return {
    all,
    async give(to, grant, by) {
      requireHolder(to);
      const there = await all();
      const own = to.kind === 'person' ? null : issuer;
      const same = there.find(
        (other) =>
          keyOf(other.to) === keyOf(to) && other.issuer === own && formatGrant(other.grant) === formatGrant(grant),
      );
      if (same !== undefined) return same;
      if (there.length >= MOST)
        throw new InputError(`There are ${MOST} grants already.`, {
          code: 'too_many_grants',
          hint: 'Grant to groups instead of to each person, or take back what nobody needs.',
        });
      const kept: KeptGrant = { id: randomBytes(8).toString('hex'), to, issuer: own, grant, by, at: now() };
      await records.write(kept.id, toWrittenGrant(kept), kept.at);
      known = null;
      return kept;
    },
    async revoke(id) {
      known = null;
      return ID.test(id) && (await records.remove(id));
    },
  };
}

const keyOf = (to: Holder): string => `${to.kind} ${to.kind === 'person' ? to.id : to.name}`;
