import type { HttpBindings } from '@hono/node-server';

/** Bindings of the Node adapter and what the first middleware sets. */
export interface Env {
  Bindings: HttpBindings;
  Variables: { requestId: string; auditId: string; route: string };
}
