import { InputError } from '@flightdeck/catalog';
import { formatGrant, type Grant, parseGrant } from '../grant.ts';
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
  readonly grant: Grant;
  /** Name of the administrator who gave it. */
  readonly by: string;
  readonly at: Date;
}

/** True if the person with that identity holds the grant. */
export function isHeldBy(to: Holder, identity: Identity): boolean {
  switch (to.kind) {
    case 'person':
      return to.id === toPersonKey(identity.issuer, identity.subject);
    case 'group':
      return identity.groups.includes(to.name);
    case 'team':
      return isOfGithub(identity) && identity.groups.some((group) => group.toLowerCase() === to.name.toLowerCase());
  }
}

/** True if GitHub itself signed the person in; only then are their groups teams of GitHub. */
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

/** The text of a grant's file. */
export function toWrittenGrant({ to, grant, by, at }: KeptGrant): string {
  return `${JSON.stringify({ to, grant: formatGrant(grant), by, at: at.toISOString() })}\n`;
}

/** The grant in a file's text; null for anything else: half a file grants nothing. */
export function readWrittenGrant(id: string, text: string): KeptGrant | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || !isHolder(value.to)) return null;
    const { to, grant, by, at } = value;
    if (typeof grant !== 'string' || typeof by !== 'string' || typeof at !== 'string') return null;
    const when = new Date(at);
    return Number.isNaN(when.getTime()) ? null : { id, to, grant: parseGrant(grant), by, at: when };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InputError) return null;
    throw error;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function isHolder(value: unknown): value is Holder {
  if (!isRecord(value) || typeof value.name !== 'string') return false;
  return value.kind === 'person' ? typeof value.id === 'string' : value.kind === 'group' || value.kind === 'team';
}
