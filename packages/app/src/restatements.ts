import { type Day, type DayRange, dayNumber, type ReportKind, SETTLING_DAYS, toDay } from '@flightdeck/catalog';
import type { DayVersion, RestatementRow, Store } from '@flightdeck/store';

/**
 * Why a day was replaced. `late`: it had not settled yet · `restated`: GitHub changed a day that was final · `seed`: the
 * 28-day report had filled it until its own report came · `import`: by a file a person gave.
 */
export type RestatementCause = 'late' | 'restated' | 'seed' | 'import';

/** One replacement of a (scope, report, day) by a newer version. */
export interface RestatedDay {
  /** When the new version was received (ISO instant). */
  readonly at: string;
  readonly scope: string;
  readonly report: ReportKind;
  readonly day: Day;
  readonly cause: RestatementCause;
  /** Measures whose total of the day changed, by name; empty when what changed is in no total. */
  readonly changes: readonly RestatedMeasure[];
}

/** How one total of a day changed; null: no row told it. */
export interface RestatedMeasure {
  /** `fact.column` (sum of a counter, rows with a flag) or `fact.rows`. */
  readonly measure: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** Which replaced days to tell. */
export interface RestatementsQuery {
  readonly scope?: string;
  /** Report days. */
  readonly range?: DayRange;
  /** Replacements at most, up to 200. */
  readonly limit: number;
}

/** Replaced days, newest first. */
export interface Restatements {
  readonly days: readonly RestatedDay[];
  /** True: there are earlier ones. */
  readonly hasMore: boolean;
}

/** Most replacements told at once. */
export const MOST_RESTATED = 200;
/** Rows read for them: no day can change in more than 250 totals. */
const MOST_ROWS = MOST_RESTATED * 250;

/** Reads which days were replaced, when, why, and every total that changed with them. */
export async function readRestatements({ ledger }: Store, query: RestatementsQuery): Promise<Restatements> {
  const { limit, ...filter } = query;
  const [rows, versions] = await Promise.all([ledger.restatements(MOST_ROWS, filter), ledger.versions(filter)]);
  const days = toRestatedDays(rows, versions);
  const shown = Math.min(limit, MOST_RESTATED);
  return { days: days.slice(0, shown), hasMore: days.length > shown };
}

/** Every replacement that the ledger or its versions tell of, newest first, then by scope, report and day. */
export function toRestatedDays(
  rows: readonly RestatementRow[],
  versions: readonly DayVersion[],
): readonly RestatedDay[] {
  const next = new Map(versions.map((version) => [keyOf(version, version.receivedAt), version]));
  const replaced = new Map(
    versions.flatMap((version) =>
      version.replacedAt === null ? [] : [[keyOf(version, version.replacedAt), version] as const],
    ),
  );
  const found = new Map<string, Omit<RestatedDay, 'changes'> & { readonly changes: RestatedMeasure[] }>();
  const dayOf = (key: string, at: string, { scope, report, day }: Pick<RestatedDay, 'scope' | 'report' | 'day'>) => {
    const known = found.get(key);
    if (known) return known;
    const cause = causeOf(replaced.get(key), next.get(key), { day, at });
    const made = { at, scope, report, day, cause, changes: [] };
    found.set(key, made);
    return made;
  };
  for (const row of rows) {
    const { measure, before, after } = row;
    dayOf(keyOf(row, row.at), row.at, row).changes.push({ measure, before, after });
  }
  for (const [key, version] of replaced) dayOf(key, version.replacedAt ?? '', version);
  return [...found]
    .sort(([a, one], [b, other]) => (one.at === other.at ? (a < b ? -1 : 1) : one.at < other.at ? 1 : -1))
    .map(([, day]) => day);
}

function keyOf({ scope, report, day }: Pick<RestatedDay, 'scope' | 'report' | 'day'>, at: string): string {
  return `${scope}|${report}|${day}|${at}`;
}

function causeOf(
  old: DayVersion | undefined,
  now: DayVersion | undefined,
  { day, at }: Pick<RestatedDay, 'day' | 'at'>,
): RestatementCause {
  if (now?.via === 'import') return 'import';
  if (old && old.source !== old.report) return 'seed';
  const wasFinal = old ? old.finalAt !== null && old.finalAt < at : ageAt(day, at) > SETTLING_DAYS + 1;
  return wasFinal ? 'restated' : 'late';
}

/** Days between the day and the instant's. */
function ageAt(day: Day, at: string): number {
  return dayNumber(toDay(new Date(at))) - dayNumber(day);
}
