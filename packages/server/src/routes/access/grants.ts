import { formatGrant, type KeptGrant, lapseOf, lapseOfRule, type Present, parseGrant } from '@flightdeck/access';
import { type App, issuerOf } from '@flightdeck/app';
import { formatScope, InputError } from '@flightdeck/catalog';
import { z } from 'zod';
import { countedOnly } from '../people-named.ts';
import { route } from '../route.ts';

const text = z.string().max(400);
const grantText = z
  .string()
  .max(700)
  .describe('A role in a scope: viewer@org:acme/team=web; admin and self need none.');

const holder = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('person'),
      id: text.describe('Issuer and subject, as `people` has it.'),
      name: text.describe('Name to show.'),
    }),
    z.strictObject({ kind: z.literal('group'), name: text.describe('As the provider names it.') }),
    z.strictObject({ kind: z.literal('team'), name: text.describe('A team of GitHub: acme/web.') }),
  ])
  .meta({ id: 'Holder' });

const lapse = z
  .enum(['other_issuer', 'person_gone', 'group_unseen', 'scope_gone'])
  .nullable()
  .describe(
    'Why it does nothing now: another signed people in when it was given, the person has not been here for long, nobody who was here is in the group or team, there is no data of its scope; null: it can count.',
  );

const keptGrant = z
  .strictObject({
    id: z.string().describe('Id of the grant.'),
    to: holder,
    grant: grantText,
    by: z.string().describe('Name of the administrator who gave it.'),
    at: z.string().describe('ISO instant.'),
  })
  .meta({ id: 'KeptGrant' });

/** Routes of grants that administrators give on the settings page, beside those of ROLE_MAP and ADMINS. */
export const GRANT_ROUTES = [
  route({
    method: 'get',
    path: '/api/v1/grants',
    right: 'administer',
    spans: 'everything',
    says: 'Grants given on the page and by settings, and the people to grant to.',
    body: null,
    answer: z.strictObject({
      grants: z.array(keptGrant.extend({ lapse })).describe('Given on the page, oldest first.'),
      settings: z
        .array(z.strictObject({ group: z.string(), grant: grantText, setting: z.enum(['ROLE_MAP', 'ADMINS']), lapse }))
        .describe('Given by settings, which only the operator changes; * is everybody who is signed in.'),
      people: z
        .array(z.strictObject({ id: z.string(), name: z.string(), seenAt: z.string().describe('ISO instant.') }))
        .describe('Whoever signed in, the last first, 1,000 at most.'),
    }),
    heavy: false,
    cacheable: null,
    async handle({ app, names }) {
      const { rules, admins } = app.config.signIn.roles;
      const people = (await app.people.all()).slice(0, 1000);
      const grants = await app.grants.all();
      const present = await presentOf(app);
      names(countedOnly(people.length + grants.filter(({ to }) => to.kind === 'person').length));
      return {
        grants: grants.map((kept) => ({ ...toRow(kept), lapse: lapseOf(kept, present) })),
        settings: [
          ...rules.map((rule) => ({
            group: rule.group,
            grant: formatGrant(rule.grant),
            setting: 'ROLE_MAP' as const,
            lapse: lapseOfRule(rule, present),
          })),
          ...admins.map((group) => ({ group, grant: 'admin@*', setting: 'ADMINS' as const, lapse: null })),
        ],
        people: people.map(({ id, name, seenAt }) => ({ id, name, seenAt: seenAt.toISOString() })),
      };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/grants',
    right: 'administer',
    spans: 'everything',
    says: 'Gives a role in a scope to a person, a group or a team of GitHub; it counts from the next request on.',
    body: z.strictObject({ to: holder, grant: grantText }),
    answer: keptGrant,
    ended: ({ id }) => ({ id }),
    alwaysNoted: true,
    heavy: false,
    cacheable: null,
    async handle({ app, who, body: { to, grant } }) {
      // Shown is what they are called, not what whoever gives it calls them.
      const known = to.kind === 'person' ? await app.people.find(to.id) : null;
      const holder = known === null || to.kind !== 'person' ? to : { ...to, name: known.name };
      return toRow(await app.grants.give(holder, parseGrant(grant), who.name));
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/grants/revoke',
    right: 'administer',
    spans: 'everything',
    says: 'Takes back a grant that was given on the page; it is gone from the next request on.',
    body: z.strictObject({ id: z.string().max(100).describe('As /api/v1/grants names it.') }),
    answer: z.strictObject({ revoked: z.boolean().describe('False: there is no such grant.') }),
    ended: ({ revoked }) => (revoked ? null : { revoked }),
    alwaysNoted: true,
    heavy: false,
    cacheable: null,
    handle: async ({ app, body }) => ({ revoked: await app.grants.revoke(body.id) }),
  }),
  route({
    method: 'post',
    path: '/api/v1/first-administrator',
    right: 'become_administrator',
    spans: 'nothing',
    says: 'Makes the caller the first administrator, with the secret of the link that the start printed.',
    body: z.strictObject({ secret: z.string().max(200).describe('What follows the # in the link.') }),
    // The question is the secret.
    noted: () => null,
    answer: z.strictObject({ administrator: z.literal(true) }),
    alwaysNoted: true,
    heavy: false,
    cacheable: null,
    async handle({ app, who, body }) {
      if (who.kind === 'person' && (await app.firstAdministrator.accept(body.secret, who)))
        return { administrator: true as const };
      throw new InputError('This link opens nothing any more.', {
        code: 'not_allowed',
        hint: 'It works once, for an hour, for somebody who is signed in. Start Flightdeck again to get another, unless there is an administrator already.',
      });
    },
  }),
] as const;

/** Who was here and which scopes there are, to hold grants against. */
async function presentOf(app: Pick<App, 'config' | 'people' | 'store'>): Promise<Present> {
  const scopes = [...(await app.store.scopes()), ...app.config.scopes.map(formatScope)];
  return { issuer: issuerOf(app.config.signIn), identities: await app.people.identities(), scopes };
}

const toRow = ({ id, to, grant, by, at }: KeptGrant) => ({
  ...{ id, to, by },
  grant: formatGrant(grant),
  at: at.toISOString(),
});
