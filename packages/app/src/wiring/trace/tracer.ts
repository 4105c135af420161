/** What a span says beside its name: never a person, a path or a text that was asked. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean | null>>;

/** What a span did: answered somebody, asked somebody, or worked by itself. */
export type SpanKind = 'server' | 'client' | 'internal';

/** Who a span belongs to, as W3C's `traceparent` says it. */
export interface SpanContext {
  readonly traceId: string;
  readonly spanId: string;
}

/** A stretch of work that has begun. */
export interface Span {
  /** What its parts name as their parent; null where nothing is traced. */
  readonly context: SpanContext | null;
  /** Ends it, with a better name and what is known now. */
  end(how?: { readonly name?: string; readonly attributes?: SpanAttributes; readonly failed?: boolean }): void;
}

/** How a span begins. */
export interface SpanStart {
  readonly kind: SpanKind;
  /** Left out or null: a trace of its own. */
  readonly parent?: SpanContext | null;
  readonly attributes?: SpanAttributes;
  /** Milliseconds it has lasted already. */
  readonly lastedMs?: number;
}

/** Where work is traced, if it is. */
export interface Tracer {
  start(name: string, start: SpanStart): Span;
  /** Sends what is left; waits at most a second or two for the collector. */
  close(): Promise<void>;
}

const NO_SPAN: Span = { context: null, end() {} };

/** Traces nothing. */
export const NO_TRACER: Tracer = { start: () => NO_SPAN, close: () => Promise.resolve() };

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

/** The span that a caller works in; null where its header says none. @source https://www.w3.org/TR/trace-context/ */
export function parseTraceparent(header: string | undefined): SpanContext | null {
  const [, traceId = '', spanId = ''] = TRACEPARENT.exec(header ?? '') ?? [];
  return /[1-9a-f]/.test(traceId) && /[1-9a-f]/.test(spanId) ? { traceId, spanId } : null;
}
