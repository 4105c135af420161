import type { Day } from '@flightdeck/catalog';
import { allLeftOut } from './derived.ts';
import type { TeamsOfDay } from './no-team.ts';
import type { Elastic } from './read/elastic.ts';
import { type Bucket, groupsOf } from './read/fields.ts';
import type { FoundIndex } from './slugs.ts';

/** What `no-team` and the teams are compared by: what a whole cannot have less of than a part. */
const COMPARED = [
  'total_suggestions_count',
  'total_acceptances_count',
  'total_lines_suggested',
  'total_active_users',
  'total_chat_turns',
] as const;

interface TeamOfDay {
  readonly team: string | null;
  readonly position: string | null;
  readonly counts: readonly number[];
}

/** Counters of `no-team` and of the teams, day by day, of one organization. @throws UpstreamError */
export async function teamsByDay(elastic: Elastic, index: FoundIndex, slug: string): Promise<readonly TeamsOfDay[]> {
  const { name, fields } = index;
  const hasPosition = fields.has('position_in_tree');
  const by = ['day', 'team_slug', ...(hasPosition ? ['position_in_tree'] : [])].map(fields.by);
  const query = {
    bool: { filter: [{ term: { [fields.by('organization_slug')]: slug } }], must_not: allLeftOut(fields.by('day')) },
  };
  const figures = Object.fromEntries(COMPARED.map((field) => [field, { sum: { field } }]));
  const days = new Map<Day, TeamOfDay[]>();
  for (const bucket of await groupsOf(elastic, name, by, query, figures)) {
    const day = bucket.keys[0]?.slice(0, 10);
    if (day === undefined) continue;
    days.set(day, [...(days.get(day) ?? []), toTeam(bucket)]);
  }
  return [...days].map(([day, teams]) => compare(day, teams)).sort((a, b) => (a.day < b.day ? -1 : 1));
}

const toTeam = ({ keys, values }: Bucket): TeamOfDay => ({
  team: keys[1] ?? null,
  position: keys[2] ?? null,
  counts: COMPARED.map((field) => values[field] ?? 0),
});

const NONE = COMPARED.map(() => 0);

function compare(day: Day, all: readonly TeamOfDay[]): TeamsOfDay {
  const isNoTeam = ({ team }: TeamOfDay): boolean => team === null || team === '' || team === 'no-team';
  const noTeam = all.filter(isNoTeam);
  const teams = all.filter((team) => !isNoTeam(team));
  // A parent repeats its children, so only leaves can add up to the whole.
  const leaves = teams.filter(({ position }) => position === null || position === 'leaf_team');
  const fold = (some: readonly TeamOfDay[], way: (a: number, b: number) => number): readonly number[] =>
    some.reduce(
      (found, { counts }) => found.map((count, at) => way(count, counts[at] ?? 0)),
      NONE as readonly number[],
    );
  const add = (a: number, b: number): number => a + b;
  return {
    day,
    noTeam: noTeam.length === 0 ? null : fold(noTeam, add),
    largest: fold(teams, Math.max),
    sum: fold(leaves.length > 0 ? leaves : teams, add),
    teams: teams.length,
    isRoot: noTeam.length > 0 && noTeam.every(({ position }) => position === 'root_team'),
  };
}
