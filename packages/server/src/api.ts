import type { z } from 'zod';
import type { AnswerOf, Fixed } from './routes/answer-shape.ts';
import type { ROUTES } from './routes/index.ts';
import type { Route } from './routes/route.ts';

/** What a client sends to a route and reads from it. */
type WireOf<Each> =
  Each extends Route<infer _Method, infer _Path, infer Shape, infer Body, infer Name, infer _Meaning, infer Limit>
    ? {
        /** Undefined: none. `'file'`: the bytes of a file. */
        readonly body: Limit extends number ? 'file' : Body extends z.ZodType ? Fixed<z.input<Body>> : undefined;
        readonly search: { readonly [Each in Name]?: string };
        readonly shape: Shape extends z.ZodType ? 'json' : Shape extends { readonly kind: infer Kind } ? Kind : never;
        readonly answer: AnswerOf<Shape>;
      }
    : never;

/** Every route by method and path, `POST /api/v1/query`; types only, made from the list of routes. */
export type Api = {
  readonly [Each in (typeof ROUTES)[number] as `${Uppercase<Each['method']>} ${Each['path']}`]: WireOf<Each>;
};

/** Routes that answer in a shape. */
export type RoutesOf<Kind extends Api[keyof Api]['shape']> = {
  [Key in keyof Api]: Api[Key]['shape'] extends Kind ? Key : never;
}[keyof Api];

/** What a route is sent: its body, where it takes one, and its search string; what is undefined is left out. */
export type Sent<Key extends keyof Api> = {
  readonly search?: { readonly [Name in keyof Api[Key]['search']]?: string | undefined };
} & (Api[Key]['body'] extends undefined
  ? object
  : { readonly body: Api[Key]['body'] extends 'file' ? Blob : Api[Key]['body'] });
