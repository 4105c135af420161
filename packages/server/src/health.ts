import { type App, describeGap } from '@flightdeck/app';

/** State of one part since an instant. `degraded`: queries are answered, but not from all that was received. */
interface Check {
  readonly status: 'ok' | 'degraded' | 'failed';
  readonly since: string;
  readonly detail: string | null;
}

/** Days of the demo to wait for before it is shown, and the reports its first page needs. */
const FIRST_DAYS = 20;
const FIRST_REPORTS = ['users-1-day', 'user-teams-1-day', 'aggregate-1-day'];

/**
 * Answers `/readyz`: ready when the store answers and, in the demo, its newest days have arrived. Where answers lack days
 * that were received, the last backup failed, or the disk takes nothing new, it is still ready, and says so. Never asks GitHub.
 */
export function createReadiness(
  app: App,
  now: () => Date,
): () => Promise<{ status: Check['status']; checks: Record<string, Check> }> {
  const last = new Map<string, Check>();
  const check = (name: string, problem: string | null, bad: Check['status'] = 'failed'): Check => {
    const status = problem ? bad : 'ok';
    const known = last.get(name);
    const since = known?.status === status ? known.since : now().toISOString();
    const current: Check = { status, since, detail: problem };
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
    if (store.status === 'ok') checks.data = check('data', await dataProblem(app), 'degraded');
    const backup = app.backupStatus();
    if (backup !== null) checks.backup = check('backup', backup.failed?.message ?? null, 'degraded');
    checks.disk = check('disk', (await app.diskTrouble())?.message ?? null, 'degraded');
    const all = Object.values(checks).map(({ status }) => status);
    const worst = (['failed', 'degraded'] as const).find((status) => all.includes(status)) ?? 'ok';
    return { status: worst, checks };
  };
}

/** Which days answers lack, and which archived files are damaged; null when none. */
async function dataProblem(app: App): Promise<string | null> {
  const { gaps, archive, otherFiles } = await app.integrity.read();
  const lacking = gaps.filter(({ isAccepted }) => !isAccepted);
  const faults = (archive?.faults ?? []).filter(({ state, isAccepted }) => state !== 'extra' && !isAccepted);
  const says = [
    ...lacking.map(describeGap),
    ...(faults.length === 0 ? [] : [`damaged archived files: ${faults.length}`]),
    ...otherFiles.map(({ message }) => message),
  ];
  return says.length === 0 ? null : says.join('; ');
}

async function demoProblem(app: App): Promise<string | null> {
  const days = await app.store.ledger.days();
  const loaded = (report: string) => days.filter((row) => row.report === report && row.records > 0).length;
  if (FIRST_REPORTS.every((report) => loaded(report) >= FIRST_DAYS)) return null;
  // A demo may have fewer days than that: all of them have arrived when a sync has ended.
  const [last] = await app.store.ledger.runs(1);
  return last?.result === 'ok' ? null : 'the first days are arriving';
}

/** How each part stands, for anybody; since when and why names days and files, which are not for anybody. */
export function withoutDetail({ checks }: { readonly checks: Readonly<Record<string, Check>> }) {
  const brief = Object.entries(checks).map(([name, { status }]) => [name, { status }] as const);
  return { checks: Object.fromEntries(brief) };
}
