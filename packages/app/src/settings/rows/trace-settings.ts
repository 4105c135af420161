import type { Setting } from '../setting.ts';

/** Settings of traces, by the names that OpenTelemetry gives them. */
export const TRACE_SETTINGS = Object.freeze([
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    kind: 'url',
    default: null,
    secret: false,
    says: 'Collector that traces are sent to by OTLP over HTTP with JSON: http://collector:4318; nothing is traced when left out.',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_HEADERS',
    kind: 'secret',
    default: null,
    secret: true,
    says: 'Headers sent to the collector: NAME=VALUE, separated by commas.',
  },
  {
    name: 'OTEL_SERVICE_NAME',
    kind: 'text',
    default: 'flightdeck',
    secret: false,
    says: 'Name of this installation in traces.',
  },
] as const satisfies readonly Setting[]);
