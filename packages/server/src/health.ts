import type { App } from '@flightdeck/app';

/** State of one part since an instant. */
interface Check {
  readonly status: 'ok' | 'failed';
  readonly since: string;
  readonly detail: string | null;
}

/** Answers `/readyz`: ready when the store answers. Never asks GitHub. */
export function createReadiness(
  app: App,
  now: () => Date,
): () => Promise<{ status: 'ok' | 'failed'; checks: Record<string, Check> }> {
  let last: Check | null = null;
  return async () => {
    const failed = await app.store.scopes().then(
      () => null,
      () => 'the store does not answer',
    );
    const status = failed ? 'failed' : 'ok';
    last = last?.status === status ? last : { status, since: now().toISOString(), detail: failed };
    return { status, checks: { store: last } };
  };
}
