import { keyOf, STRANGER } from '@flightdeck/access';
import type { App, PublicUrl } from '@flightdeck/app';
import { InputError, UpstreamError } from '@flightdeck/catalog';
import type { Context, Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { createGate } from '../../http/gate.ts';
import { clientAddress, type IsTrusted } from '../../http/reach/client-address.ts';
import { toSetCookie } from '../../http/reply/set-cookie.ts';
import { toLocation } from '../../http/reply/to-location.ts';
import type { Cookie } from '../../routes/answer-shape.ts';
import type { OwnCookie } from '../cookies.ts';
import { toReturnPath } from '../return-to.ts';
import { createNote } from './note.ts';
import type { Provider } from './provider.ts';
import { refusalPage } from './refusal-page.ts';
import { newTransaction, openTransaction, SIGN_IN_SECONDS, sealTransaction } from './transaction.ts';

/** What `mountSignInPages` needs. */
export interface SignInParts {
  readonly app: Pick<App, 'audit' | 'log' | 'people' | 'sealer' | 'sessions'>;
  readonly provider: Provider;
  readonly publicUrl: PublicUrl;
  readonly isTrusted: IsTrusted;
  readonly now: () => Date;
  readonly session: OwnCookie;
  readonly transaction: OwnCookie;
}

/** Requests to the provider at once and waiting, and the time one may take. */
const GATE = { width: 8, queue: 64, timeoutMs: 25_000 } as const;

/** Serves sign-in and sign-out: to the provider and back, and out again. */
export function mountSignInPages(http: Hono<Env>, parts: SignInParts): void {
  const { app, provider, publicUrl, now, session, transaction } = parts;
  const gate = createGate(GATE.width, GATE.queue, GATE.timeoutMs);
  const clientOf = (context: Context<Env>): string => clientAddress(context.env.incoming, parts.isTrusted);
  const note = createNote(app, clientOf);

  /** A page for a refused person, who comes with a browser; the refusal is recorded, and the log has the reason. */
  const orRefused = async (context: Context<Env>, work: () => Promise<Response>): Promise<Response> => {
    context.set('route', context.req.path);
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof InputError || error instanceof UpstreamError)) throw error;
      const requestId = context.get('requestId');
      app.log.warn({ code: error.code, because: provider.reasonOf(error), requestId }, 'a sign-in was refused');
      await note(context, STRANGER, 'refused', { code: error.code });
      return context.body(refusalPage(error, publicUrl.base, requestId), error instanceof UpstreamError ? 502 : 400, {
        'Content-Type': 'text/html; charset=utf-8',
        'Set-Cookie': toSetCookie(transaction.remove()),
      });
    }
  };
  const go = (to: { readonly path: string } | { readonly elsewhere: URL }, cookies: readonly Cookie[]): Response => {
    const answer = new Response(null, { status: 303, headers: { Location: toLocation(to, publicUrl.base) } });
    for (const cookie of cookies) answer.headers.append('Set-Cookie', toSetCookie(cookie));
    return answer;
  };

  http.get('/auth/sign-in', (context) =>
    orRefused(context, async () => {
      const begun = newTransaction(toReturnPath(context.req.query('return_to') ?? null), now());
      const url = await gate.run(clientOf(context), () => provider.begin(begun));
      return go({ elsewhere: url }, [transaction.keep(await sealTransaction(begun, app.sealer), SIGN_IN_SECONDS)]);
    }),
  );

  http.get('/auth/callback', (context) =>
    orRefused(context, async () => {
      const { incoming } = context.env;
      const begun = await openTransaction(transaction.read(incoming), app.sealer, now());
      const search = new URL(context.req.url).searchParams;
      const signedIn = await gate.run(clientOf(context), () => provider.redeem(search, begun));
      const before = session.read(incoming);
      const identity = await app.people.withOwnEmail(signedIn.identity);
      if (identity.email !== signedIn.identity.email)
        app.log.warn(
          { code: 'email_of_two', requestId: context.get('requestId') },
          'an e-mail of ADMINS is verified for two people: it makes the first of them administrator',
        );
      await app.people.remember(identity);
      const secret = await app.sessions.begin({
        ...signedIn,
        identity,
        client: clientOf(context),
        agent: context.req.header('User-Agent') ?? null,
      });
      const found = await app.sessions.find(secret);
      if (found === null) throw new Error('A session that has just begun is there.');
      try {
        await note(context, found.who, 'signed_in', null);
      } catch (error) {
        // What cannot be recorded does not happen.
        await app.sessions.end(found.key);
        throw error;
      }
      // A browser has one session: a secret that was known before the sign-in is worth nothing after it.
      const old = before === null ? null : keyOf(before);
      if (old !== null) await app.sessions.end(old);
      return go({ path: begun.returnTo }, [transaction.remove(), session.keep(secret, null)]);
    }),
  );

  http.post('/auth/sign-out', async (context) => {
    context.set('route', '/auth/sign-out');
    const found = await app.sessions.find(session.read(context.env.incoming) ?? '');
    if (found !== null) {
      await app.sessions.end(found.key);
      await note(context, found.who, 'signed_out', null);
    }
    const there = found === null ? null : await provider.signOutUrl(found.idToken);
    context.header('Set-Cookie', toSetCookie(session.remove()));
    return context.json({ elsewhere: there?.href ?? null });
  });
}
