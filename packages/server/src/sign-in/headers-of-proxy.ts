import type { IncomingMessage } from 'node:http';
import { easyAuthIssuer, type Identity } from '@flightdeck/access';
import { InputError } from '@flightdeck/catalog';
import { timesSent } from '../http/identify.ts';

/** Reads from the headers of a trusted proxy who it is that asks; null where the proxy says nobody is. @throws InputError `bad_identity`. */
export type ReadHeaders = (request: IncomingMessage) => Identity | null;

/** Characters a name may have; groups 10,000 at most and what fits into the headers of a request. */
const MOST_NAME = 300;
const MOST_GROUPS = 10_000;

/** Headers that a proxy sets by itself: oauth2-proxy, Authelia, Pomerium and others. */
export function createProxyHeaders(issuer: string, userHeader: string, groupsHeader: string): ReadHeaders {
  return (request) => {
    const subject = single(request, userHeader);
    if (subject === null) return null;
    const groups = (single(request, groupsHeader) ?? '')
      .split(',')
      .map((group) => group.trim())
      .filter((group) => group !== '');
    return {
      issuer,
      subject: checkName(subject),
      name: subject,
      email: null,
      groups: requireWhole(groups),
    };
  };
}

/**
 * The headers Azure's authentication sets before the app: who it is by id and name, and all claims as base64 of JSON. Several
 * providers can be on there; people of one are let in, as another could have somebody under the very id or group that was granted.
 * @source learn.microsoft.com, "Work with user identities in Azure App Service authentication".
 */
export function createEasyAuthHeaders(wanted: string): ReadHeaders {
  return (request) => {
    const subject = single(request, 'x-ms-client-principal-id');
    const claims = single(request, 'x-ms-client-principal');
    if (subject === null) return null;
    const provider = single(request, 'x-ms-client-principal-idp') ?? '';
    if (provider.toLowerCase() !== wanted) throw ofAnother(provider, wanted);
    const name = single(request, 'x-ms-client-principal-name') ?? subject;
    const groups = claims === null ? [] : groupsOf(claims, wanted);
    return { issuer: easyAuthIssuer(wanted), subject: checkName(subject), name: checkName(name), email: null, groups };
  };
}

/** Values of the claims that name groups and app roles. @throws InputError `bad_identity`. */
function groupsOf(encoded: string, wanted: string): readonly string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    throw wrong('x-ms-client-principal is not base64 of JSON');
  }
  const { claims, role_typ: roleType, auth_typ: provider } = isRecord(parsed) ? parsed : {};
  if (typeof provider === 'string' && provider.toLowerCase() !== wanted) throw ofAnother(provider, wanted);
  if (!Array.isArray(claims)) throw wrong('x-ms-client-principal has no claims');
  const types = new Set(['groups', 'roles', ...(typeof roleType === 'string' ? [roleType] : [])]);
  const values = claims.flatMap((claim: unknown) =>
    isRecord(claim) && typeof claim.typ === 'string' && types.has(claim.typ) && typeof claim.val === 'string'
      ? [claim.val]
      : [],
  );
  return requireWhole(values);
}

/** The groups, unless they are so many that some would be left out. @throws InputError `bad_identity`. */
function requireWhole(groups: readonly string[]): readonly string[] {
  if (groups.length > MOST_GROUPS) throw wrong(`more than ${MOST_GROUPS} groups were sent`);
  return groups;
}

/** The one value of a header; null where it is absent or empty. @throws InputError `bad_identity` where it was sent twice or cannot be read. */
function single(request: IncomingMessage, name: string): string | null {
  const times = timesSent(request, name);
  if (times > 1) throw wrong(`${name} was sent ${times} times`);
  const value = request.headers[name];
  return typeof value === 'string' && value.trim() !== '' ? toText(value.trim(), name) : null;
}

/** Proxies send names in UTF-8; Node reads each byte of a header as a letter. @throws InputError `bad_identity` for anything else. */
function toText(value: string, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(value, 'latin1'));
  } catch {
    throw wrong(`${name} is not UTF-8`);
  }
}

function checkName(name: string): string {
  const hasControls = /\p{Cc}/u.test(name);
  if (name.length <= MOST_NAME && !hasControls) return name;
  throw wrong('the name is too long or has control characters');
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const ofAnother = (provider: string, wanted: string): InputError =>
  wrong(`it signed them in with ${JSON.stringify(provider.slice(0, 50))}, and only people of ${wanted} are let in`);

const wrong = (why: string): InputError =>
  new InputError('The proxy does not say clearly who is asking.', {
    code: 'bad_identity',
    hint: `Ask the operator of the proxy: ${why}.`,
  });
