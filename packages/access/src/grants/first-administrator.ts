import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readTimed, remove, writeWhole } from '../files.ts';
import { LOCAL, type Principal } from '../principal.ts';
import type { RoleMap } from '../role-map.ts';
import type { KeptGrants } from './kept-grants.ts';

/** The way in of the first administrator where no setting names one. */
export interface FirstAdministrator {
  /** True while nobody can administer: no setting and no kept grant says who. */
  isNeeded(): Promise<boolean>;
  /** A new secret, which opens once within the hour; the one before opens nothing from then on. */
  offer(): Promise<string>;
  /** Makes somebody administrator; false for a secret that is wrong, used or too old, and once there is one. */
  accept(secret: string, who: Principal): Promise<boolean>;
}

const HOUR_MS = 3_600_000;

/** The way in, whose secret is kept as its hash in a file with the time it was made at. */
export function createFirstAdministrator(
  file: string,
  { now, roles, grants }: { readonly now: () => Date; readonly roles: RoleMap; readonly grants: KeptGrants },
): FirstAdministrator {
  const isNeeded = async (): Promise<boolean> =>
    roles.admins.length === 0 &&
    !roles.rules.some(({ grant }) => grant.role === 'admin') &&
    !(await grants.all()).some(({ grant }) => grant.role === 'admin');
  return {
    isNeeded,
    async offer() {
      const secret = randomBytes(32).toString('base64url');
      await writeWhole(file, digest(secret).toString('hex'), now());
      return secret;
    },
    async accept(secret, who) {
      const found = await readTimed(file);
      const kept = Buffer.from(found?.text ?? '', 'hex');
      const isRight = timingSafeEqual(digest(secret), kept.length === 32 ? kept : digest(''));
      if (found === null || kept.length !== 32 || !isRight) return false;
      if (now().getTime() - found.at.getTime() >= HOUR_MS || !(await isNeeded())) return false;
      // Whoever removes it has it: of two who come at once one does.
      if (!(await remove(file))) return false;
      await grants.give(
        { kind: 'person', id: who.id, name: who.name },
        { role: 'admin', of: 'everything' },
        LOCAL.name,
      );
      return true;
    },
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
