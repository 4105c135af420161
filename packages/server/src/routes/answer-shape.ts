import type { z } from 'zod';

/** An answer of text or bytes that is sent piece by piece. */
export interface StreamShape {
  readonly kind: 'stream';
  /** Content type: `text/csv; charset=utf-8`. */
  readonly type: string;
}

/** An answer that sends the browser elsewhere. */
export interface RedirectShape {
  readonly kind: 'redirect';
}

/** What a route answers with: JSON of a schema, a stream, or another address. */
export type AnswerShape = z.ZodType | StreamShape | RedirectShape;

/** A stream of this content type. */
export const streamOf = (type: string): StreamShape => ({ kind: 'stream', type });

/** Another address. */
export const REDIRECT: RedirectShape = Object.freeze({ kind: 'redirect' });

/** What a handler returns for a stream. */
export interface Stream {
  /** Name of the file it is saved as; null: shown in place. */
  readonly fileName: string | null;
  /**
   * Taken one by one as the client reads; an error among them cuts the connection, so that nobody takes a part for the
   * whole.
   */
  readonly pieces: Iterable<string> | AsyncIterable<string | Uint8Array>;
}

/** What a handler returns for a redirect: a path of ours (`/seats?team=a`), or an address elsewhere. */
export type Redirect = { readonly path: string } | { readonly elsewhere: URL };

/** A cookie to send; scripts never see it, and other sites never send it with more than a link. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** 0 removes it; null: until the browser is closed. */
  readonly maxAgeSeconds: number | null;
  /** True: sent back over HTTPS only. */
  readonly secure: boolean;
}

type Primitive = string | number | bigint | boolean | null | undefined;
/** The type with everything read-only. */
export type Fixed<T> = unknown extends T
  ? unknown
  : T extends Primitive
    ? T
    : { readonly [Key in keyof T]: Fixed<T[Key]> };

/** What a handler of a route returns, and what its client reads. */
export type AnswerOf<Shape extends AnswerShape> = Shape extends StreamShape
  ? Stream
  : Shape extends RedirectShape
    ? Redirect
    : Shape extends z.ZodType
      ? Fixed<z.output<Shape>>
      : never;
