import { counted, type Day, type DayRange, pluralOf } from '@flightdeck/catalog';

/**
 * What a dashboard's pseudo-team `no-team` holds: `whole` = the whole organization beside its teams, as the original has it;
 * `rest` = the people without a team, as the edition of late 2025 has it.
 */
export type NoTeam = 'whole' | 'rest';

/** Counters of one day of one organization: those of `no-team`, and of its teams the largest and all of them added up. */
export interface TeamsOfDay {
  readonly day: Day;
  /** Null when the day has no `no-team`. The same counters in the same order in all three. */
  readonly noTeam: readonly number[] | null;
  readonly largest: readonly number[];
  readonly sum: readonly number[];
  readonly teams: number;
  /** True when `no-team` stands at the root of the tree of teams, where only the original puts it. */
  readonly isRoot: boolean;
}

/** How `no-team` is read over a span of days, who decided that, and why. */
export interface NoTeamReading {
  readonly noTeam: NoTeam;
  /** Null: from the beginning, or to the end. */
  readonly from: Day | null;
  readonly to: Day | null;
  readonly by: 'evidence' | 'option' | 'default';
  readonly why: string;
}

/** The person's choice: for organizations whose documents do not show it, and for single ones whatever theirs show. */
export interface NoTeamOption {
  readonly unclear: NoTeam | null;
  readonly bySlug: ReadonlyMap<string, NoTeam>;
}

/** Days to compare that make a reading certain. */
const ENOUGH = 7;
/** Share of days on which a team may exceed the whole: an organization and its teams were asked minutes apart. */
const NOISE = 0.1;

/** Only people without a team can be fewer than a team. */
const speaksForRest = ({ noTeam, largest }: TeamsOfDay): boolean =>
  noTeam !== null && largest.some((most, index) => most > (noTeam[index] ?? 0));
const reachesSum = ({ noTeam, sum }: TeamsOfDay): boolean =>
  noTeam?.every((count, index) => count >= (sum[index] ?? 0)) ?? false;

/** The days of no-team's readings, in order; two where the documents change their meaning on a day. */
export function readNoTeam(slug: string, days: readonly TeamsOfDay[], option: NoTeamOption): readonly NoTeamReading[] {
  const own = option.bySlug.get(slug);
  const whole = { from: null, to: null } as const;
  if (own !== undefined) return [{ noTeam: own, ...whole, by: 'option', why: `--no-team ${slug}=${own} says so` }];
  const compared = days.filter(
    ({ noTeam, teams, largest }) => noTeam !== null && teams > 0 && Math.max(...largest) > 0,
  );
  const change = findChange(compared);
  if (change !== null) {
    const [before, after] = [compared.slice(0, change), compared.slice(change)];
    const day = after[0]?.day ?? null;
    return [
      {
        noTeam: 'whole',
        from: null,
        to: before.at(-1)?.day ?? null,
        by: 'evidence',
        why: `until then ${ofWhole(before)}`,
      },
      { noTeam: 'rest', from: day, to: null, by: 'evidence', why: `from then on ${ofRest(after)}` },
    ];
  }
  const { noTeam, isClear, why } = judge(days, compared);
  if (isClear) return [{ noTeam, ...whole, by: 'evidence', why }];
  if (option.unclear !== null) {
    return [{ noTeam: option.unclear, ...whole, by: 'option', why: `--no-team ${option.unclear} says so; ${why}` }];
  }
  return [{ noTeam, ...whole, by: 'default', why }];
}

/** The reading of a day among those of its organization. */
export function readingOf(readings: readonly NoTeamReading[], day: Day): NoTeam {
  return (readings.findLast(({ from }) => from === null || from <= day) ?? readings[0])?.noTeam ?? 'whole';
}

function judge(days: readonly TeamsOfDay[], compared: readonly TeamsOfDay[]) {
  const exceeded = compared.filter(speaksForRest).length;
  const share = compared.length === 0 ? 0 : exceeded / compared.length;
  if (share >= 0.5) return { noTeam: 'rest', isClear: exceeded > 1, why: ofRest(compared) } as const;
  const noTeamDays = days.filter(({ noTeam }) => noTeam !== null);
  if (compared.length === 0) {
    const isRoot = noTeamDays.length > 0 && noTeamDays.every((day) => day.isRoot);
    const isOnly = noTeamDays.length > 0 && days.every(({ teams }) => teams === 0);
    if (isRoot || isOnly) {
      const why = isOnly
        ? 'there are no teams beside it, so both readings are one'
        : 'it stands at the root of the tree of teams';
      return { noTeam: 'whole', isClear: true, why } as const;
    }
    return { noTeam: 'whole', isClear: false, why: 'no day has both no-team and teams to compare' } as const;
  }
  const reached = compared.filter(reachesSum).length;
  const isClear = share <= NOISE && compared.length >= ENOUGH && reached * 2 >= compared.length;
  return {
    noTeam: 'whole',
    isClear: isClear || (share === 0 && compared.every((day) => day.isRoot)),
    why: ofWhole(compared),
  } as const;
}

const ofDays = (some: number, all: number): string =>
  some === all ? `on ${pluralOf(all, 'the one day', `all ${all} days`)}` : `on ${some} of ${counted(all, 'day')}`;

const ofRest = (days: readonly TeamsOfDay[]): string =>
  `${ofDays(days.filter(speaksForRest).length, days.length)} with both, a team has more than no-team, which a whole could not`;

function ofWhole(days: readonly TeamsOfDay[]): string {
  const atLeast = days.filter((day) => !speaksForRest(day)).length;
  const reached = days.filter(reachesSum).length;
  return `${ofDays(atLeast, days.length)} with both, no-team has no less than the largest team, and on ${reached} no less than all teams together`;
}

/** Place of the first day of the rest among the days compared, where whole days are followed by days of the rest; else null. */
function findChange(compared: readonly TeamsOfDay[]): number | null {
  const isRest = compared.map(speaksForRest);
  const all = isRest.filter(Boolean).length;
  let before = 0;
  let best = { at: 0, errors: Math.min(all, compared.length - all) / 2 };
  for (let at = 1; at < compared.length; at++) {
    if (isRest[at - 1]) before += 1;
    const errors = before + (compared.length - at - (all - before));
    if (errors < best.errors) best = { at, errors };
  }
  const { at } = best;
  const restBefore = isRest.slice(0, at).filter(Boolean).length;
  const restAfter = all - restBefore;
  const isChange =
    at >= ENOUGH && compared.length - at >= ENOUGH && restBefore <= NOISE * at && restAfter * 2 >= compared.length - at;
  return isChange ? at : null;
}

/** How a window of days is read, for the ledger: days loaded under another reading are read again. */
export function markOf(readings: readonly NoTeamReading[], { from, to }: DayRange): string {
  const [first, last] = [readingOf(readings, from), readingOf(readings, to)];
  if (readings.length === 0) return '';
  if (first === last) return ` (no-team: ${last})`;
  return ` (no-team: ${last} from ${readings.at(-1)?.from})`;
}
