import { type Account, isAllowed, type Principal } from '@flightdeck/access';
import type { App } from '@flightdeck/app';
import { InputError, isDay } from '@flightdeck/catalog';
import { csvLines, metricQuerySchema, parseQuery } from '@flightdeck/query';
import { z } from 'zod';
import { toProblem } from '../../http/problem.ts';
import { streamOf } from '../answer-shape.ts';
import { anyQuery, page } from '../query.ts';
import { route } from '../route.ts';

const text = z.string();
const number = z.number().nullable();

const usage = z
  .strictObject({
    account: z
      .strictObject({ host: text, id: text, login: text.nullable() })
      .nullable()
      .describe("The caller's account at GitHub; null: nobody has said which it is."),
    person: z
      .strictObject({ issuer: text, subject: text })
      .nullable()
      .describe('What an administrator needs to say it; null where nobody signs in.'),
    range: z
      .strictObject({ from: text, to: text })
      .nullable()
      .describe('Days asked about, and those loaded where a day was left out; null: no report has rows of the caller.'),
    scopes: z.array(text).describe('Organizations and enterprises that have rows of the caller.'),
    seat: z
      .strictObject({
        plan: text.nullable(),
        since: text.nullable(),
        lastActive: text.nullable(),
        lastEditor: text.nullable(),
      })
      .nullable(),
    teams: z.array(
      z.strictObject({
        team: text,
        scope: text,
        range: z
          .strictObject({ from: text, to: text })
          .describe(
            'Days compared, of the caller and of the team: from the first to the last on which the caller was in it.',
          ),
        isTooSmall: z.boolean().describe('True: fewer than five people were active in it, so that there is no median.'),
        medians: z.array(z.strictObject({ metric: text, own: number, median: number })),
      }),
    ),
    looks: z
      .array(
        z.strictObject({
          at: text,
          who: z.strictObject({
            kind: z.enum(['local', 'guest', 'person', 'token', 'stranger']),
            name: text,
            roles: z.array(text).describe('Names of the roles they had then.'),
            maker: text.nullable().describe('Who made the token, also when it is revoked; null where it is none.'),
          }),
          routes: z.array(text),
          times: z.number(),
          isAlone: z.boolean().describe('True: each of the answers named nobody else.'),
          isSure: z.boolean().describe('False: the log has only the scopes of so many people.'),
        }),
      )
      .nullable()
      .describe(
        'Who has looked at rows of the caller, a person and day each, the latest first; null: not known, as the audit log is damaged.',
      ),
  })
  .meta({ id: 'MyUsage' });

/** The search string of My usage. */
export interface Asked {
  readonly from: string | null;
  readonly to: string | null;
  readonly login: string | null;
}

const NOBODY = { account: null, scopes: [], seat: null, teams: [], looks: [] };

/** Routes of My usage: the caller's own figures. */
export const MINE_ROUTES = [
  route({
    method: 'get',
    path: '/api/v1/me/usage',
    right: 'read_own',
    spans: 'narrowed',
    says: "The caller's account, seat, the medians of their teams and who has looked at their rows.",
    body: null,
    search: {
      parameters: [
        {
          name: 'from',
          says: 'First day, YYYY-MM-DD; unless given the first loaded one of what has rows of the caller.',
        },
        { name: 'to', says: 'Last day; unless given the last loaded one of the same.' },
        { name: 'login', says: 'Whose usage, where nobody signs in; refused for everybody else.' },
      ],
      parse: (search): Asked => ({ from: search.get('from'), to: search.get('to'), login: search.get('login') }),
    },
    answer: usage,
    heavy: true,
    cacheable: null,
    async handle({ app, who, body, signal }) {
      const person = personOf(who);
      requireDays(body);
      const account = await accountOf(app, who, body.login);
      if (account === null) return { ...NOBODY, person, range: asAsked(body) };
      const { login, ...usage } = await app.mine.usage(who, account, body, signal);
      return { account: { ...account, login }, person, ...usage };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/me/queries',
    right: 'read_own',
    spans: 'narrowed',
    says: "Answers all queries of a page from the caller's own rows only; `user` may be filtered by `@me`.",
    body: z.strictObject({ queries: z.array(anyQuery).min(1).max(40) }),
    answer: page,
    heavy: true,
    cacheable: ({ results }) => results.every((result) => 'result' in result),
    async handle({ app, who, body, signal }) {
      const results = body.queries.map(async (input) => {
        try {
          return { result: await app.answerOwn(parseQuery(input), who, signal) };
        } catch (error) {
          return { problem: toProblem(error, 'see the answer') };
        }
      });
      return { results: await Promise.all(results) };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/me/query/csv',
    right: 'read_own',
    spans: 'narrowed',
    says: "Answers one metric query from the caller's own rows only, as a CSV file, line by line.",
    body: metricQuerySchema,
    answer: streamOf('text/csv; charset=utf-8'),
    heavy: true,
    cacheable: null,
    handle: async ({ app, who, body, signal }) => ({
      fileName: 'my-usage.csv',
      pieces: csvLines(await app.answerOwn(parseQuery(body), who, signal)),
    }),
  }),
] as const;

/** The account whose usage is asked for: the caller's own or, if nobody signs in, that of the login; null if it is not known. */
async function accountOf(app: App, who: Principal, login: string | null): Promise<Account | null> {
  if (login === null || login === '') return who.account;
  if ((who.kind === 'local' || who.kind === 'guest') && isAllowed(who, 'read_people', 'everything'))
    return app.mine.accountOf(login);
  throw new InputError('My usage is of whoever is signed in.', {
    code: 'not_allowed',
    hint: 'Leave login out. Who may read people by name opens their page.',
  });
}

function requireDays({ from, to }: Asked): void {
  for (const day of [from, to])
    if (day !== null && !isDay(day))
      throw new InputError(`"${day}" is no day.`, { code: 'bad_range', hint: 'Write YYYY-MM-DD.' });
}

/** Somebody without an account learns nothing of what is loaded. */
const asAsked = ({ from, to }: Asked) => (from === null || to === null || from > to ? null : { from, to });

/** Issuer and subject of somebody signed in. */
function personOf({ kind, id }: Principal): { readonly issuer: string; readonly subject: string } | null {
  if (kind !== 'person' || !id.startsWith('[')) return null;
  const [issuer = '', subject = ''] = JSON.parse(id) as readonly string[];
  return { issuer, subject };
}
