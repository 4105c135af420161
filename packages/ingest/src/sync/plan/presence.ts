import {
  addDays,
  DAILY_REPORTS,
  type Day,
  formatScope,
  type ReportKind,
  type Scope,
  toDay,
  UpstreamError,
} from '@flightdeck/catalog';
import type { Github } from '@flightdeck/github';
import type { LedgerDay } from '@flightdeck/store';
import { isOwn } from './final-day.ts';
import { daysOnOffer, LEAD_REPORT } from './history.ts';
import { oldProbes } from './probes.ts';

/**
 * Requests for a scope that never returned anything: the latest 28 days, which are there as soon as any of them is, and
 * newest days.
 */
const TRIES: readonly { readonly report: ReportKind; readonly age: number | null }[] = [
  { report: 'aggregate-28-day', age: null },
  { report: 'aggregate-1-day', age: 1 },
  { report: 'aggregate-1-day', age: 2 },
  { report: 'users-1-day', age: 2 },
];

/** A day GitHub gave before. */
interface Known {
  readonly report: ReportKind;
  readonly day: Day;
}

/** What presence asks, and what counts the questions. */
export interface PresenceOptions {
  readonly github: Pick<Github, 'report' | 'exists'>;
  readonly ledger: readonly LedgerDay[];
  readonly now: Date;
  readonly onRequest: () => void;
}

/**
 * Distinguishes "GitHub has no report" from "none of our credentials may see this scope", which are both a 404. A scope
 * is there when it answered anything else in this run; one that gave reports before must still give the newest of them.
 */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #there = new Set<string>();
  readonly #seated = new Set<string>();
  readonly #checks = new Map<string, Promise<string>>();

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  /** GitHub answered something but 404 for a report of the scope. */
  reportSeen(scope: Scope): void {
    this.#there.add(formatScope(scope));
  }

  /** GitHub showed the seats of the scope. */
  seatsSeen(scope: Scope): void {
    this.#seated.add(formatScope(scope));
  }

  /**
   * To be asked for each 404: null when the scope is there, so that the 404 means "no report", else the error
   * `scope_not_found`. A few questions to GitHub a scope at most, and none when it is known to be there.
   * @throws what those questions throw.
   */
  async missing(scope: Scope): Promise<UpstreamError | null> {
    const key = formatScope(scope);
    if (this.#there.has(key)) return null;
    const known = this.#newest(scope);
    if (known === null && this.#isSeated(scope)) return null;
    const check = this.#checks.get(key) ?? this.#check(scope, known);
    this.#checks.set(key, check);
    check.catch(() => this.#checks.delete(key));
    const says = await check;
    return this.#there.has(key) ? null : notFound(scope, says);
  }

  #isSeated(scope: Scope): boolean {
    const key = formatScope(scope);
    const today = toDay(this.#options.now);
    const isTaken = ({ scope: of, report, day, state }: LedgerDay) =>
      of === key && (report === 'seats' || report === 'seat-summary') && day === today && state === 'present';
    return this.#seated.has(key) || this.#options.ledger.some(isTaken);
  }

  /** The sentence that says what GitHub does not show; beside the point when it does show something. */
  async #check(scope: Scope, known: Known | null): Promise<string> {
    if (known !== null) {
      await this.#tryEach(scope, [known]);
      return `GitHub answers 404 for ${nameOf(scope)}, also for the ${known.report} report of ${known.day}, which it gave before.`;
    }
    const today = toDay(this.#options.now);
    const newest = TRIES.map(({ report, age }) => ({ report, day: age === null ? null : addDays(today, -age) }));
    if (await this.#tryEach(scope, newest)) return '';
    this.#options.onRequest();
    if (!(await this.#options.github.exists(scope))) {
      return `GitHub knows no ${nameOf(scope)}, or does not show it to this credential.`;
    }
    const { from } = daysOnOffer(scope, LEAD_REPORT, this.#options.now) ?? { from: today };
    const old = oldProbes(today).filter((day) => day >= from);
    await this.#tryEach(
      scope,
      old.map((day) => ({ report: LEAD_REPORT, day })),
    );
    return `GitHub shows nothing of the Copilot of ${nameOf(scope)} to this credential: everything asked is answered with 404.`;
  }

  /** True, and noted, when GitHub answers one of them with anything but 404. */
  async #tryEach(scope: Scope, tries: readonly { readonly report: ReportKind; readonly day: Day | null }[]) {
    for (const { report, day } of tries) {
      if (!(await this.#isShown(scope, report, day))) continue;
      this.reportSeen(scope);
      return true;
    }
    return false;
  }

  async #isShown(scope: Scope, report: ReportKind, day: Day | null): Promise<boolean> {
    this.#options.onRequest();
    const answer = await this.#options.github.report(scope, report, day);
    return answer.kind === 'report' || answer.why !== '404';
  }

  /** The newest day of the scope that GitHub gave and must still have; null when there is none. */
  #newest(scope: Scope): Known | null {
    const key = formatScope(scope);
    let newest: { report: ReportKind; day: Day } | null = null;
    for (const row of this.#options.ledger) {
      const report = DAILY_REPORTS.find((name) => name === row.report);
      if (row.scope !== key || report === undefined || !isOwn(row, report)) continue;
      const offer = daysOnOffer(scope, report, this.#options.now);
      if (offer === null || row.day < offer.from || row.day > offer.to) continue;
      if (newest === null || row.day > newest.day) newest = { report, day: row.day };
    }
    return newest;
  }
}

function nameOf({ kind, slug }: Scope): string {
  return `${kind === 'org' ? 'organization' : 'enterprise'} "${slug}"`;
}

function notFound(scope: Scope, says: string): UpstreamError {
  return new UpstreamError(says, {
    code: 'scope_not_found',
    retryable: false,
    status: 404,
    hint: `It may have been renamed, or the credential has lost its right. Correct ${formatScope(scope)} in FLIGHTDECK_SCOPES or run "flightdeck doctor". No day was marked as empty; the next sync asks for all of them.`,
  });
}
