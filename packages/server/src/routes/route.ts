import type { App, Principal } from '@flightdeck/app';
import type { z } from 'zod';
import type { Right } from '../access.ts';

/** What a handler is given: who asks, the checked body, and a signal that ends with the time allowed. */
export interface Call<Body> {
  readonly app: App;
  readonly who: Principal;
  readonly body: Body;
  /** Path of the file that the body was, whole; gone when the handler has ended. Null where the body is no file. */
  readonly file: string | null;
  readonly signal: AbortSignal;
}

/** A parameter of a search string. */
export interface SearchParameter {
  readonly name: string;
  readonly says: string;
  readonly required?: true;
  /** May be given several times. */
  readonly repeated?: true;
}

/** One route of the API. The list of them is the router, the authorization table and the OpenAPI document. */
export interface Route<Body = unknown> {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly right: Right;
  readonly says: string;
  /** Schema of the JSON body; null for none. */
  readonly body: z.ZodType<Body> | null;
  /** What the search string may say, and what becomes the body of it; left out where it says nothing. */
  readonly search?: { readonly parameters: readonly SearchParameter[]; parse(search: URLSearchParams): Body };
  /** Bytes a file may have that the body is; it has arrived whole when the handler begins. Left out: the body is no file. */
  readonly fileLimit?: number;
  /** True: takes a place at the gate for heavy work. */
  readonly heavy: boolean;
  /**
   * Says whether an answer stays the same as long as question, asker and data do, so that it carries an ETag and need not
   * be made again; null: never.
   */
  readonly cacheable: ((answer: unknown) => boolean) | null;
  /** The JSON answer. */
  handle(call: Call<Body>): Promise<unknown>;
}

/** Keeps the body's type between schema and handler. */
export function route<Body>(definition: Route<Body>): Route {
  return definition as Route;
}
