import { FlightdeckError, formatScope, type Scope, toOperatorError } from '@flightdeck/catalog';
import type { LandedReport } from '../archive/landing.ts';
import { rangeOf } from '../load/events.ts';
import type { LoadedDay } from '../load/load.ts';
import type { NewerBy } from '../load/standing.ts';
import type { ChosenScope } from './choose-scopes.ts';
import { countReplaced, keptNotices, replacedNotice, type SharedDay, sharedNotices } from './day-notices.ts';
import { emptyOutcome, type ImportedFile, type RejectedLine } from './result.ts';

const MOST_SHOWN = 100;

/** What is known of a file while it is imported; it may be landed under several scopes. */
export class Draft {
  readonly file: string;
  readonly #parts: { readonly scope: Scope | null; readonly landing: LandedReport }[] = [];
  readonly #days: LoadedDay[] = [];
  readonly #shared: SharedDay[] = [];
  readonly #notices: string[] = [];
  #refusal: { readonly code: string; readonly message: string } | null = null;

  constructor(file: string) {
    this.file = file;
  }

  /** `scope` null: it was only read, not kept. */
  landed(chosen: Pick<ChosenScope, 'notice'> & { readonly scope: Scope | null }, landing: LandedReport): void {
    this.#parts.push({ scope: chosen.scope, landing });
    if (chosen.notice !== null) this.#notices.push(chosen.notice);
  }

  day(day: LoadedDay): void {
    this.#days.push(day);
  }

  /** A day of it was loaded over that of an earlier file of the same import. */
  shares(day: LoadedDay, file: string, why: NewerBy | null): void {
    this.#shared.push({ day, file, why });
  }

  notice(text: string): void {
    this.#notices.push(text);
  }

  /** @throws the error itself when it is a bug. */
  refuse(error: unknown): void {
    const known = error instanceof FlightdeckError ? error : toOperatorError(error);
    if (known === null) throw error;
    const { message, hint, code } = known;
    this.#refusal ??= { code, message: hint === undefined ? message : `${message} ${hint}` };
  }

  outcome(): ImportedFile {
    const [first] = this.#parts;
    if (first === undefined) return emptyOutcome(this.file, 'refused', this.#refusal);
    const [shard] = first.landing.files;
    const [lines, blank] = [shard?.lines ?? 0, shard?.blank ?? 0];
    const records = this.#parts.reduce((sum, { landing }) => sum + landing.records, 0);
    const kind = first.landing.kind;
    const days = { days: this.#days, shared: this.#shared };
    const verdict = this.#verdict();
    const kept = keptNotices(days);
    const reason = verdict === 'kept' ? { code: 'kept', message: kept.join(' ') } : this.#refusal;
    const replaced = replacedNotice(days);
    return {
      ...emptyOutcome(this.file, verdict, reason),
      report: kind,
      scopes: [...new Set(this.#parts.flatMap(({ scope }) => (scope === null ? [] : [formatScope(scope)])))],
      range: rangeOf(this.#days.map(({ day }) => day)),
      days: new Set(this.#days.map(({ day }) => day)).size,
      daysBy: this.#daysBy(),
      replaced: countReplaced(days),
      lines,
      blank,
      records,
      // Rows of another scope of the same file are loaded there; what no part took is rejected.
      rejected: lines - blank - records,
      rejectedLines: this.#rejectedLines(),
      notices: [
        ...new Set(this.#notices),
        ...(verdict === 'kept' ? [] : kept),
        ...sharedNotices(days),
        ...(replaced === null ? [] : [replaced]),
      ],
    };
  }

  #verdict(): ImportedFile['outcome'] {
    if (this.#refusal !== null) return 'refused';
    if (this.#parts.every(({ landing }) => landing.noReport)) return 'no_report';
    const outcomes = new Set(this.#days.map(({ outcome }) => outcome));
    if (outcomes.has('loaded')) return 'loaded';
    return outcomes.has('kept') ? 'kept' : 'unchanged';
  }

  /** A day that fills several reports counts as loaded when one of them is, and as kept when one is and none is loaded. */
  #daysBy(): ImportedFile['daysBy'] {
    const outcomes = new Map<string, LoadedDay['outcome']>();
    for (const { day, outcome } of this.#days) {
      const known = outcomes.get(day);
      if (known === undefined || outcome === 'loaded' || known === 'unchanged') outcomes.set(day, outcome);
    }
    const count = (of: LoadedDay['outcome']) => [...outcomes.values()].filter((outcome) => outcome === of).length;
    return { loaded: count('loaded'), unchanged: count('unchanged'), kept: count('kept') };
  }

  #rejectedLines(): readonly RejectedLine[] {
    const seen = new Map<number, RejectedLine>();
    for (const { landing } of this.#parts) {
      for (const { line, code, path, message } of landing.files.flatMap(({ rejected }) => rejected)) {
        const isElsewhere = code === 'other_scope' || code === 'other_unit';
        if (!isElsewhere || this.#parts.length === 1) seen.set(line, { line, code, path, message });
      }
    }
    return [...seen.values()].sort((a, b) => a.line - b.line).slice(0, MOST_SHOWN);
  }
}
