import type { Session } from '@flightdeck/access';
import { z } from 'zod';
import { countedOnly } from './people-named.ts';
import { route } from './route.ts';

const session = z
  .strictObject({
    key: z.string().describe('Identifies the session; opens nothing.'),
    startedAt: z.string().describe('ISO instant.'),
    seenAt: z.string().describe('ISO instant of its last use, to the minute.'),
    client: z.string().describe('Address it began from.'),
    agent: z.string().nullable().describe('User-Agent of the browser; null: it sent none.'),
    current: z.boolean().describe('True: this request belongs to it.'),
  })
  .meta({ id: 'Session' });

const somebodys = z
  .strictObject({
    ...session.shape,
    person: z.strictObject({ id: z.string().describe('Issuer and subject.'), name: z.string() }),
  })
  .meta({ id: 'SessionOfSomebody' });

const ended = z.strictObject({ ended: z.int().min(0).describe('How many there were.') });

const shown = ({ key, startedAt, seenAt, client, agent }: Session, current: string | null) => ({
  ...{ key, client, agent, current: key === current },
  ...{ startedAt: startedAt.toISOString(), seenAt: seenAt.toISOString() },
});

/** Routes of sessions: the caller's own and, for administrators, everybody's. */
export const SESSION_ROUTES = [
  route({
    method: 'get',
    path: '/api/v1/sessions',
    right: 'see_sessions',
    spans: 'nothing',
    says: 'Sessions of the caller, last used first; empty if nobody signs in at Flightdeck itself.',
    body: null,
    answer: z.strictObject({ sessions: z.array(session) }),
    heavy: false,
    cacheable: null,
    async handle({ app, who, session: current }) {
      const own = await app.sessions.of(who.id);
      return { sessions: own.map((each) => shown(each, current)) };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/sessions/end',
    right: 'end_sessions',
    spans: 'nothing',
    says: "Ends one of the caller's own sessions, which is signed out at its next request.",
    body: z.strictObject({ key: z.string().max(100).describe('As /api/v1/sessions names it.') }),
    answer: z.strictObject({ ended: z.boolean().describe('False: the caller has no such session.') }),
    heavy: false,
    cacheable: null,
    async handle({ app, who, body }) {
      const isOwn = (await app.sessions.of(who.id)).some(({ key }) => key === body.key);
      return { ended: isOwn && (await app.sessions.end(body.key)) };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/sessions/end-others',
    right: 'end_sessions',
    spans: 'nothing',
    says: "Ends all of the caller's own sessions but the one this request belongs to.",
    body: z.strictObject({}),
    answer: ended,
    heavy: false,
    cacheable: null,
    async handle({ app, who, session: current }) {
      const others = (await app.sessions.of(who.id)).filter(({ key }) => key !== current);
      return { ended: await endAll(others, app.sessions.end) };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/sessions/everybody',
    right: 'administer',
    spans: 'everything',
    says: 'Sessions of everybody, last used first.',
    body: null,
    answer: z.strictObject({ sessions: z.array(somebodys) }),
    heavy: false,
    cacheable: null,
    async handle({ app, session: current, names }) {
      const all = await app.sessions.all();
      names(countedOnly(new Set(all.map(({ who }) => who.id)).size));
      return { sessions: all.map((each) => ({ ...shown(each, current), person: personOf(each) })) };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/sessions/everybody/end',
    right: 'administer',
    spans: 'everything',
    says: 'Ends one session of a person, or all of them; they are signed out at the next request.',
    body: z.strictObject({
      person: z
        .string()
        .max(1000)
        .describe('Whose they are: issuer and subject, as /api/v1/sessions/everybody names them.'),
      key: z.string().max(100).nullable().describe('The one to end; null: all of that person.'),
    }),
    answer: ended,
    ended: (answer) => (answer.ended > 0 ? null : answer),
    heavy: false,
    cacheable: null,
    async handle({ app, body }) {
      const theirs = await app.sessions.of(body.person);
      const meant = theirs.filter(({ key }) => body.key === null || key === body.key);
      return { ended: await endAll(meant, app.sessions.end) };
    },
  }),
] as const;

const personOf = ({ who: { id, name } }: Session): { readonly id: string; readonly name: string } => ({ id, name });

/** Ends sessions one after the other; the number of those that had not ended before. */
async function endAll(sessions: readonly Session[], end: (key: string) => Promise<boolean>): Promise<number> {
  let count = 0;
  for (const { key } of sessions) if (await end(key)) count += 1;
  return count;
}
