import { z } from 'zod';
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
    'Changes with the question, the asker, the data and the version. Absent when a query of the page failed.',
  schema: { type: 'string' },
} as const;

/** The OpenAPI 3.1 document of the routes. */
export function toOpenApi(routes: readonly Route[], version: string): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, says, body, right, cacheable, search } of routes) {
    const parameters = [...(search?.parameters.map(toParameter) ?? []), ...(cacheable ? [IF_NONE_MATCH] : [])];
    paths[path] = {
      ...paths[path],
      [method]: {
        operationId: path.split('/').at(-1),
        summary: says,
        'x-right': right,
        ...(body
          ? {
              requestBody: {
                required: true,
                content: { 'application/json': { schema: z.toJSONSchema(body, { io: 'input' }) } },
              },
            }
          : {}),
        ...(parameters.length > 0 ? { parameters } : {}),
        responses: {
          200: {
            description: 'The answer.',
            ...(cacheable ? { headers: { ETag: ETAG } } : {}),
            content: { 'application/json': {} },
          },
          ...(cacheable ? { 304: { description: 'The answer is still the one whose ETag was sent.' } } : {}),
          default: {
            description: 'What went wrong.',
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Flightdeck', version, description: 'Usage analytics for GitHub Copilot.' },
    paths,
    components: { schemas: { Problem: problemSchema } },
  };
}

const toParameter = ({ name, says, required, repeated }: SearchParameter) => ({
  name,
  in: 'query',
  required: required === true,
  description: says,
  schema: repeated ? { type: 'array', items: { type: 'string' } } : { type: 'string' },
});

const problemSchema = z.toJSONSchema(
  z.object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.number().int(),
    code: z.string().describe('Stable.'),
    hint: z.string().nullable(),
    requestId: z.string(),
  }),
);
