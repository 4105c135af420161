import type { RequestEvent } from '@flightdeck/github';
import type { SpanContext, Tracer } from './tracer.ts';

/** Notes a request to GitHub that has ended. @source https://opentelemetry.io/docs/specs/semconv/http/http-spans/ */
export function traceRequest(tracer: Tracer, parent: SpanContext | null, host: string, event: RequestEvent): void {
  const { method, route, status, durationMs } = event;
  const attributes = {
    'http.request.method': method,
    'server.address': host,
    'url.template': route,
    'http.response.status_code': status,
  };
  const failed = status === null || status >= 400;
  tracer.start(`${method} ${route}`, { kind: 'client', parent, attributes, lastedMs: durationMs }).end({ failed });
}
