import { formatGrant, isAllowed, parseGrant, type Token, type TokenState } from '@flightdeck/access';
import { z } from 'zod';
import { route } from '../route.ts';

const grant = z.string().max(700).describe('A role in a scope: viewer@org:acme/team=web.');
const name = z.string().trim().min(1).max(100);

const token = z
  .strictObject({
    id: z.string().describe('Identifies the token and opens nothing; part of its text: fd_ID_…'),
    name: z.string().describe('What it is for.'),
    grants: z.array(grant),
    maker: z.strictObject({
      id: z.string().describe('Issuer and subject, or local.'),
      name: z.string(),
    }),
    own: z.boolean().describe('True: the caller made it.'),
    createdAt: z.string().describe('ISO instant.'),
    expiresAt: z.string().describe('ISO instant.'),
    usedAt: z.string().nullable().describe('ISO instant of its last use, to the minute; null: never used.'),
    expired: z.boolean(),
    lost: z.array(grant).describe('Grants that its maker no longer has in full, so the token has not either.'),
  })
  .meta({ id: 'Token' });

/** Routes of tokens, which people make, list and revoke. */
export const TOKEN_ROUTES = [
  route({
    method: 'get',
    path: '/api/v1/tokens',
    right: 'make_tokens',
    spans: 'nothing',
    says: "The caller's own tokens, newest first; for an administrator everybody's.",
    body: null,
    answer: z.strictObject({
      tokens: z.array(token),
      mostDays: z.int().describe('Longest life of a new token, in days.'),
    }),
    heavy: false,
    cacheable: null,
    async handle({ app, who }) {
      const seesAll = isAllowed(who, 'administer', 'everything');
      const seen = (await app.tokens.all()).filter(({ maker }) => seesAll || maker.id === who.id);
      const tokens = await Promise.all(
        seen.map(async (each) => toTokenRow(each, await app.tokens.stateOf(each), who.id)),
      );
      return { tokens, mostDays: app.config.signIn.tokenMostDays };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/tokens',
    right: 'make_tokens',
    spans: 'nothing',
    says: 'Makes a token with these grants, each good as long as its maker has it too. The text of the token is in this answer only.',
    body: z.strictObject({
      name: name.describe('What it is for.'),
      grants: z.array(grant).min(1).max(50),
      expiresAt: z.iso.datetime({ offset: true }).describe('ISO instant; from then on it is refused.'),
    }),
    answer: z.strictObject({ token, text: z.string().describe('What the machine sends as its bearer token.') }),
    ended: ({ token: { id } }) => ({ id }),
    alwaysNoted: true,
    heavy: false,
    cacheable: null,
    async handle({ app, who, body }) {
      const grants = body.grants.map(parseGrant);
      const made = await app.tokens.make(who, { name: body.name, grants, expiresAt: new Date(body.expiresAt) });
      return { token: toTokenRow(made.token, { isExpired: false, lost: [] }, who.id), text: made.text };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/tokens/revoke',
    right: 'make_tokens',
    spans: 'nothing',
    says: 'Revokes a token of the caller or, for an administrator, of anybody; it is refused from the next request on.',
    body: z.strictObject({ id: z.string().max(100).describe('As /api/v1/tokens names it.') }),
    answer: z.strictObject({ revoked: z.boolean().describe('False: the caller may revoke no such token.') }),
    ended: ({ revoked }) => (revoked ? null : { revoked }),
    alwaysNoted: true,
    heavy: false,
    cacheable: null,
    async handle({ app, who, body }) {
      const found = (await app.tokens.all()).find(({ id }) => id === body.id);
      const isTheirs = found?.maker.id === who.id || isAllowed(who, 'administer', 'everything');
      return { revoked: found !== undefined && isTheirs && (await app.tokens.revoke(found.id)) };
    },
  }),
] as const;

/** A token as the routes answer with it. */
export function toTokenRow(token: Token, { isExpired, lost }: TokenState, asker: string) {
  const { id, name, maker } = token;
  return {
    ...{ id, name, maker, own: maker.id === asker, expired: isExpired },
    grants: token.grants.map(formatGrant),
    lost: lost.map(formatGrant),
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt.toISOString(),
    usedAt: token.usedAt?.toISOString() ?? null,
  };
}
