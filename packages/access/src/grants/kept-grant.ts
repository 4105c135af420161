import { InputError } from '@flightdeck/catalog';
import { formatGrant, type Grant, parseGrant } from '../grant.ts';
import { isRecord } from '../json.ts';
import { type Identity, toPersonKey } from '../role-map.ts';

/**
 * Who holds a grant: a person by issuer and subject, a group at the provider, or a team of GitHub (`acme/web`), for people who
 * signed in with GitHub.
 */
export type Holder =
  | { readonly kind: 'person'; readonly id: string; readonly name: string }
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'team'; readonly name: string };

/** A grant that an administrator gave on the page. */
export interface KeptGrant {
  /** Id of the grant, without meaning. */
  readonly id: string;
  readonly to: Holder;
  /**
   * Whose group or team it is: who signed people in when it was given. Null: of whoever signs people in, as nobody did then, or it is of
   * a version that did not keep it; and for a person, whose id says it.
   */
  readonly issuer: string | null;
  readonly grant: Grant;
  /** Name of the administrator who gave it. */
  readonly by: string;
  readonly at: Date;
}

/** True when somebody holds the grant. */
export function isHeldBy({ to, issuer }: KeptGrant, identity: Identity): boolean {
  // A group of that name elsewhere is another group.
  if (!canHold({ to, issuer }, identity.issuer)) return false;
  switch (to.kind) {
    case 'person':
      return to.id === toPersonKey(identity.issuer, identity.subject);
    case 'group':
      return identity.groups.includes(to.name);
    case 'team':
      return isOfGithub(identity) && identity.groups.some((group) => group.toLowerCase() === to.name.toLowerCase());
  }
}

/** True when people whom that issuer signs in can hold a grant. */
export function canHold({ to, issuer }: Pick<KeptGrant, 'to' | 'issuer'>, signedInBy: string | null): boolean {
  if (to.kind === 'person') return to.id.startsWith(`${JSON.stringify([signedInBy]).slice(0, -1)},`);
  return issuer === null || issuer === signedInBy;
}

/** A team is one of GitHub only where GitHub says who is in it. */
const isOfGithub = ({ account }: Identity): boolean => account !== undefined;

const TEAM = /^[a-z0-9][a-z0-9-]{0,99}\/[^/\s]{1,255}$/i;
const LONGEST = 400;

/** The holder, checked. @throws InputError `bad_holder`. */
export function requireHolder(to: Holder): Holder {
  const text = to.kind === 'person' ? to.id : to.name;
  if (text.trim() === '' || text.length > LONGEST || /\p{Cc}/u.test(text))
    throw new InputError('Nobody is named to grant this to.', {
      code: 'bad_holder',
      hint: 'Name a person who has signed in, a group, or a team of GitHub as ORGANIZATION/TEAM.',
    });
  if (to.kind === 'team' && !TEAM.test(to.name))
    throw new InputError(`"${to.name}" is not a team of GitHub.`, {
      code: 'bad_holder',
      hint: 'Write ORGANIZATION/TEAM, with the slug of the team as in its address.',
    });
  return to;
}

/** The text of a grant as it is written. */
export function toWrittenGrant({ to, issuer, grant, by, at }: KeptGrant): string {
  return `${JSON.stringify({ to, issuer, grant: formatGrant(grant), by, at: at.toISOString() })}\n`;
}

/** The grant in a file's text; null for anything else: half a file grants nothing. */
export function readWrittenGrant(id: string, text: string): KeptGrant | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || !isHolder(value.to)) return null;
    const { to, issuer = null, grant, by, at } = value;
    if (issuer !== null && typeof issuer !== 'string') return null;
    if (typeof grant !== 'string' || typeof by !== 'string' || typeof at !== 'string') return null;
    const when = new Date(at);
    return Number.isNaN(when.getTime()) ? null : { id, to, issuer, grant: parseGrant(grant), by, at: when };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InputError) return null;
    throw error;
  }
}

function isHolder(value: unknown): value is Holder {
  if (!isRecord(value) || typeof value.name !== 'string') return false;
  return value.kind === 'person' ? typeof value.id === 'string' : value.kind === 'group' || value.kind === 'team';
}
