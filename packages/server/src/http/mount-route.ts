import type { IncomingMessage } from 'node:http';
import {
  type Account,
  type AuditEvent,
  authorize,
  formatAccount,
  isRecorded,
  type Named,
  type Principal,
  RIGHTS,
  sightOf,
} from '@flightdeck/access';
import type { App } from '@flightdeck/app';
import { FlightdeckError, InputError } from '@flightdeck/catalog';
import { toJson } from '@flightdeck/query';
import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { z } from 'zod';
import { checkAnswer } from '#check-answer';
import type { Cookie, Redirect, Stream } from '../routes/answer-shape.ts';
import type { NamedPeople } from '../routes/people-named.ts';
import type { Route } from '../routes/route.ts';
import type { Asker } from './asker.ts';
import type { Env } from './env.ts';
import type { Gate } from './gate.ts';
import { clientAddress, type IsTrusted } from './reach/client-address.ts';
import { acceptedEncodings, encodeText } from './reply/encoding.ts';
import { etagOf, isNamed } from './reply/etag.ts';
import { toSetCookie } from './reply/set-cookie.ts';
import { toBody } from './reply/to-body.ts';
import { toLocation } from './reply/to-location.ts';
import type { Guesses } from './tokens/guesses.ts';
import type { Uploads } from './uploads.ts';

/** How many changes each has made lately. */
export interface Changes {
  readonly withoutGrant: Guesses;
  readonly withGrant: Guesses;
}

/** What all routes share. */
export interface Parts {
  readonly app: App;
  readonly version: string;
  readonly gate: Gate;
  readonly uploads: Uploads;
  readonly base: string;
  readonly asker: Asker;
  readonly isTrusted: IsTrusted;
  /** Changes by who made them: those for which nobody needs a grant, and those for which one is needed. */
  readonly changes: Changes;
  /** Key of the session a request belongs to; null where there is none. */
  readonly sessionKey: (request: IncomingMessage) => string | null;
}

/** A request that may be answered: who asks, and what. */
interface Asked {
  readonly who: Principal;
  readonly body: unknown;
  names(named: NamedPeople): void;
  changes(asked: unknown, named: readonly Named[]): Promise<void>;
  failed(error: unknown, asked: unknown): Promise<void>;
  exports(asked: unknown): Promise<void>;
}

/** Serves one route: authorization → validation → work → answer. */
export function mountRoute(http: Hono<Env>, route: Route, parts: Parts): void {
  if (route.cookies && route.cacheable) throw new Error(`${route.path} sets cookies, so it cannot be cacheable.`);
  http[route.method](route.path, async (context) => {
    context.set('route', route.path);
    const who = await parts.asker.known(context);
    const note = toNote(context, route, who, parts);
    await orRefused(note, async () => authorize(who, route.right, route.spans));
    const body = route.body
      ? checkBody(route.body, await readJson(context))
      : route.search?.parse(new URL(context.req.url).searchParams);
    // Its version is that of all data: whoever sees a part would learn when the rest changed.
    const seesAll = sightOf(who, route.right) === 'everything';
    const etag =
      route.cacheable && seesAll ? etagOf([route.path, body, who, parts.app.dataVersion(), parts.version]) : null;
    // On a machine that several people use nothing of one who signed in stays in the browser.
    const mayStay = etag !== null && (who.kind === 'local' || who.kind === 'guest');
    const headers = { 'Cache-Control': mayStay ? 'private, no-cache' : 'no-store' };
    // `*` would be answered before it is known whether there is an answer, and whether the asker may have it.
    const known = context.req.header('If-None-Match');
    if (etag && known?.trim() !== '*' && isNamed(known, etag)) {
      return context.body(null, 304, { ...headers, Vary: 'Accept-Encoding', ETag: etag });
    }
    const noted = route.noted === undefined ? body : route.noted({ app: parts.app, body });
    // Looking at what one may change leaves nothing behind.
    const isChange = route.method !== 'get' && RIGHTS[route.right].changes;
    const kind = route.changesNothing ? 'asked' : 'changed';
    if (isChange) {
      requireUnspent(parts.changes, route, who);
      if (!route.notesChanges) await note(kind, noted, null);
    }
    let isNoted = isChange && !route.notesChanges;
    const cookies: Cookie[] = [];
    const named: NamedPeople[] = [];
    const names = (more: NamedPeople): void => void named.push(more);
    const changes = async (asked: unknown, whose: readonly Named[]): Promise<void> => {
      await note('changed', asked, countOf(whose), { named: whose });
      isNoted = true;
    };
    const exports = (asked: unknown) => note('exported', asked, null);
    const failed = (error: unknown, asked: unknown) => noteRefusal(note, error, asked);
    const answer = await orRefused(
      note,
      () => work(context, route, { who, body, names, changes, failed, exports }, cookies, parts),
      noted,
    ).catch(async (error: unknown) => {
      const code = error instanceof FlightdeckError ? error.code : 'internal';
      if (isNoted) await note(kind, null, null, { result: { failed: code } });
      throw error;
    });
    const result = (isChange && route.ended?.(answer as never)) || null;
    if (result !== null) await note(kind, null, null, { result });
    // Before the first byte: what cannot be written down is not sent.
    await noteNamed(note, who, named, noted ?? context.req.url.split('?', 2)[1] ?? null, parts.app);
    const response = await respond(context, route, answer, parts, {
      ...headers,
      ...(etag && route.cacheable?.(answer) ? { ETag: etag } : {}),
    });
    // Only now: an answer that went wrong sets none.
    for (const cookie of cookies) response.headers.append('Set-Cookie', toSetCookie(cookie));
    return response;
  });
}

/**
 * Each change is a line of the log, so everybody may make only so many; those who are not recorded, any.
 * @throws InputError `too_many_changes`.
 */
function requireUnspent(all: Changes, { right, alwaysNoted }: Route, who: Principal): void {
  if (!isRecorded(who) && !alwaysNoted) return;
  const changes = RIGHTS[right].needsNoGrant ? all.withoutGrant : all.withGrant;
  if (changes.isSpent(who.id))
    throw new InputError('You have changed too much within a minute.', {
      code: 'too_many_changes',
      hint: 'Wait a minute.',
    });
  changes.count(who.id);
}

/** Writes down what the asker of a request did. */
type WriteNote = (
  kind: AuditEvent['kind'],
  asked: unknown,
  people: number | null,
  more?: Pick<AuditEvent, 'named' | 'result'>,
) => Promise<void>;

function toNote(context: Context<Env>, route: Route, who: Principal, { app, isTrusted }: Parts): WriteNote {
  return (kind, asked, people, more) =>
    app.audit.record(who, {
      kind,
      route: `${route.method.toUpperCase()} ${route.path}`,
      asked: asked ?? null,
      people,
      ...more,
      client: clientAddress(context.env.incoming, isTrusted),
      requestId: context.get('auditId'),
      ...(route.alwaysNoted && { always: true as const }),
    });
}

/** Records whom answers name, unless that is nobody or only the asker. */
async function noteNamed(
  note: WriteNote,
  who: Principal,
  answers: readonly NamedPeople[],
  asked: unknown,
  { whom }: Pick<App, 'whom'>,
): Promise<void> {
  const people = answers.reduce((sum, answer) => sum + answer.people, 0);
  if (people === 0 || !isRecorded(who)) return;
  const named = await whom(answers);
  if (!answers.every(isOfOne) || !isOnly(who.account, named)) await note('named', asked, people, { named });
}

const countOf = (named: readonly Named[]): number => named.reduce((sum, { ids }) => sum + (ids?.length ?? 0), 0);

/** True if one person is meant, and not the first of a list: asked for one by one, that would name the whole list. */
const isOfOne = ({ people, among }: NamedPeople): boolean => people <= 1 && among <= 1;

function isOnly(account: Account | null, named: readonly Named[]): boolean {
  const all = named.flatMap(({ host, ids }) => ids?.map((id) => formatAccount({ host, id })) ?? [null]);
  return account !== null && all.length > 0 && all.every((one) => one === formatAccount(account));
}

const REFUSALS: ReadonlySet<string> = new Set(['not_allowed', 'no_grant']);

/** The result of the work; a refusal is recorded. */
async function orRefused<T>(note: WriteNote, run: () => Promise<T>, asked: unknown = null): Promise<T> {
  try {
    return await run();
  } catch (error) {
    await noteRefusal(note, error, asked);
    throw error;
  }
}

async function noteRefusal(note: WriteNote, error: unknown, asked: unknown): Promise<void> {
  if (error instanceof InputError && REFUSALS.has(error.code)) await note('refused', asked, null);
}

async function work(
  context: Context<Env>,
  route: Route,
  asked: Asked,
  cookies: Cookie[],
  { app, gate, uploads, isTrusted, sessionKey }: Parts,
): Promise<unknown> {
  const client = clientAddress(context.env.incoming, isTrusted);
  const gone = context.req.raw.signal;
  const upload =
    route.fileLimit === undefined
      ? null
      : await uploads.receive(client, context.req.raw.body, route.fileLimit, app.workFolder);
  const file = upload?.path ?? null;
  const cookie = (name: string): string | null => getCookie(context, name) ?? null;
  const keepCookie = (made: Cookie): void => {
    if (!route.cookies?.some(({ name }) => name === made.name))
      throw new Error(`${route.path} does not name the cookie ${made.name}.`);
    cookies.push(made);
  };
  const session = sessionKey(context.env.incoming);
  const handle = (signal: AbortSignal) =>
    route.handle({ ...asked, app, file, signal, session, cookie, setCookie: keepCookie });
  try {
    return await (route.heavy ? gate.run(client, handle, gone) : handle(gone));
  } finally {
    await upload?.discard();
  }
}

async function respond(
  context: Context<Env>,
  route: Route,
  answer: unknown,
  { app, base }: Parts,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const accept = context.req.header('Accept-Encoding');
  if (route.answer instanceof z.ZodType) {
    const text = toJson(answer);
    checkAnswer(route, text);
    const encoded = await encodeText(text, accept);
    const type = { 'Content-Type': 'application/json; charset=utf-8' };
    return context.body(encoded.body, 200, { ...headers, ...encoded.headers, ...type });
  }
  if (route.answer.kind === 'redirect' && isRedirect(answer)) {
    return context.body(null, 303, { ...headers, Location: toLocation(answer, base) });
  }
  if (route.answer.kind === 'stream' && isStream(answer)) {
    const requestId = context.get('requestId');
    const body = toBody(answer.pieces, (err) => app.log.error({ err, requestId }, 'answer cut short'));
    const isPacked = acceptedEncodings(accept).includes('gzip');
    return context.body(isPacked ? body.pipeThrough(new CompressionStream('gzip')) : body, 200, {
      ...headers,
      'Content-Type': route.answer.type,
      Vary: 'Accept-Encoding',
      ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}),
      ...(answer.fileName === null ? {} : { 'Content-Disposition': toDisposition(answer.fileName) }),
    });
  }
  throw new Error(`${route.path} did not answer with a ${route.answer.kind}.`);
}

const isObject = (answer: unknown): answer is object => typeof answer === 'object' && answer !== null;
const isRedirect = (answer: unknown): answer is Redirect =>
  isObject(answer) && ('path' in answer || 'elsewhere' in answer);
const isStream = (answer: unknown): answer is Stream => isObject(answer) && 'pieces' in answer;

/** Characters that could end the name or the header become `_`. */
const toDisposition = (name: string): string => `attachment; filename="${name.replace(/[^\w. -]/g, '_')}"`;

function checkBody(schema: z.ZodType, body: unknown): unknown {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new InputError(
    `The body is not right at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'unreadable'}.`,
    { code: 'bad_query', hint: 'See /openapi.json for its shape.' },
  );
}

async function readJson(context: Context<Env>): Promise<unknown> {
  try {
    return await context.req.json();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError('The body is not JSON.', { code: 'bad_json', hint: 'Send one JSON object.', cause: error });
  }
}
