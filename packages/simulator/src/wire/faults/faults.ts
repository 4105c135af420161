import { chance, mixText } from '../../world/random.ts';

/** Everything GitHub, or the way to it, is known to do wrong. */
export type Fault =
  | 'rate-limit'
  | 'secondary-limit'
  | 'server-error'
  | 'hang'
  | 'reset'
  | 'policy-off'
  | 'not-found'
  | 'no-content'
  | 'bare-string'
  /** `report_day` says another day. */
  | 'wrong-day'
  /** `report_day` is right, the rows are of another day. */
  | 'wrong-rows'
  | 'expired'
  | 'truncated'
  /** One file has two broken lines in place of its rows. */
  | 'garbage'
  /** One file has nothing in it. */
  | 'empty-file'
  /** The sentence of the policy with status 422. */
  | 'policy-off-422'
  | 'cut-body';

/** One fault and when it strikes. */
export interface FaultRule {
  readonly fault: Fault;
  /** Chance that a request is hit, default 1. */
  readonly probability?: number;
  /** Only requests whose key contains the text or matches; see `requestKey`. */
  readonly match?: RegExp | string;
  /** Total number of hits, default unlimited. */
  readonly times?: number;
  /** Not after this many faults in a row, of any rule, on one request key; default 1, so that a retry gets through. */
  readonly maxConsecutive?: number;
}

/** Which requests go wrong; the same for the same seed, in whatever order requests arrive. */
export interface FaultPlan {
  readonly seed: number;
  readonly rules: readonly FaultRule[];
  /** Value of `Retry-After` for both kinds of limits, default 1; null leaves it out. */
  readonly retryAfterSeconds?: number | string | null;
  /** How long a hanging request stays open, default 120,000. */
  readonly hangMs?: number;
}

/** What a request is for, which decides the faults that can strike it. */
export type RequestKind = 'api' | 'report' | 'download';

const STRIKES: Readonly<Record<Fault, readonly RequestKind[]>> = {
  'rate-limit': ['api', 'report'],
  'secondary-limit': ['api', 'report'],
  'server-error': ['api', 'report', 'download'],
  hang: ['api', 'report', 'download'],
  reset: ['api', 'report', 'download'],
  'policy-off': ['report'],
  'policy-off-422': ['report'],
  garbage: ['download'],
  'empty-file': ['download'],
  'not-found': ['report', 'download'],
  'no-content': ['report'],
  'bare-string': ['report'],
  'wrong-day': ['report'],
  'wrong-rows': ['report'],
  expired: ['download'],
  truncated: ['download'],
  'cut-body': ['download'],
};

/** Decides request by request; remembers hits so that `times` and `maxConsecutive` hold. */
export interface FaultPlanner {
  /** The fault to play on this request, or null to answer it. */
  next(kind: RequestKind, key: string): Fault | null;
}

/** A planner for the plan; without a plan nothing goes wrong. */
export function createFaultPlanner(plan: FaultPlan | undefined): FaultPlanner {
  const attempts = new Map<string, number>();
  const inARow = new Map<string, number>();
  const hits = new Map<FaultRule, number>();
  return {
    next(kind, key) {
      if (!plan) return null;
      const attempt = (attempts.get(key) ?? 0) + 1;
      attempts.set(key, attempt);
      const struck = inARow.get(key) ?? 0;
      const rule = plan.rules.find((candidate, index) => {
        if (!STRIKES[candidate.fault].includes(kind) || !matches(candidate.match, key)) return false;
        if (struck >= (candidate.maxConsecutive ?? 1)) return false;
        if ((hits.get(candidate) ?? 0) >= (candidate.times ?? Number.POSITIVE_INFINITY)) return false;
        return chance(plan.seed, mixText(key), index, attempt) < (candidate.probability ?? 1);
      });
      inARow.set(key, rule ? struck + 1 : 0);
      if (rule) hits.set(rule, (hits.get(rule) ?? 0) + 1);
      return rule?.fault ?? null;
    },
  };
}

function matches(match: RegExp | string | undefined, key: string): boolean {
  if (match === undefined) return true;
  return typeof match === 'string' ? key.includes(match) : match.test(key);
}
