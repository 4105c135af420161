import { extname } from 'node:path/posix';
import { authorize, isAllowed } from '@flightdeck/access';
import type { App } from '@flightdeck/app';
import { InputError, toOperatorError } from '@flightdeck/catalog';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { except } from 'hono/combine';
import { getPath } from 'hono/utils/url';
import { createReadiness, withoutDetail } from '../health.ts';
import { createServerMetrics } from '../metrics.ts';
import { toOpenApi } from '../openapi.ts';
import { ROUTES } from '../routes/index.ts';
import type { Route } from '../routes/route.ts';
import { mountFirstAdministratorPage } from '../sign-in/pages/first-administrator-page.ts';
import type { SignInWay } from '../sign-in/sign-in-way.ts';
import { createAsker } from './asker.ts';
import type { Env } from './env.ts';
import { createGate } from './gate.ts';
import { guardRequest } from './guard.ts';
import { type Identify, isBearer } from './identify.ts';
import { mountRoute } from './mount-route.ts';
import { toProblem } from './problem.ts';
import { withBase, withoutBase } from './reach/base-path.ts';
import type { IsTrusted } from './reach/client-address.ts';
import { auditIdOf, callerOf, requestIdOf } from './reach/request-id.ts';
import type { ServedHosts } from './reach/served-hosts.ts';
import { acceptedEncodings, encodeText } from './reply/encoding.ts';
import { etagOfBytes, isNamed } from './reply/etag.ts';
import { SECURITY_HEADERS } from './reply/headers.ts';
import { type IndexParts, readIndex, readStaticFile } from './reply/static-files.ts';
import { createGuesses } from './tokens/guesses.ts';
import { createUploads } from './uploads.ts';

/** What the HTTP layer needs beside the app. */
export interface HttpOptions {
  /** Names the server answers to; known once it listens. */
  readonly served: () => ServedHosts;
  /** Path that everything is below, `/` or `/flightdeck/`. */
  readonly base: string;
  /** Proxies whose headers about the client's address are believed. */
  readonly isTrusted: IsTrusted;
  /** How people sign in, which says who asks. */
  readonly signIn: SignInWay;
  readonly identify: Identify;
  /** Bearer token for `/metrics` (METRICS_TOKEN); null: none. */
  readonly metricsToken: string | null;
  /** Folder of the built web app. */
  readonly webFolder: string;
  readonly version: string;
  readonly now: () => Date;
  readonly strayFailures: () => number;
  /** What is served; all routes of the API unless given. */
  readonly routes?: readonly Route[];
}

/** Bytes of a JSON body. */
const BODY_LIMIT = 1_000_000;
/** Heavy answers at once, waiting, and the time one may take. */
const GATE = { width: 4, queue: 64, timeoutMs: 20_000 } as const;
/** When a client that was refused for lack of capacity or time may try again. */
const RETRY_AFTER_SECONDS = '5';
/** When tokens from an address that sent too many wrong ones are looked at again. */
const GUESS_AFTER_SECONDS = '60';
/**
 * Changes a minute of one person: those for which nobody needs a grant, of their own sessions and tries to become the first
 * administrator, and all others.
 */
const MOST_CHANGES = { withoutGrant: 30, withGrant: 120 } as const;
/** Files that may arrive at once, from all and from one client, and the time each has: whole, and between two pieces. */
const UPLOADS = { atOnce: 8, perClient: 4, withinMs: 300_000, stallMs: 10_000 } as const;

/** The whole HTTP surface: guard → route → authorization → validation → work. */
export function createHttp(app: App, options: HttpOptions): Hono<Env> {
  const routes: readonly Route[] = options.routes ?? ROUTES;
  const { base, isTrusted, signIn } = options;
  const asker = createAsker(app, options.identify, isTrusted);
  const http = new Hono<Env>({ getPath: (request) => withoutBase(getPath(request), base) });
  const metrics = createServerMetrics(app, options.strayFailures);
  const ready = createReadiness(app, options.now);
  const gate = createGate(GATE.width, GATE.queue, GATE.timeoutMs);
  const uploads = createUploads(UPLOADS);
  const changes = {
    withoutGrant: createGuesses(options.now, MOST_CHANGES.withoutGrant),
    withGrant: createGuesses(options.now, MOST_CHANGES.withGrant),
  };

  http.use(async (context, next) => {
    const started = performance.now();
    context.set('requestId', requestIdOf(context.env.incoming, isTrusted));
    context.set('auditId', auditIdOf(context.get('requestId'), context.env.incoming));
    context.set('route', 'other');
    const span = app.tracer.start(context.req.method, {
      kind: 'server',
      parent: callerOf(context.env.incoming, isTrusted),
    });
    const leave = app.attend();
    await next().finally(leave);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.res.headers.set(name, value);
    context.res.headers.set('X-Request-Id', context.get('requestId'));
    if (!context.res.headers.has('Cache-Control')) context.res.headers.set('Cache-Control', 'no-store');
    const { method } = context.req;
    const [route, requestId, { status }] = [context.get('route'), context.get('requestId'), context.res];
    const durationMs = Math.round(performance.now() - started);
    metrics.observe(route, method, status, durationMs / 1000);
    const attributes = { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status };
    span.end({
      name: `${method} ${route}`,
      attributes: { ...attributes, request_id: requestId },
      failed: status >= 500,
    });
    app.log.debug({ requestId, method, route, status, durationMs }, 'answered');
  });
  http.use(async (context, next) => {
    guardRequest(context.env.incoming, options.served());
    await next();
  });
  http.onError((error, context) => {
    const problem = toProblem(error, context.get('requestId'));
    if (problem.status === 500 || problem.code === 'disk_trouble')
      app.log.error({ err: toOperatorError(error) ?? error, requestId: problem.requestId }, 'request failed');
    if (problem.status === 503) context.header('Retry-After', RETRY_AFTER_SECONDS);
    if (problem.status === 429) context.header('Retry-After', GUESS_AFTER_SECONDS);
    if (problem.status === 401) context.header('WWW-Authenticate', 'Bearer');
    return context.body(JSON.stringify(problem), problem.status as 500, { 'Content-Type': 'application/problem+json' });
  });
  const filePaths = new Set(routes.filter(({ fileLimit }) => fileLimit !== undefined).map(({ path }) => path));
  http.use(
    except(
      (context) => filePaths.has(context.req.path),
      bodyLimit({
        maxSize: BODY_LIMIT,
        onError: (context) => {
          // The rest of the body is not read, so the connection cannot be used again.
          context.header('Connection', 'close');
          throw new InputError('The body is larger than 1 MB.', {
            code: 'too_large',
            hint: 'Ask fewer queries at once.',
          });
        },
      }),
    ),
  );

  http.get('/healthz', (context) => context.json({ status: 'ok' }));
  http.get('/readyz', async (context) => {
    const answer = await ready();
    // Only administrators learn which days it lacks.
    const brief = { status: answer.status, ...(context.req.query('verbose') !== undefined && withoutDetail(answer)) };
    const who = await asker.find(context);
    const isKnown = who !== null && isAllowed(who, 'administer', 'everything');
    return context.json(isKnown ? answer : brief, answer.status === 'failed' ? 503 : 200);
  });
  http.get('/metrics', async (context) => {
    const isOperator = isBearer(context.env.incoming, options.metricsToken);
    const who = isOperator ? null : await asker.known(context);
    if (who !== null) authorize(who, 'read_ledger', 'everything');
    const text = await metrics.text(who === null || isAllowed(who, 'read_changes', 'everything'));
    return context.body(text, 200, { 'Content-Type': metrics.contentType });
  });
  http.get('/openapi.json', async (context) => {
    authorize(await asker.known(context), 'know', 'nothing');
    const openApi = await encodeText(
      JSON.stringify(toOpenApi(routes, options.version)),
      context.req.header('Accept-Encoding'),
    );
    return context.body(openApi.body, 200, { ...openApi.headers, 'Content-Type': 'application/json' });
  });
  for (const route of routes)
    mountRoute(http, route, {
      app,
      version: options.version,
      gate,
      uploads,
      base,
      asker,
      isTrusted,
      changes,
      sessionKey: signIn.sessionKey,
    });
  signIn.mount(http);
  mountFirstAdministratorPage(http, app.config.signIn.mode);
  http.all('/auth/*', () => {
    throw notFound();
  });
  http.all('/api/*', () => {
    throw notFound();
  });
  // Below it relative links would lead elsewhere.
  if (base !== '/') http.get(base.slice(0, -1), (context) => context.redirect(withBase('/', base), 308));
  http.get('*', (context) =>
    serveWeb(context, options.webFolder, async () => {
      // A caller who cannot be identified gets the page of a stranger, whose first request shows what is wrong.
      const who = await asker.find(context).catch(() => null);
      const status = who !== null && isAllowed(who, 'read_status') ? ['api/v1/status'] : [];
      return { base, signIn: app.config.signIn.mode, ahead: who === null ? [] : ['api/v1/me', ...status] };
    }),
  );
  http.notFound((context) => {
    const problem = toProblem(notFound(), context.get('requestId'));
    return context.body(JSON.stringify(problem), 404, { 'Content-Type': 'application/problem+json' });
  });
  return http;
}

async function serveWeb(context: Context<Env>, folder: string, parts: () => Promise<IndexParts>): Promise<Response> {
  const path = context.req.path;
  const accept = context.req.header('Accept-Encoding');
  const file = path === '/' ? null : await readStaticFile(folder, path, acceptedEncodings(accept));
  if (file) {
    const coding = file.encoding ? { 'Content-Encoding': file.encoding } : {};
    return respondWithEtag(context, new Uint8Array(file.body), {
      ...coding,
      Vary: 'Accept-Encoding',
      'Content-Type': file.type,
      'Cache-Control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  }
  const index = isPage(path) ? await readIndex(folder, await parts()) : null;
  if (index === null) throw notFound();
  const { body, headers } = await encodeText(index, accept);
  return respondWithEtag(context, body, {
    ...headers,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
  });
}

/** True for paths of pages: no file, nothing hidden, and not the API in other letters. */
function isPage(path: string): boolean {
  return extname(path) === '' && !path.includes('/.') && !/^\/(?:api|auth|assets)(?:\/|$)/i.test(path);
}

/** The body under an ETag of its bytes; 304 without one where the asker has these bytes. */
function respondWithEtag(
  context: Context<Env>,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
): Response {
  const etag = etagOfBytes(body);
  if (!isNamed(context.req.header('If-None-Match'), etag)) return context.body(body, 200, { ...headers, ETag: etag });
  const { 'Content-Encoding': _, 'Content-Type': __, ...kept } = headers;
  return context.body(null, 304, { ...kept, ETag: etag });
}

function notFound(): InputError {
  return new InputError('There is nothing here.', {
    code: 'not_found',
    hint: 'The API is described at /openapi.json.',
  });
}
