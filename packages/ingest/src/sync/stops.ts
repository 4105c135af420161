import { FlightdeckError, formatScope, type ReportKind, type Scope, UpstreamError } from '@flightdeck/catalog';

/** How much of a sync one failure makes pointless: nothing else, the rest of the report, of the scope, or everything. */
export type Reach = 'day' | 'report' | 'scope' | 'all';

const REACH: ReadonlyMap<string, Reach> = new Map([
  ['bad_credentials', 'all'],
  ['rate_limited', 'all'],
  ['dns_failed', 'all'],
  ['proxy_refused', 'all'],
  ['untrusted_certificate', 'all'],
  ['disk_full', 'all'],
  ['app_not_installed', 'scope'],
  ['sso_required', 'scope'],
  ['policy_off', 'report'],
  ['forbidden', 'report'],
  ['gone', 'report'],
]);

/** Failures in a row after which GitHub counts as unreachable; each has cost all its retries already. */
const UNREACHABLE_AFTER = 6;
const UNREACHABLE: readonly string[] = ['github_unavailable', 'timeout', 'not_github'];

/** Remembers what need not be asked any more in this run. */
export class Stops {
  readonly #stopped = new Set<string>();
  #inARow = 0;

  /** True when it was stopped and should not be asked. */
  isStopped(scope: Scope, report: ReportKind): boolean {
    const key = formatScope(scope);
    return ['', key, `${key} ${report}`].some((name) => this.#stopped.has(name));
  }

  /** GitHub answered. */
  answered(): void {
    this.#inARow = 0;
  }

  /** Notes a failure and says how far it reaches; `told` = an earlier one already stopped this. */
  failed(scope: Scope, report: ReportKind, error: unknown): { readonly reach: Reach; readonly told: boolean } {
    const code = error instanceof FlightdeckError ? error.code : '';
    this.#inARow = error instanceof UpstreamError && UNREACHABLE.includes(code) ? this.#inARow + 1 : 0;
    const reach = this.#inARow >= UNREACHABLE_AFTER ? 'all' : (REACH.get(code) ?? 'day');
    if (reach === 'day') return { reach, told: false };
    const told = this.isStopped(scope, report);
    const key = formatScope(scope);
    this.#stopped.add({ all: '', scope: key, report: `${key} ${report}` }[reach]);
    return { reach, told };
  }
}
