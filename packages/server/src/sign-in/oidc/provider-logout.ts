import { STRANGER } from '@flightdeck/access';
import type { App } from '@flightdeck/app';
import { FlightdeckError, InputError } from '@flightdeck/catalog';
import type { Context, Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { createGate } from '../../http/gate.ts';
import { clientAddress, type IsTrusted } from '../../http/reach/client-address.ts';
import { createNote } from '../pages/note.ts';
import { type Logout, SKEW_SECONDS } from './logout-token.ts';
import type { OidcProvider } from './provider.ts';

/** What `mountProviderLogout` needs. */
export interface ProviderLogoutParts {
  readonly app: Pick<App, 'audit' | 'log' | 'sessions'>;
  readonly provider: Pick<OidcProvider, 'readLogout' | 'reasonOf'>;
  readonly issuer: string;
  readonly isTrusted: IsTrusted;
  readonly now: () => Date;
}

/** One request at a time, so that requests of strangers delay only each other. */
const GATE = { width: 1, queue: 64, timeoutMs: 25_000 } as const;
/** Most characters of a provider's session id. */
const LONGEST_SID = 255;

/** Serves the addresses a provider ends sessions at: by a signed token (back channel), or in a frame of its page (front channel). */
export function mountProviderLogout(
  http: Hono<Env>,
  { app, provider, issuer, isTrusted, now }: ProviderLogoutParts,
): void {
  const gate = createGate(GATE.width, GATE.queue, GATE.timeoutMs);
  const clientOf = (context: Context<Env>): string => clientAddress(context.env.incoming, isTrusted);
  const note = createNote(app, clientOf);
  const end = async (context: Context<Env>, { sid, subject, issuedAt }: Logout): Promise<void> => {
    const begunBy = new Date(issuedAt.getTime() + SKEW_SECONDS * 1000);
    const ended = await app.sessions.endOfIssuer(issuer, { sid, subject, begunBy });
    for (const { who } of ended) await note(context, who, 'signed_out', { by: 'provider' });
  };

  http.post('/auth/back-channel-logout', async (context) => {
    context.set('route', '/auth/back-channel-logout');
    const form = new URLSearchParams(await context.req.text());
    try {
      await gate.run(clientOf(context), async () => end(context, await provider.readLogout(onlyToken(form), now())));
      return context.body(null, 200);
    } catch (error) {
      if (!(error instanceof FlightdeckError)) throw error;
      app.log.warn(
        { code: error.code, because: provider.reasonOf(error) ?? error.hint, requestId: context.get('requestId') },
        'a logout token was refused',
      );
      if (!(error instanceof InputError)) throw error;
      await note(context, STRANGER, 'refused', { code: error.code });
      // The form that the specification requires.
      return context.json({ error: 'invalid_request', error_description: `${error.code}: ${error.hint ?? ''}` }, 400);
    }
  });

  // Called in a frame of the provider's page, where browsers send no cookie: issuer and session id say which session.
  http.get('/auth/front-channel-logout', async (context) => {
    context.set('route', '/auth/front-channel-logout');
    const [iss, sid] = [context.req.query('iss'), context.req.query('sid')];
    if (iss === issuer && sid !== undefined && sid !== '' && sid.length <= LONGEST_SID)
      await gate.run(clientOf(context), () => end(context, { sid, subject: null, issuedAt: now() }));
    return context.body(null, 204);
  });
}

/** The logout token in a form. @throws InputError `token_invalid`. */
function onlyToken(form: URLSearchParams): string {
  const [token, ...more] = form.getAll('logout_token');
  if (token !== undefined && token !== '' && more.length === 0) return token;
  throw new InputError('This is no logout.', { code: 'token_invalid', hint: 'Send one logout_token.' });
}
