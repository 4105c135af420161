import { FlightdeckError, formatScope, type Scope, toOperatorError } from '@flightdeck/catalog';
import type { LandedReport } from '../../archive/land/landing.ts';
import { rangeOf } from '../../load/events.ts';
import type { LoadedDay } from '../../load/load.ts';
import { ofOthers } from '../../load/record-landings.ts';
import type { NewerBy } from '../../load/standing.ts';
import {
  billNotices,
  countReplaced,
  keptNotices,
  replacedNotice,
  type SharedDay,
  sharedNotices,
} from '../notices/day-notices.ts';
import { unitNotices } from '../notices/unit-notices.ts';
import { emptyOutcome, type ImportedFile, type RejectedLine } from '../result.ts';
import type { ChosenScope } from './choose-scopes.ts';

const MOST_SHOWN = 100;

/** How a file was read: scope null when it was not kept. */
type LandedAs = Pick<ChosenScope, 'notice'> & Partial<Pick<ChosenScope, 'expect'>> & { readonly scope: Scope | null };

/** One reading of the file. */
interface Part {
  readonly scope: Scope | null;
  readonly entityId: string | undefined;
  readonly landing: LandedReport;
  /** Lines of scopes that were not asked for. */
  readonly elsewhere: number;
}

/** What is known about a file while it is imported; it may be landed under several scopes. */
export class Draft {
  readonly file: string;
  readonly #parts: Part[] = [];
  readonly #days: LoadedDay[] = [];
  readonly #shared: SharedDay[] = [];
  readonly #notices: string[] = [];
  #refusal: { readonly code: string; readonly message: string } | null = null;

  constructor(file: string) {
    this.file = file;
  }

  landed({ scope, notice, expect }: LandedAs, landing: LandedReport): void {
    const { kind, files } = landing;
    const elsewhere = kind === null ? 0 : sum(files, (file) => ofOthers({ report: kind, ...expect }, file));
    this.#parts.push({ scope, entityId: expect?.entityId, landing, elsewhere });
    if (notice !== null) this.#notices.push(notice);
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
    const records = sum(this.#parts, ({ landing }) => landing.records);
    const elsewhere = this.#elsewhere();
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
      rejected: lines - blank - records - elsewhere,
      elsewhere,
      rejectedLines: this.#rejectedLines(),
      notices: [
        ...new Set([...this.#notices, ...this.#parts.flatMap(({ landing }) => unitNotices(landing))]),
        ...(verdict === 'kept' ? [] : kept),
        ...sharedNotices(days),
        ...(replaced === null ? [] : [replaced]),
        ...billNotices(days),
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

  /** Lines of others than the one asked for; where several were, each line is loaded for one of them. */
  #elsewhere(): number {
    const asked = new Set(this.#parts.map(({ scope, entityId }) => JSON.stringify([scope, entityId])));
    return asked.size === 1 ? Math.min(...this.#parts.map(({ elsewhere }) => elsewhere)) : 0;
  }

  #rejectedLines(): readonly RejectedLine[] {
    const seen = new Map<number, RejectedLine>();
    for (const { landing, elsewhere } of this.#parts) {
      for (const { line, code, path, message } of landing.files.flatMap(({ rejected }) => rejected)) {
        const isElsewhere = code === 'other_unit' || code === 'other_scope';
        const isFault = this.#parts.length === 1 && !(code === 'other_scope' && elsewhere > 0);
        if (!isElsewhere || isFault) seen.set(line, { line, code, path, message });
      }
    }
    return [...seen.values()].sort((a, b) => a.line - b.line).slice(0, MOST_SHOWN);
  }
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
