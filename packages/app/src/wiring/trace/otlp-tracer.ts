import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type EndedSpan, toOtlpJson } from './otlp-json.ts';
import type { SpanAttributes, Tracer } from './tracer.ts';

/** Where spans are sent and what they say of whom they are from. */
export interface OtlpOptions {
  /** As OTEL_EXPORTER_OTLP_ENDPOINT has it; the path of traces is added. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly service: string;
  readonly version: string;
  readonly log: { warn(fields: object, message: string): void };
  readonly send?: typeof fetch;
}

/** Spans sent together, kept while the collector is away, and how often they are sent. */
const BATCH = 256;
const KEPT = 2048;
const EVERY_MS = 5000;
const TIMEOUT_MS = 10_000;
/** Whoever stops waits no longer than this for the collector. */
const LAST_MS = 1500;

const isRetried = (status: number): boolean => [429, 502, 503, 504].includes(status);

/** Sends spans to a collector over HTTP. One that is away is asked again; what does not fit meanwhile is dropped, and the log says so once. */
export function createOtlpTracer({ endpoint, headers, service, version, log, send = fetch }: OtlpOptions): Tracer {
  const url = `${endpoint}/v1/traces`;
  const resource: SpanAttributes = { 'service.name': service, 'service.version': version };
  const scope = { name: 'flightdeck', version };
  let waiting: EndedSpan[] = [];
  let sending: Promise<void> | null = null;
  let isAway = false;

  const note = (because: string): void => {
    if (!isAway) log.warn({ because }, 'traces cannot be sent; they are dropped while this lasts');
    isAway = true;
  };
  const sendBatch = async (): Promise<void> => {
    const batch = waiting.splice(0, BATCH);
    if (batch.length === 0) return;
    const again = (because: string): void => {
      note(because);
      waiting = [...batch, ...waiting].slice(-KEPT);
    };
    try {
      const answer = await send(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(toOtlpJson(batch, resource, scope)),
        // Headers with secrets go nowhere else.
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await answer.body?.cancel();
      if (answer.ok) isAway = false;
      else if (isRetried(answer.status)) again(`status ${answer.status}`);
      else note(`status ${answer.status}`);
    } catch (error) {
      again(error instanceof Error ? error.name : 'unknown');
    }
  };
  const flush = (): Promise<void> => {
    sending ??= sendBatch().finally(() => {
      sending = null;
    });
    return sending;
  };
  const timer = setInterval(() => void flush(), EVERY_MS).unref();

  return {
    start(name, { kind, parent = null, attributes = {}, lastedMs = 0 }) {
      const startMs = performance.timeOrigin + performance.now() - lastedMs;
      const traceId = parent?.traceId ?? randomBytes(16).toString('hex');
      const spanId = randomBytes(8).toString('hex');
      return {
        context: { traceId, spanId },
        end(how = {}) {
          const endMs = performance.timeOrigin + performance.now();
          const [parentSpanId, failed] = [parent?.spanId ?? null, how.failed ?? false];
          const known = { ...attributes, ...how.attributes };
          const span = { traceId, spanId, parentSpanId, kind, startMs, endMs, failed, attributes: known };
          waiting.push({ ...span, name: how.name ?? name });
          if (waiting.length > KEPT) waiting.shift();
          if (waiting.length >= BATCH && !isAway) void flush();
        },
      };
    },
    async close() {
      clearInterval(timer);
      const last = Promise.resolve(sending).then(flush);
      await Promise.race([last, setTimeout(LAST_MS, undefined, { ref: false })]);
    },
  };
}
