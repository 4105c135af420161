import type { Day, ReportKind } from '@flightdeck/catalog';

/** What the lines of a bill add up to, and how GitHub gave it. */
export interface Billed {
  /** True: a response of GitHub's billing API, which names no people; else an export. */
  readonly isAnswer: boolean;
  /** Gross amount in US dollars of each day, rounded to nine decimals: to see differences, not for sums. */
  readonly gross: readonly (readonly [Day, number])[];
}

const KEYS: Readonly<Partial<Record<ReportKind, string>>> = {
  'ai-credit-usage': 'ai_credit',
  'premium-request-usage': 'premium_request',
  'billing-usage': 'billing_line',
};

/** Adds up the lines of a bill by the report they belong to and their day. */
export class BilledSums {
  isAnswer = false;
  readonly #gross = new Map<string, Map<Day, number>>();

  /** `key`: of the line, as `ai_credit`. */
  add(key: string, day: Day, gross: string): void {
    const days = this.#gross.get(key) ?? new Map<Day, number>();
    const amount = Number(gross);
    days.set(day, (days.get(day) ?? 0) + (Number.isFinite(amount) ? amount : 0));
    this.#gross.set(key, days);
  }

  /** Of the lines of the report; null when there are none. */
  of(report: ReportKind | null): Billed | null {
    const days = this.#gross.get((report && KEYS[report]) ?? '');
    if (days === undefined) return null;
    return { isAnswer: this.isAnswer, gross: [...days].map(([day, sum]) => [day, Math.round(sum * 1e9) / 1e9]) };
  }
}
