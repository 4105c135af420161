import {
  DISK_CODES,
  FlightdeckError,
  formatScope,
  type ReportKind,
  type Scope,
  UpstreamError,
} from '@flightdeck/catalog';

/** What a failure stops: nothing else, the rest of the report, the scope, its host, or everything. */
export type Reach = 'day' | 'report' | 'scope' | 'host' | 'all';

const REACH: ReadonlyMap<string, Reach> = new Map([
  ['bad_credentials', 'host'],
  ['rate_limited', 'host'],
  ['dns_failed', 'host'],
  ['proxy_refused', 'host'],
  ['untrusted_certificate', 'host'],
  ...DISK_CODES.map((code) => [code, 'all'] as const),
  ['app_not_installed', 'scope'],
  ['scope_not_found', 'scope'],
  ['sso_required', 'scope'],
  ['ip_not_allowed', 'scope'],
  ['policy_off', 'report'],
  ['copilot_off', 'report'],
  ['payment_trouble', 'report'],
  ['feature_unavailable', 'report'],
  ['forbidden', 'report'],
  ['gone', 'report'],
]);

/** Failures in a row after which a host counts as unreachable; each has cost all its retries already. */
const UNREACHABLE_AFTER = 6;
const UNREACHABLE: readonly string[] = ['github_unavailable', 'timeout', 'not_github'];
/** Refusals in a row, word for word the same, after which the other days of a report would get the same one. */
const SAME_REFUSALS = 3;

/** True for a failure that says nothing of the day it is recorded with: it would have been the same for any other. */
export function saysNothingOfDay(code: string | null): boolean {
  return code !== null && (REACH.has(code) || UNREACHABLE.includes(code));
}

/** Remembers what this run no longer asks for, and why. */
export class Stops {
  readonly #stopped = new Map<string, unknown>();
  /** Failures in a row by host. */
  readonly #inARow = new Map<string, number>();
  /** The last refusal of a report, and how often in a row it came. */
  readonly #refused = new Map<string, { readonly words: string; readonly times: number }>();
  readonly #answering = new Set<string>();

  /** True when it was stopped and should not be asked. */
  isStopped(scope: Scope, report: ReportKind): boolean {
    return keysOf(scope, report).some((key) => this.#stopped.has(key));
  }

  /** The error that stopped a report; undefined when none did. */
  reason(scope: Scope, report: ReportKind): unknown {
    const key = keysOf(scope, report).find((name) => this.#stopped.has(name));
    return key === undefined ? undefined : this.#stopped.get(key);
  }

  /** The scope's host answered. */
  answered(scope: Scope, report: ReportKind): void {
    this.#inARow.delete(scope.host);
    const [key] = keysOf(scope, report);
    this.#refused.delete(key);
    this.#answering.add(key);
  }

  /** True once the report was answered in this run: its days may be asked for side by side. */
  isAnswering(scope: Scope, report: ReportKind): boolean {
    return this.#answering.has(keysOf(scope, report)[0]);
  }

  /** Nothing need be asked any more. */
  stopAll(): void {
    this.#stopped.set('', undefined);
  }

  /** Notes a failure and says how far it reaches. */
  failed(scope: Scope, report: ReportKind, error: unknown): Reach {
    const code = error instanceof FlightdeckError ? error.code : '';
    const isSilent = error instanceof UpstreamError && UNREACHABLE.includes(code);
    const inARow = isSilent ? (this.#inARow.get(scope.host) ?? 0) + 1 : 0;
    this.#inARow.set(scope.host, inARow);
    const times = this.#countRefusal(scope, report, error);
    const own = REACH.get(code) ?? (times >= SAME_REFUSALS ? 'report' : 'day');
    const reach = inARow >= UNREACHABLE_AFTER ? 'host' : own;
    if (reach !== 'day' && !this.isStopped(scope, report)) {
      const [ofReport, ofScope, ofHost, ofAll] = keysOf(scope, report);
      this.#stopped.set({ all: ofAll, host: ofHost, scope: ofScope, report: ofReport }[reach], error);
    }
    return reach;
  }

  #countRefusal(scope: Scope, report: ReportKind, error: unknown): number {
    const [key] = keysOf(scope, report);
    if (!(error instanceof UpstreamError) || error.retryable) {
      this.#refused.delete(key);
      return 0;
    }
    const words = `${error.code} ${error.status} ${error.message}`;
    const before = this.#refused.get(key);
    const times = before?.words === words ? before.times + 1 : 1;
    this.#refused.set(key, { words, times });
    return times;
  }
}

/** What a report is stopped by: itself, its scope, its host, everything. */
function keysOf(scope: Scope, report: ReportKind): readonly [string, string, string, string] {
  const key = formatScope(scope);
  return [`${key} ${report}`, key, scope.host, ''];
}
