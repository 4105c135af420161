import { type DayRange, parseScope, scopeLabel, TEAM_MEDIAN } from '@flightdeck/catalog';
import { type MetricQuery, medianOf, parseQuery, type ResultRow, type Value } from '@flightdeck/query';
import type { Answerer } from '../answer/answerer.ts';
import { inScope, type Membership } from './memberships.ts';

/** One's own number beside the median of the team. */
export interface MedianRow {
  readonly metric: string;
  /** Null if nothing was reported. */
  readonly own: number | null;
  /** Null if fewer than five people of the team have the number. */
  readonly median: number | null;
}

/** A comparison with one team. */
export interface TeamComparison {
  readonly team: string;
  /** Label of the organization or enterprise whose team it is. */
  readonly scope: string;
  /** True: fewer than five of its people were active in the range, so a median would reveal single people. */
  readonly isTooSmall: boolean;
  /** Empty if the team is too small. */
  readonly medians: readonly MedianRow[];
}

type AskOwn = (query: Pick<MetricQuery, 'metrics'>) => Promise<{ readonly rows: readonly ResultRow[] }>;

/** Compares a person with one team. Only medians of at least five people are returned, never figures of others. */
export async function compareWithTeam(
  { scope, team }: Membership,
  range: DayRange,
  own: AskOwn,
  answerer: Pick<Answerer, 'answerSeen'>,
  signal: AbortSignal | undefined,
): Promise<TeamComparison> {
  const { metrics } = TEAM_MEDIAN;
  const query = parseQuery({ metrics: [...metrics], by: ['user'], range });
  const where = [inScope(scope), { dimension: 'team', is: 'in' as const, values: [team] }];
  const { rows } = await answerer.answerSeen({ ...query, where }, [{ of: scope, part: null }], signal);
  const label = { team, scope: scopeLabel(parseScope(scope)) };
  const medians = toMedians(rows);
  if (medians === null) return { ...label, isTooSmall: true, medians: [] };
  const [mine] = (await own({ metrics })).rows;
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
