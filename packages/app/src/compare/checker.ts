import { addDays, type Day, parseScope, scopeLabel } from '@flightdeck/catalog';
import { parseQuery } from '@flightdeck/query';
import { type Ask, type CheckedScope, findShifts, runChecks } from '@flightdeck/reconcile';
import type { Answerer } from '../answer/answerer.ts';
import type { LedgerState } from '../answer/ledger-state.ts';
import type { Checks, ScopeShift } from './checks.ts';

/** Days up to the last final one in which shifts are looked for. */
const SHIFT_DAYS = 180;

/** Makes the standing checks, once for each version of the data. */
export interface Checker {
  /** The checks of the data as it is now. */
  run(): Promise<Checks>;
  /** The checks made last; null before the first. */
  readonly last: Checks | null;
  /** Asks nothing more, and waits for the questions under way. */
  stop(): Promise<void>;
}

/** A checker over our own answers. */
export function createChecker(
  ledgerState: () => Promise<LedgerState>,
  answer: Answerer['answerSeen'],
  now: () => Date,
): Checker {
  let kept: { readonly version: string; readonly made: Promise<Checks> } | null = null;
  let last: Checks | null = null;
  const stopper = new AbortController();

  async function make(current: LedgerState): Promise<Checks> {
    const scopes = toCheckedScopes(current);
    const ask: Ask = (queries) => {
      stopper.signal.throwIfAborted();
      return Promise.all(queries.map((query) => answer(parseQuery(query), 'everything', stopper.signal)));
    };
    const results = await runChecks(scopes, ask);
    last = { at: now().toISOString(), results, shifts: await shiftsOf(scopes, ask) };
    return last;
  }

  return {
    async run() {
      const current = await ledgerState();
      if (kept?.version === current.version) return kept.made;
      const made = make(current);
      kept = { version: current.version, made };
      made.catch(() => {
        if (kept?.made === made) kept = null;
      });
      return made;
    },
    get last() {
      return last;
    },
    async stop() {
      stopper.abort();
      await kept?.made.catch(() => undefined);
    },
  };
}

async function shiftsOf(scopes: readonly CheckedScope[], ask: Ask): Promise<readonly ScopeShift[]> {
  const shifts: ScopeShift[] = [];
  for (const { key, choice, range } of scopes) {
    const from = addDays(range.to, 1 - SHIFT_DAYS);
    const found = await findShifts(choice, { from: from < range.from ? range.from : from, to: range.to }, ask);
    shifts.push(...found.map((shift) => ({ ...shift, scope: key })));
  }
  return shifts;
}

/** Scopes with people's reports that are final, from their first day to the last final one. */
function toCheckedScopes({ days, scopes }: LedgerState): readonly CheckedScope[] {
  const all = scopes.map((key) => ({ key, scope: parseScope(key) }));
  return all.flatMap(({ key, scope }) => {
    const loaded = days.filter((row) => row.scope === key && row.report === 'users-1-day' && row.sha256 !== null);
    const first = loaded[0]?.day;
    const final: Day | undefined = loaded.filter(({ state }) => state === 'present').at(-1)?.day;
    if (first === undefined || final === undefined) return [];
    const organizations = all
      .filter((other) => other.scope.kind === 'org' && other.scope.host === scope.host)
      .map((other) => scopeLabel(other.scope));
    const dimension = scope.kind === 'org' ? ('organization' as const) : ('enterprise' as const);
    const choice = { dimension, names: [scopeLabel(scope)] };
    return [{ key, choice, range: { from: first, to: final }, organizations }];
  });
}
