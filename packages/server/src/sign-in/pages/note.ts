import type { AuditEvent, Recorded } from '@flightdeck/access';
import type { App } from '@flightdeck/app';
import type { Context } from 'hono';
import type { Env } from '../../http/env.ts';

/** Records a sign-in, a sign-out or a refusal. */
export type Note = (context: Context<Env>, who: Recorded, kind: AuditEvent['kind'], asked: unknown) => Promise<void>;

/** A note that writes to the audit log. */
export function createNote({ audit }: Pick<App, 'audit'>, clientOf: (context: Context<Env>) => string): Note {
  return (context, who, kind, asked) =>
    audit.record(who, {
      kind,
      route: `${context.req.method} ${context.get('route')}`,
      asked,
      people: null,
      client: clientOf(context),
      requestId: context.get('auditId'),
    });
}
