import { RIGHTS } from '@flightdeck/access';
import { z } from 'zod';
import { problem } from './answers/query-result.ts';
import { createComponents, type JsonSchema } from './openapi-components.ts';
import type { Route, SearchParameter } from './routes/route.ts';

const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'ETag of an earlier answer to the same body; 304 when nothing has changed.',
  schema: { type: 'string' },
} as const;
const ETAG = {
  description:
    'Changes with the question, the caller, the data and the version. Absent when a query of the page failed.',
  schema: { type: 'string' },
} as const;
const FILE = { schema: { type: 'string', format: 'binary' } } as const;

/** Ways a caller is identified; none is needed if nobody signs in. */
const SECURITY_SCHEMES = {
  token: {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of a machine, fd_ID_SECRET. It may do what it was given and its maker still may.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-fd-session',
    description:
      'A person who signed in: the cookie of a session (below a path its name ends in that), or what a proxy says of them.',
  },
} as const;

/** The ways to be identified that can have a right; tokens cannot have every one. */
const securityOf = (right: Route['right']): readonly Readonly<Record<string, readonly string[]>>[] =>
  RIGHTS[right].onlyPeople ? [{ session: [] }] : [{ token: [] }, { session: [] }];

/** The OpenAPI 3.1 document of the routes. */
export function toOpenApi(routes: readonly Route[], version: string): unknown {
  const components = createComponents();
  const paths: Record<string, Record<string, unknown>> = {};
  const problemAnswer = {
    description: 'What went wrong.',
    content: { 'application/problem+json': { schema: components.add(problem, 'output') } },
  };
  for (const route of routes) {
    const { method, path, says, right, spans, cacheable, search } = route;
    const parameters = [...(search?.parameters.map(toParameter) ?? []), ...(cacheable ? [IF_NONE_MATCH] : [])];
    const body = toBody(route, components.add);
    paths[path] = {
      ...paths[path],
      [method]: {
        operationId: toOperation(method, path),
        summary: says,
        security: securityOf(right),
        'x-right': right,
        'x-spans': spans,
        ...(body ? { requestBody: { required: true, content: body } } : {}),
        ...(parameters.length > 0 ? { parameters } : {}),
        responses: {
          ...toAnswer(route, components.add),
          ...(cacheable ? { 304: { description: 'The answer is still the one whose ETag was sent.' } } : {}),
          default: problemAnswer,
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Flightdeck', version, description: 'Usage analytics for GitHub Copilot.' },
    paths,
    components: { schemas: components.all(), securitySchemes: SECURITY_SCHEMES },
  };
}

type Add = (schema: z.ZodType, io: 'input' | 'output') => JsonSchema;

function toBody({ body, fileLimit }: Route, add: Add): Readonly<Record<string, unknown>> | null {
  if (fileLimit !== undefined)
    return { 'application/x-ndjson': FILE, 'application/json': FILE, 'application/gzip': FILE };
  return body ? { 'application/json': { schema: add(body, 'input') } } : null;
}

function toAnswer({ answer, cookies, cacheable }: Route, add: Add): Readonly<Record<string, unknown>> {
  const setCookie = cookies && {
    'Set-Cookie': {
      description: cookies.map(({ name, says }) => `${name}: ${says}`).join(' '),
      schema: { type: 'string' },
    },
  };
  const isRedirect = !(answer instanceof z.ZodType) && answer.kind === 'redirect';
  const location = isRedirect && { Location: { description: 'Where to go.', schema: { type: 'string' } } };
  const headers = { ...(cacheable ? { ETag: ETAG } : {}), ...setCookie, ...location };
  const content =
    answer instanceof z.ZodType
      ? { 'application/json': { schema: add(answer, 'output') } }
      : answer.kind === 'stream'
        ? { [answer.type]: { schema: { type: 'string' } } }
        : null;
  return {
    [isRedirect ? 303 : 200]: {
      description: isRedirect ? 'Go elsewhere.' : 'The answer.',
      ...(Object.keys(headers).length > 0 ? { headers } : {}),
      ...(content ? { content } : {}),
    },
  };
}

/** `postReconcileFiles` for POST /api/v1/reconcile/files: one name an operation. */
function toOperation(method: string, path: string): string {
  const words = path.replace(/^\/api\/v1\//, '').split(/[^a-z0-9]+/i);
  return method + words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}

const toParameter = ({ name, says, required, repeated }: SearchParameter) => ({
  name,
  in: 'query',
  required: required === true,
  description: says,
  schema: repeated ? { type: 'array', items: { type: 'string' } } : { type: 'string' },
});
