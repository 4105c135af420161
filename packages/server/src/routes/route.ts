import type { Named, Principal, Right, Span } from '@flightdeck/access';
import type { App } from '@flightdeck/app';
import type { z } from 'zod';
import type { AnswerOf, AnswerShape, Cookie } from './answer-shape.ts';
import type { NamedPeople } from './people-named.ts';

/** What a handler is given: who asks, the checked body, and a signal that ends with the time allowed. */
export interface Call<Body> {
  readonly app: App;
  readonly who: Principal;
  readonly body: Body;
  /** Path of the file that the body was, whole; gone when the handler has ended. Null where the body is no file. */
  readonly file: string | null;
  readonly signal: AbortSignal;
  /**
   * Says whom the answer names. That is recorded before the answer is sent, unless it is the asker alone, so that people can see
   * who has looked at their rows.
   */
  names(named: NamedPeople): void;
  /** Writes down what is about to be changed and whom that names, on a route that says `notesChanges`. */
  changes(asked: unknown, named: readonly Named[]): Promise<void>;
  /** Records that the answer is a download of the audit log, before the first byte is sent. */
  exports(asked: unknown): Promise<void>;
  /** Reports an error that the answer contains instead of failing as a whole; a refusal is recorded. */
  failed(error: unknown, asked: unknown): Promise<void>;
  /** Key of the session the request belongs to; null if there is none. */
  readonly session: string | null;
  /** Value of a cookie of the request; null when it was not sent. */
  cookie(name: string): string | null;
  /** Sends a cookie with the answer. @throws Error when the route does not name it in `cookies`. */
  setCookie(cookie: Cookie): void;
}

/** A parameter of a search string. */
export interface SearchParameter<Name extends string = string> {
  readonly name: Name;
  readonly says: string;
  readonly required?: true;
  /** May be given several times. */
  readonly repeated?: true;
}

/** What the search string of a route may say, and what it means. */
export interface Search<Name extends string, Meaning> {
  readonly parameters: readonly SearchParameter<Name>[];
  parse(search: URLSearchParams): Meaning;
}

/** What a handler finds as the body of a call: the checked JSON, or what the search string means. */
type BodyOf<Body, Meaning> = Body extends z.ZodType ? z.output<Body> : Meaning;

/** One route of the API. The list of them is the router, the authorization table, the OpenAPI document and the types of clients. */
export interface Route<
  Method extends 'get' | 'post' = 'get' | 'post',
  Path extends string = string,
  Shape extends AnswerShape = AnswerShape,
  Body extends z.ZodType | null = z.ZodType | null,
  Name extends string = string,
  Meaning = unknown,
  Limit extends number | undefined = number | undefined,
> {
  readonly method: Method;
  readonly path: Path;
  /** The right its caller needs. */
  readonly right: Right;
  /** Whose figures the answer can hold; the handler narrows it to what the caller may see, unless they must see everything. */
  readonly spans: Span;
  readonly says: string;
  /** Schema of the JSON body; null for none. */
  readonly body: Body;
  readonly search?: Search<Name, Meaning>;
  /** Bytes a file may have that the body is; it has arrived whole when the handler begins. Left out: the body is no file. */
  readonly fileLimit?: Limit;
  /** What the audit log has besides once a call has changed something, or has not: what came of it; null where that is what was asked. */
  readonly ended?: Ended<AnswerOf<Shape>>;
  /** What the audit log has of a call that changes something; its whole body where this is left out, so never where that holds a secret. */
  readonly noted?: Noted<BodyOf<Body, Meaning>>['noted'];
  /** True: what is changed is known only to the handler, which writes it down (`changes`). */
  readonly notesChanges?: true;
  /** Schema of the JSON answer, or another shape: `streamOf`, `REDIRECT`. */
  readonly answer: Shape;
  /** True: it uses or tries what only whoever may change something has, and changes nothing; written down as asked. */
  readonly changesNothing?: true;
  /** True: recorded for the local user too, as it lets others in. */
  readonly alwaysNoted?: true;
  /** Cookies the answer may set. */
  readonly cookies?: readonly { readonly name: string; readonly says: string }[];
  /** True: takes a place at the gate for heavy work. */
  readonly heavy: boolean;
  /**
   * Says whether an answer stays the same as long as question, asker and data do, so that it carries an ETag and need not
   * be made again; null: never.
   */
  readonly cacheable: Test<AnswerOf<Shape>> | null;
  handle(call: Call<BodyOf<Body, Meaning>>): Promise<AnswerOf<Shape>>;
}

/** Written as a method so that a route of a narrow body is one of any. */
type Noted<Body> = { noted(call: { readonly app: App; readonly body: Body }): unknown };

/** Written as methods so that a route of a narrow answer is one of any. */
type Ended<Answer> = { ended(answer: Answer): unknown }['ended'];
type Test<Answer> = { test(answer: Answer): boolean }['test'];

/** Keeps the types of body, search and answer between their schemas and the handler. */
export function route<
  const Method extends 'get' | 'post',
  const Path extends string,
  Shape extends AnswerShape,
  Body extends z.ZodType | null,
  const Name extends string = never,
  Meaning = undefined,
  const Limit extends number | undefined = undefined,
>(
  definition: Route<Method, Path, Shape, Body, Name, Meaning, Limit>,
): Route<Method, Path, Shape, Body, Name, Meaning, Limit> {
  return definition;
}
