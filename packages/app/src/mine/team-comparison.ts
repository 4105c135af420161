import type { Account } from '@flightdeck/access';
import { type DayRange, parseScope, scopeLabel, TEAM_MEDIAN } from '@flightdeck/catalog';
import { type Filter, medianOf, parseQuery, type ResultRow, toPersonValue, type Value } from '@flightdeck/query';
import type { Answerer } from '../answer/answerer.ts';
import { inScope, type Membership } from './memberships.ts';

/** One's own number beside the median of the team. */
export interface MedianRow {
  readonly metric: string;
  /** Over the same days and activity as the median: those in the team. Null: nothing was reported. */
  readonly own: number | null;
  /** Null if fewer than five people of the team have the number. */
  readonly median: number | null;
}

/** A comparison with one team. */
export interface TeamComparison {
  readonly team: string;
  /** Label of the organization or enterprise whose team it is. */
  readonly scope: string;
  /** Days compared: of those asked for, from the first to the last on which one was in the team. */
  readonly range: DayRange;
  /** True: fewer than five people of it were active on those days, so that a median would speak of single people. */
  readonly isTooSmall: boolean;
  /** Empty if the team is too small. */
  readonly medians: readonly MedianRow[];
}

/** Compares with one team. The figures of the others stay here: what is returned are medians of at least five people. */
export async function compareWithTeam(
  { scope, team, range }: Membership,
  account: Account,
  answerer: Pick<Answerer, 'answerSeen'>,
  signal: AbortSignal | undefined,
): Promise<TeamComparison> {
  const { metrics } = TEAM_MEDIAN;
  const query = parseQuery({ metrics: [...metrics], by: ['user'], range });
  const inTeam: readonly Filter[] = [inScope(scope), { dimension: 'team', is: 'in', values: [team] }];
  const ask = async (where: readonly Filter[]): Promise<readonly ResultRow[]> =>
    (await answerer.answerSeen({ ...query, where: [...where] }, [{ of: scope, part: null }], signal)).rows;
  const label = { team, scope: scopeLabel(parseScope(scope)), range };
  const medians = toMedians(await ask(inTeam));
  if (medians === null) return { ...label, isTooSmall: true, medians: [] };
  // The same question with one more filter, so that both numbers are made alike.
  const [mine] = await ask([...inTeam, { dimension: 'user', is: 'in', values: [toPersonValue(account.id)] }]);
  return {
    ...label,
    isTooSmall: false,
    medians: metrics.map((metric) => ({ metric, own: toNumber(mine?.[metric]), median: medians.get(metric) ?? null })),
  };
}

/**
 * The median of each metric over active people, those with a day on which they sent a prompt. Null if there are fewer than five; a
 * metric that fewer than five have is left out.
 */
function toMedians(rows: readonly ResultRow[]): ReadonlyMap<string, number> | null {
  const active = rows.filter(({ user, active_days: days }) => user !== null && (toNumber(days) ?? 0) > 0);
  if (active.length < TEAM_MEDIAN.smallest) return null;
  const medians = TEAM_MEDIAN.metrics.flatMap((metric) => {
    const values = active.flatMap((row) => toNumber(row[metric]) ?? []);
    const median = values.length < TEAM_MEDIAN.smallest ? null : medianOf(values);
    return median === null ? [] : [[metric, median] as const];
  });
  return new Map(medians);
}

const toNumber = (value: string | Value | undefined): number | null =>
  typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null;
