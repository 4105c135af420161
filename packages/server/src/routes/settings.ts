import { z } from 'zod';
import { accessReport, settingRefusal, settingView } from '../answers/settings.ts';
import { route } from './route.ts';

/** Longer than any key in PEM. */
const LONGEST_TEXT = 20_000;
const MOST_CHANGES = 50;

const changes = z
  .record(z.string().max(100), z.string().max(LONGEST_TEXT).nullable())
  .refine((given) => Object.keys(given).length <= MOST_CHANGES, 'too many settings')
  .describe('Texts by name of the setting, as in the environment; null undoes a change.');

/** Routes of the settings page. */
export const SETTING_ROUTES = [
  route({
    method: 'get',
    path: '/api/v1/settings',
    right: 'administer',
    spans: 'everything',
    says: 'Every setting, the value in effect and where it comes from; of a secret, only whether it is set.',
    body: null,
    answer: z.strictObject({ settings: z.array(settingView) }),
    heavy: false,
    cacheable: null,
    handle: async ({ app }) => ({ settings: [...(await app.settings.view())] }),
  }),
  route({
    method: 'post',
    path: '/api/v1/settings',
    right: 'administer',
    spans: 'everything',
    says: 'Changes settings, all of them or none. They take effect at once and are stored in the data folder.',
    body: z.strictObject({ changes }),
    noted: ({ app, body }) => app.settings.describe(body.changes),
    answer: z.strictObject({
      changed: z.boolean().describe('False: a change was refused, so none was made.'),
      refused: z.array(settingRefusal),
      settings: z.array(settingView),
    }),
    ended: ({ refused }) =>
      refused.length === 0 ? null : { refused: refused.map(({ name, code }) => ({ name, code })) },
    heavy: false,
    cacheable: null,
    async handle({ app, who, body }) {
      const refused = await app.settings.change(body.changes, who.name);
      return { changed: refused.length === 0, refused: [...refused], settings: [...(await app.settings.view())] };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/settings/check',
    right: 'administer',
    spans: 'everything',
    says: 'Checks at GitHub what credentials may read, with changes that are not made, and lists the scopes they see. Nothing is stored.',
    body: z.strictObject({ changes }),
    noted: ({ app, body }) => app.settings.describe(body.changes),
    changesNothing: true,
    answer: accessReport,
    heavy: false,
    cacheable: null,
    handle: ({ app, body }) => app.checkAccess(body.changes),
  }),
  route({
    method: 'get',
    path: '/api/v1/settings/scopes',
    right: 'administer',
    spans: 'everything',
    says: 'Organizations and enterprises that the credentials in use see, to choose from.',
    body: null,
    answer: accessReport,
    heavy: false,
    cacheable: null,
    handle: ({ app }) => app.checkAccess({ FLIGHTDECK_SCOPES: null }),
  }),
] as const;
