import { FlightdeckError, formatScope, InputError, parseScope, toApiHost } from '@flightdeck/catalog';
import type { Area } from '@flightdeck/query';
import { ROLES, type Role } from './roles.ts';

/** A role in a scope. */
export interface Grant {
  readonly role: Role;
  readonly of: 'everything' | Area;
}

/** Roles about the system or oneself, which need no scope. */
export const WITHOUT_SCOPE: ReadonlySet<Role> = new Set(['admin', 'self']);

const PART = /^([^/]+)\/(team|cost_center)=(.+)$/;
const HOST = /^host:([a-z0-9][a-z0-9.-]{0,252}(?::\d{1,5})?)$/i;

/**
 * Parses the scope of a grant: `*`, `host:big.ghe.com`, `enterprise:big`, `org:acme`, `org:acme/team=payments`,
 * `enterprise:big/cost_center=Platform`.
 * @throws InputError `bad_grant`.
 */
export function parseGrantScope(text: string): Grant['of'] {
  if (text === '*') return 'everything';
  const host = HOST.exec(text)?.[1];
  if (host !== undefined) return { of: `@${toApiHost(host.toLowerCase())}`, part: null };
  const [, scope = text, dimension, name] = PART.exec(text) ?? [];
  try {
    const of = formatScope(parseScope(scope));
    const isPart = dimension === 'team' || dimension === 'cost_center';
    return { of, part: isPart && name !== undefined ? { dimension, name } : null };
  } catch (error) {
    if (!(error instanceof FlightdeckError)) throw error;
    throw new InputError(`"${text}" is not the scope of a grant.`, {
      code: 'bad_grant',
      hint: 'Write *, host:HOST, enterprise:NAME, org:NAME, org:NAME/team=TEAM or enterprise:NAME/cost_center=NAME.',
      cause: error,
    });
  }
}

/** The canonical text of a grant's scope. */
export function formatGrantScope(of: Grant['of']): string {
  if (of === 'everything') return '*';
  const whole = of.of.startsWith('@') ? `host:${of.of.slice(1)}` : of.of;
  return of.part === null ? whole : `${whole}/${of.part.dimension}=${of.part.name}`;
}

/** The canonical text of a grant: `viewer@org:acme/team=web`. */
export function formatGrant({ role, of }: Grant): string {
  return `${role}@${formatGrantScope(of)}`;
}

/**
 * Parses a grant: a role, `@` and its scope, which admin and self need not have.
 * @throws InputError `bad_grant`.
 */
export function parseGrant(text: string): Grant {
  const [, name, scope] = /^([a-z]+)(?:@(.+))?$/.exec(text) ?? [];
  const role = ROLES.find((known) => known === name);
  if (role === undefined || (scope === undefined && !WITHOUT_SCOPE.has(role)))
    throw new InputError(`"${text}" is not a role in a scope.`, {
      code: 'bad_grant',
      hint: `Write one of ${ROLES.join(', ')}, @, and its scope: viewer@org:acme/team=web; * is everything.`,
    });
  return { role, of: scope === undefined ? 'everything' : parseGrantScope(scope) };
}
