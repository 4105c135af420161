import { FlightdeckError, formatScope, type ReportKind, type Scope, UpstreamError } from '@flightdeck/catalog';

/** How much of a sync one failure makes pointless: nothing else, the rest of the report, the scope, its host, or everything. */
export type Reach = 'day' | 'report' | 'scope' | 'host' | 'all';

const REACH: ReadonlyMap<string, Reach> = new Map([
  ['bad_credentials', 'host'],
  ['rate_limited', 'host'],
  ['dns_failed', 'host'],
  ['proxy_refused', 'host'],
  ['untrusted_certificate', 'host'],
  ['disk_full', 'all'],
  ['app_not_installed', 'scope'],
  ['sso_required', 'scope'],
  ['policy_off', 'report'],
  ['forbidden', 'report'],
  ['gone', 'report'],
]);

/** Failures in a row after which a host counts as unreachable; each has cost all its retries already. */
const UNREACHABLE_AFTER = 6;
const UNREACHABLE: readonly string[] = ['github_unavailable', 'timeout', 'not_github'];

/** Remembers what need not be asked any more in this run. */
export class Stops {
  readonly #stopped = new Set<string>();
  /** Failures in a row by host. */
  readonly #inARow = new Map<string, number>();

  /** True when it was stopped and should not be asked. */
  isStopped(scope: Scope, report: ReportKind): boolean {
    const key = formatScope(scope);
    return ['', scope.host, key, `${key} ${report}`].some((name) => this.#stopped.has(name));
  }

  /** The scope's host answered. */
  answered({ host }: Scope): void {
    this.#inARow.delete(host);
  }

  /** Nothing need be asked any more. */
  stopAll(): void {
    this.#stopped.add('');
  }

  /** Notes a failure and says how far it reaches; `told` = an earlier one already stopped this. */
  failed(scope: Scope, report: ReportKind, error: unknown): { readonly reach: Reach; readonly told: boolean } {
    const code = error instanceof FlightdeckError ? error.code : '';
    const isSilent = error instanceof UpstreamError && UNREACHABLE.includes(code);
    const inARow = isSilent ? (this.#inARow.get(scope.host) ?? 0) + 1 : 0;
    this.#inARow.set(scope.host, inARow);
    const reach = inARow >= UNREACHABLE_AFTER ? 'host' : (REACH.get(code) ?? 'day');
    if (reach === 'day') return { reach, told: false };
    const told = this.isStopped(scope, report);
    const key = formatScope(scope);
    this.#stopped.add({ all: '', host: scope.host, scope: key, report: `${key} ${report}` }[reach]);
    return { reach, told };
  }
}
