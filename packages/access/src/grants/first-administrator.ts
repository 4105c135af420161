import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Grant } from '../grant.ts';
import { LOCAL, type Principal } from '../principal.ts';
import type { Records } from '../records.ts';
import type { RoleMap } from '../role-map.ts';
import { canHold } from './kept-grant.ts';
import type { KeptGrants } from './kept-grants.ts';

/** The link that makes somebody the first administrator if no setting names one. */
export interface FirstAdministrator {
  /** True while no setting and no kept grant names an administrator. */
  isNeeded(): Promise<boolean>;
  /** A new secret, good once and for an hour; it replaces the one before. */
  offer(): Promise<string>;
  /** Makes a person administrator; false if the secret is wrong, used or too old, or if there is an administrator. */
  accept(secret: string, who: Principal): Promise<boolean>;
}

/** What it rests on. */
interface FirstAdministratorParts {
  readonly records: Records;
  readonly now: () => Date;
  /** Who signs people in; null: nobody does. */
  readonly issuer: string | null;
  readonly roles: RoleMap;
  readonly grants: KeptGrants;
}

const HOUR_MS = 3_600_000;

/** True for a grant with which somebody can administer, which is about everything. */
const isOfAll = ({ role, of }: Grant): boolean => role === 'admin' && of === 'everything';

const NAME = 'first-administrator';

/** The way in, whose secret is kept as its hash in a record with the time it was made at. */
export function createFirstAdministrator({
  records,
  now,
  issuer,
  roles,
  grants,
}: FirstAdministratorParts): FirstAdministrator {
  const isNeeded = async (): Promise<boolean> =>
    roles.admins.length === 0 &&
    !roles.rules.some(({ grant }) => isOfAll(grant)) &&
    !(await grants.all()).some((kept) => isOfAll(kept.grant) && canHold(kept, issuer));
  return {
    isNeeded,
    async offer() {
      const secret = randomBytes(32).toString('base64url');
      await records.write(NAME, digest(secret).toString('hex'), now());
      return secret;
    },
    async accept(secret, who) {
      const found = await records.read(NAME);
      const kept = Buffer.from(found?.text ?? '', 'hex');
      const isRight = timingSafeEqual(digest(secret), kept.length === 32 ? kept : digest(''));
      if (found === null || kept.length !== 32 || !isRight) return false;
      if (now().getTime() - found.at.getTime() >= HOUR_MS || !(await isNeeded())) return false;
      // Of two who come at once only one removes the record, and becomes administrator.
      if (!(await records.remove(NAME))) return false;
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
