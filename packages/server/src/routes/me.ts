import { formatGrantScope, RIGHTS, type Right, ROLES, spanOf } from '@flightdeck/access';
import { z } from 'zod';
import { route } from './route.ts';

const NAMES = Object.keys(RIGHTS) as readonly Right[];
const role = z.enum(ROLES);

const me = z
  .strictObject({
    kind: z
      .enum(['local', 'guest', 'person', 'token'])
      .describe('The user of this machine · anybody who opens a demo · a person who signed in · a machine.'),
    id: z.string().describe('Stable: issuer and subject, or the id of the token.'),
    name: z.string().describe('Name to show.'),
    roles: z.array(
      z.strictObject({ role, of: z.string().describe('Scope, as grants are written; * for everything.') }),
    ),
    rights: z
      .array(
        z.strictObject({
          right: z.enum(NAMES),
          says: z.string().describe('What it lets its bearer do: "You may …".'),
          span: z
            .enum(['narrowed', 'whole_scopes', 'everything'])
            .nullable()
            .describe(
              'The most it covers: some of the figures, whole scopes, or everything; null: the caller does not have it.',
            ),
          roles: z.array(role).describe('Roles that have it.'),
        }),
      )
      .describe('Every right there is.'),
    signIn: z.string().describe('How people sign in here, as AUTH_MODE says; none: they do not.'),
    session: z.boolean().describe('True: the caller signed in at Flightdeck itself, so that they can sign out of it.'),
  })
  .meta({ id: 'Me' });

/** Who asks. */
export const ME_ROUTES = [
  route({
    method: 'get',
    path: '/api/v1/me',
    right: 'know_oneself',
    spans: 'nothing',
    says: 'Who the caller is here, and what they may do.',
    body: null,
    answer: me,
    heavy: false,
    cacheable: null,
    async handle({ app, who, session }) {
      const rights = NAMES.map((right) => {
        const { says, roles } = RIGHTS[right];
        return { right, says, span: spanOf(who, right), roles };
      });
      return {
        kind: who.kind,
        id: who.id,
        name: who.name,
        roles: who.grants.map((grant) => ({ role: grant.role, of: formatGrantScope(grant.of) })),
        rights,
        signIn: app.config.signIn.mode,
        session: who.kind === 'person' && session !== null,
      };
    },
  }),
] as const;
