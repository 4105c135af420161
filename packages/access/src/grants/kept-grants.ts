import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@flightdeck/catalog';
import { namesIn, readTimed, remove, writeWhole } from '../files.ts';
import { formatGrant, type Grant } from '../grant.ts';
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
/** A change this soon after another may leave the folder's time as it was. */
const SETTLED_MS = 2000;

/**
 * Grants as files, one each, so that servers on the same folder can give and take back at once. They are read again when the
 * folder has changed, at each request: what is taken back counts from the next one on. `issuer` signs people in, null: nobody does.
 */
export function createKeptGrants(folder: string, now: () => Date, issuer: string | null): KeptGrants {
  let known: { readonly version: string; readonly grants: readonly KeptGrant[] } | null = null;

  const all = async (): Promise<readonly KeptGrant[]> => {
    const version = await versionOf(folder);
    if (version !== null && known?.version === version) return known.grants;
    const found: KeptGrant[] = [];
    for (const id of (await namesIn(folder)).filter((name) => ID.test(name))) {
      const file = await readTimed(join(folder, id));
      const grant = file && readWrittenGrant(id, file.text);
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
      await writeWhole(join(folder, kept.id), toWrittenGrant(kept), kept.at);
      known = null;
      return kept;
    },
    async revoke(id) {
      known = null;
      return ID.test(id) && (await remove(join(folder, id)));
    },
  };
}

const keyOf = (to: Holder): string => `${to.kind} ${to.kind === 'person' ? to.id : to.name}`;

/** A text that changes when files of the folder come and go; null right after a change, when another might not show. */
async function versionOf(folder: string): Promise<string | null> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return 'none';
  return Date.now() - found.mtimeMs < SETTLED_MS ? null : `${found.ino} ${found.mtimeMs}`;
}
