import { counted, type Day, FACTS, MEASURES, parseScope, pluralOf } from '@flightdeck/catalog';
import type { Note } from '../evaluate/result.ts';
import type { Scan } from '../scan.ts';
import type { Plan } from './plan.ts';

/** Person-days with activity in two or more organizations of one host. */
export interface SharedDays {
  /** Those that have the same counters in each. */
  readonly equal: number;
  /** Those that have not. */
  readonly different: number;
  /** First and last of the days; null when there are none. */
  readonly from: Day | null;
  readonly to: Day | null;
}

/** What an organization's row of a person holds: all activity of the person, or only what was done in that organization. */
export interface OrganizationRows extends SharedDays {
  readonly reading: 'attributed' | 'within';
}

/** Fewer prove nothing: a row revised in one organization and not yet in another differs too. */
const ENOUGH = 20;

/** Person-days of none. */
export const NO_SHARED_DAYS: SharedDays = Object.freeze({ equal: 0, different: 0, from: null, to: null });

/**
 * What the rows hold, as the person-days say: `within` when at least 20 were met and half of them differ, else `attributed`.
 * @source github/docs: "attributed to every organization the user belongs to" beside "within that organization".
 */
export function readOrganizationRows(shared: SharedDays): OrganizationRows {
  const met = shared.equal + shared.different;
  const isWithin = met >= ENOUGH && shared.different * 2 >= met;
  return { reading: isWithin ? 'within' : 'attributed', ...shared };
}

/** Person-days of two spans that have no day in common. */
export function addSharedDays(one: SharedDays, other: SharedDays): SharedDays {
  const days = [one.from, one.to, other.from, other.to].flatMap((day) => day ?? []).sort();
  return {
    equal: one.equal + other.equal,
    different: one.different + other.different,
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
  };
}

/** The sentence for people. */
export function describeOrganizationRows({ reading, equal, different, from, to }: OrganizationRows): string {
  const met = equal + different;
  if (met === 0) {
    return 'No day has activity of one person in several organizations; if that happens, it counts once, as GitHub documents.';
  }
  const span = from === to ? `on ${from}` : `from ${from} to ${to}`;
  const days = counted(met, 'day');
  const found = `Of ${days} of people in several organizations ${span}, ${equal} ${pluralOf(equal, 'has', 'have')} the same numbers in each`;
  if (reading === 'within') {
    return `${found} and ${different} ${pluralOf(different, 'has', 'have')} not: ${ADDED_UP}`;
  }
  if (met < ENOUGH) return `${found}. That is too few to judge; they count once, as GitHub documents.`;
  return `${found}: GitHub credits all activity to every organization; they count once.`;
}

/**
 * The plan with its scans over several organizations answered as the rows are, and a note where that means adding. How many days
 * were met is of all organizations of the host, so it is left out for who may not see all of them.
 */
export function withOrganizationRows(plan: Plan, rows: OrganizationRows | null, maySeeAll = true): Plan {
  if (rows?.reading !== 'within' || !readsSharedDays(plan)) return plan;
  const all = (scans: readonly Scan[]): readonly Scan[] =>
    scans.map((scan) => (isOfOrganizations(scan) ? { ...scan, adds: true } : scan));
  const { comparison } = plan;
  return {
    ...plan,
    rows: all(plan.rows),
    total: all(plan.total),
    comparison: comparison && { ...comparison, rows: all(comparison.rows), total: all(comparison.total) },
    notes: [
      ...plan.notes,
      noteOf(maySeeAll ? describeOrganizationRows(rows) : ADDED_UP, plan.query.asOf !== undefined),
    ],
  };
}

/** True when what the rows of organizations hold changes the answer. */
export function readsSharedDays({ rows, total, comparison }: Pick<Plan, 'rows' | 'total' | 'comparison'>): boolean {
  return [...rows, ...total, ...(comparison?.rows ?? []), ...(comparison?.total ?? [])].some(isOfOrganizations);
}

const PEOPLE = 'users-1-day';

function isOfOrganizations({ once, fact, scopes }: Scan): boolean {
  return (
    once &&
    FACTS.some(({ name, report }) => name === fact && report === PEOPLE) &&
    scopes.every((scope) => parseScope(scope).kind === 'org')
  );
}

/** Code of the note on answers that add what GitHub splits between organizations. */
export const ORGANIZATIONS_ADDED = 'organizations_added';

const ADDED_UP = 'GitHub splits activity between organizations; it is added up.';
const TODAY = 'That holds for the current rows; the answer as of an earlier instant is computed the same way.';

function noteOf(message: string, isAsOf: boolean): Note {
  return { code: ORGANIZATIONS_ADDED, metric: null, message: isAsOf ? `${message} ${TODAY}` : message };
}

const ADDED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  FACTS.map(({ name }) => [
    name,
    new Set(
      MEASURES.flatMap(({ aggregate, column, facts }) =>
        aggregate === 'sum' && column !== null && facts.includes(name) ? [column] : [],
      ),
    ),
  ]),
);

/** Columns of a fact whose numbers can be added over organizations: those that some measure sums. */
export function addedColumns(fact: string): ReadonlySet<string> {
  return ADDED.get(fact) ?? new Set();
}
