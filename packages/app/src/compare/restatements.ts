import { type Day, dayNumber, formatScope, InputError, parseScope, SETTLING_DAYS, toDay } from '@flightdeck/catalog';
import type { DayVersion, RestatementRow, Store } from '@flightdeck/store';
import { toSyncRange } from '../work/syncing.ts';
import type { RestatedDay, RestatedMeasure, RestatementCause, Restatements, RestatementsQuery } from './restated.ts';

/** Most replacements returned at once. */
const MOST_RESTATED = 200;
/** Rows read for them: no day can change in more than 250 totals. */
const MOST_ROWS = MOST_RESTATED * 250;

const ALL_DAYS = { from: '2000-01-01', to: '9999-12-31' } as const;

/**
 * What a person or program asked for in words; of a range either end may be left out.
 * @throws InputError `bad_scope`, `bad_day`, `bad_range`, `bad_limit`.
 */
export function toRestatementsQuery(asked: {
  readonly scope?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: string;
}): RestatementsQuery {
  const { scope, limit = '50' } = asked;
  const range = toSyncRange(asked);
  if (!/^\d{1,3}$/.test(limit) || Number(limit) > MOST_RESTATED) {
    throw new InputError(`"${limit}" is not a number of replacements.`, {
      code: 'bad_limit',
      hint: `Write a number up to ${MOST_RESTATED}.`,
    });
  }
  return {
    ...(scope === undefined ? {} : { scope: formatScope(parseScope(scope)) }),
    ...(range === undefined ? {} : { range: { ...ALL_DAYS, ...range } }),
    limit: Number(limit),
  };
}

/** Reads which days were replaced, when, why, and every total that changed with them. */
export async function readRestatements({ ledger }: Store, query: RestatementsQuery): Promise<Restatements> {
  const { limit, ...filter } = query;
  const [rows, versions] = await Promise.all([ledger.restatements(MOST_ROWS, filter), ledger.versions(filter)]);
  const days = toRestatedDays(rows, versions);
  const shown = Math.min(limit, MOST_RESTATED);
  return { days: days.slice(0, shown), hasMore: days.length > shown };
}

/** Every replacement in the ledger or its versions, newest first, then by scope, report and day. */
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
