import {
  addDays,
  CapabilityError,
  type CauseName,
  type Day,
  type DayRange,
  findMetric,
  InputError,
  type Unit,
} from '@flightdeck/catalog';
import type { Ask } from './ask.ts';
import type { ScopeChoice } from './definition.ts';
import type { Question } from './ours.ts';
import type { Reconciliation } from './result.ts';
import { compareWith, type Given } from './sources/index.ts';
import { exceeds } from './words/format.ts';

/** A comparison of two of GitHub's numbers that is made after every sync. */
export interface StandingCheck {
  readonly name: string;
  readonly label: string;
  readonly says: string;
  readonly metric: string;
  /** Name of the source ours is compared with. */
  readonly source: string;
  /** Days up to the last final one. */
  readonly days: number;
  /** Kind of scope it is made for; null = each. */
  readonly of: ScopeChoice['dimension'] | null;
}

const TOTALS = "GitHub's own totals against the sum over people, for the last 28 final days.";
const PARTS = 'The sum of a breakdown against the total, for the last 28 final days.';

/** Every standing check, in the order they are shown. */
export const STANDING_CHECKS: readonly StandingCheck[] = Object.freeze([
  ...(['generated', 'accepted', 'interactions', 'loc_added'] as const).map((metric) =>
    check(`totals_${metric}`, 'Totals and people', TOTALS, metric, 'aggregate'),
  ),
  { ...check('people_of_day', 'People of a day', TOTALS, 'reported_users', 'aggregate'), days: 1 },
  check(
    'people_of_28_days',
    '28 days and days',
    "GitHub's 28-day count of people against the people of those days.",
    'reported_users',
    'aggregate',
  ),
  ...(['languages', 'editors', 'features', 'models'] as const).map((source) =>
    check(`parts_${source}`, `Total and ${source}`, PARTS, 'generated', source),
  ),
  {
    ...check(
      'enterprise_and_organizations',
      'Enterprise and organizations',
      'The people of an enterprise against those of all organizations on its host, each counted once.',
      'active_users',
      'organizations_once',
    ),
    of: 'enterprise' as const,
  },
  check(
    'seats_and_people',
    'Seats and people',
    'People whose seat was used in the last 28 final days against people with a row in the reports.',
    'reported_users',
    'seats',
  ),
]);

function check(name: string, label: string, says: string, metric: string, source: string): StandingCheck {
  return { name, label, says, metric, source, days: 28, of: null };
}

/** A scope that is checked. */
export interface CheckedScope {
  /** Its key: `org:acme`. */
  readonly key: string;
  readonly choice: ScopeChoice;
  /** First loaded day, and the last final one. */
  readonly range: DayRange;
  /** Labels of the organizations on its host. */
  readonly organizations: readonly string[];
}

/**
 * `equal`: no difference · `explained`: named causes make up all of it · `unexplained`: something is left · `untold`: one
 * of the numbers is missing, `why` states which.
 */
export type Verdict = 'equal' | 'explained' | 'unexplained' | 'untold';

/** How a check ended. */
export interface CheckResult {
  readonly check: string;
  readonly label: string;
  readonly says: string;
  readonly scope: string;
  readonly metric: string;
  readonly metricLabel: string;
  readonly unit: Unit;
  readonly source: string;
  readonly range: DayRange;
  readonly theirs: number | null;
  readonly ours: number | null;
  readonly difference: number | null;
  readonly unexplained: number | null;
  readonly verdict: Verdict;
  /** Causes with their amounts, the largest first. */
  readonly causes: readonly { readonly cause: CauseName; readonly label: string; readonly amount: number }[];
  readonly why: string | null;
}

/** Makes every check of every scope; one that cannot be made states why and does not affect the others. */
export async function runChecks(scopes: readonly CheckedScope[], ask: Ask): Promise<readonly CheckResult[]> {
  const made = scopes.flatMap((scope) =>
    STANDING_CHECKS.filter((each) => each.of === null || each.of === scope.choice.dimension).map((each) => ({
      each,
      scope,
    })),
  );
  const results: CheckResult[] = [];
  // One after the other: checks wait for nobody, people who look at pages do.
  for (const { each, scope } of made) results.push(await runCheck(each, scope, ask));
  return results;
}

/** The question behind a check, with which it can be looked at in full. */
function questionOf(each: StandingCheck, scope: CheckedScope): { readonly question: Question; readonly given: Given } {
  const range = rangeOf(each, scope);
  return {
    question: { metric: each.metric, range, scope: scope.choice },
    given: each.source === 'organizations_once' ? { organizations: scope.organizations } : {},
  };
}

function rangeOf({ days }: StandingCheck, { range }: CheckedScope): DayRange {
  const from: Day = addDays(range.to, 1 - days);
  return { from: from < range.from ? range.from : from, to: range.to };
}

async function runCheck(each: StandingCheck, scope: CheckedScope, ask: Ask): Promise<CheckResult> {
  const { question, given } = questionOf(each, scope);
  try {
    return toResult(each, scope, await compareWith(each.source, question, given, ask), null);
  } catch (error) {
    if (error instanceof CapabilityError || error instanceof InputError)
      return toResult(each, scope, null, error.message);
    throw error;
  }
}

function toResult(
  each: StandingCheck,
  scope: CheckedScope,
  answer: Reconciliation | null,
  failure: string | null,
): CheckResult {
  const metric = findMetric(each.metric);
  const verdict = verdictOf(answer);
  const causes = (answer?.steps ?? []).map(({ cause, label, amount }) => ({ cause, label, amount }));
  return {
    check: each.name,
    label: each.label,
    says: each.says,
    scope: scope.key,
    metric: each.metric,
    metricLabel: metric?.label ?? each.metric,
    unit: metric?.unit ?? 'people',
    source: each.source,
    range: rangeOf(each, scope),
    theirs: answer?.theirs.value ?? null,
    ours: answer?.ours.value ?? null,
    difference: answer?.difference ?? null,
    unexplained: answer?.unexplained ?? null,
    verdict,
    causes: causes.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
    why: verdict === 'untold' ? (failure ?? answer?.notes[0] ?? null) : null,
  };
}

function verdictOf(answer: Reconciliation | null): Verdict {
  if (answer === null || answer.difference === null || answer.unexplained === null) return 'untold';
  if (exceeds(answer, 0)) return 'unexplained';
  return answer.difference === 0 ? 'equal' : 'explained';
}
