import type { App } from '@flightdeck/app';

/** State of one part since an instant. */
interface Check {
  readonly status: 'ok' | 'failed';
  readonly since: string;
  readonly detail: string | null;
}

/** Days of the demo that are awaited before it is shown, and the reports its first page needs. */
const FIRST_DAYS = 20;
const FIRST_REPORTS = ['users-1-day', 'user-teams-1-day', 'aggregate-1-day'];

/** Answers `/readyz`: ready when the store answers and, in the demo, its newest days have arrived. Never asks GitHub. */
export function createReadiness(
  app: App,
  now: () => Date,
): () => Promise<{ status: 'ok' | 'failed'; checks: Record<string, Check> }> {
  const last = new Map<string, Check>();
  const check = (name: string, problem: string | null): Check => {
    const status = problem ? 'failed' : 'ok';
    const known = last.get(name);
    const current =
      known?.status === status ? known : ({ status, since: now().toISOString(), detail: problem } as const);
    last.set(name, current);
    return current;
  };
  return async () => {
    const store = check(
      'store',
      await app.store.scopes().then(
        () => null,
        () => 'the store does not answer',
      ),
    );
    const checks: Record<string, Check> = { store };
    if (app.demo && store.status === 'ok') checks.demo = check('demo', await demoProblem(app));
    return { status: Object.values(checks).every(({ status }) => status === 'ok') ? 'ok' : 'failed', checks };
  };
}

async function demoProblem(app: App): Promise<string | null> {
  const days = await app.store.ledger.days();
  const loaded = (report: string) => days.filter((row) => row.report === report && row.records > 0).length;
  return FIRST_REPORTS.every((report) => loaded(report) >= FIRST_DAYS) ? null : 'the first days are arriving';
}
