import { z } from 'zod';
import { route } from './route.ts';

const session = z
  .strictObject({
    key: z.string().describe('Names the session; opens nothing.'),
    startedAt: z.string().describe('ISO instant.'),
    seenAt: z.string().describe('ISO instant of its last use, to the minute.'),
    client: z.string().describe('Address it began from.'),
    agent: z.string().nullable().describe('What the browser called itself; null: nothing.'),
    current: z.boolean().describe('True: this request belongs to it.'),
  })
  .meta({ id: 'Session' });

/** One's own sessions. */
export const SESSION_ROUTES = [
  route({
    method: 'get',
    path: '/api/v1/sessions',
    right: 'see_sessions',
    spans: 'nothing',
    says: 'Where the caller is signed in, the last used first; empty where nobody signs in at Flightdeck itself.',
    body: null,
    answer: z.strictObject({ sessions: z.array(session) }),
    heavy: false,
    cacheable: null,
    async handle({ app, who, session: current }) {
      const own = await app.sessions.of(who.id);
      return {
        sessions: own.map(({ key, startedAt, seenAt, client, agent }) => ({
          ...{ key, client, agent, current: key === current },
          ...{ startedAt: startedAt.toISOString(), seenAt: seenAt.toISOString() },
        })),
      };
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
] as const;
