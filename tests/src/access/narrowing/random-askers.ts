import { type Account, type Grant, type Principal, parseGrantScope, ROLES } from '@flightdeck/access';
import { FOREIGN, OWN, teamsOf } from '../world.ts';
import { pick, type Random } from './random-questions.ts';

const [TEAM = ''] = teamsOf(OWN);
const [OTHER = ''] = teamsOf(FOREIGN);

/** Scopes of grants, and which organizations lie in them, all or a part. */
const SCOPES: readonly (readonly [scope: string, organizations: readonly string[]])[] = [
  [`org:${OWN}`, [OWN]],
  [`org:${FOREIGN}`, [FOREIGN]],
  [`org:${OWN}/team=${TEAM}`, [OWN]],
  [`org:${FOREIGN}/team=${OTHER}`, [FOREIGN]],
  [`org:${OWN}/cost_center=none`, [OWN]],
  ['host:github.com', [OWN, FOREIGN]],
  ['host:far.ghe.com', []],
  ['enterprise:aurora', []],
  [`enterprise:${OWN}`, []],
  ['org:gone', []],
];

/** Somebody with grants of any kind. */
export interface Asker {
  readonly who: Principal;
  /** Organizations that they may see all or a part of. */
  readonly sees: ReadonlySet<string>;
}

/** Somebody with up to three grants; `account` has rows in one's own organization only, and not everybody has one. */
export function randomAsker(random: Random, account: Account): Asker {
  const own = random() < 0.6 ? account : null;
  const drawn = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
    role: pick(random, ROLES),
    scope: pick(random, SCOPES),
  }));
  const grants: readonly Grant[] = drawn.map(({ role, scope: [of] }) => ({ role, of: parseGrantScope(of) }));
  const sees = drawn.flatMap(({ role, scope: [, organizations] }) =>
    // By the role self one sees one's own rows, which lie in one's own organization.
    role === 'self' ? organizations.filter((name) => own !== null && name === OWN) : organizations,
  );
  return { who: { kind: 'person', id: JSON.stringify(drawn), name: 'Ada', grants, account: own }, sees: new Set(sees) };
}
