import type { Day } from '@flightdeck/catalog';
import { isLoaded, type LedgerEntry, readLedgerDays } from '../ledger/ledger-days.ts';
import type { Cluster } from '../wire/client.ts';
import { type HeldDay, isBeside, labelOf, type Reading, readHeldDays, readMembers } from './annotate.ts';
import type { Annotations } from './units.ts';

/** The report whose facts are of people, and that of their teams. */
export const PEOPLE = 'users-1-day';
export const MEMBERS = 'user-teams-1-day';

/** A day of people whose reports differ between scopes. */
export interface Difference {
  readonly day: Day;
  readonly userId: string;
  /** The scope it differs from. */
  readonly scope: string;
}

/** How person-days of a scope rank among those of other scopes. */
export interface Standing extends Annotations {
  readonly differences: readonly Difference[];
  /** Rows of other scopes that were counted after a day that is no longer there. */
  readonly orphans: readonly HeldDay[];
}

type PersonDay = Pick<HeldDay, 'day' | 'userId' | 'digest'>;

const keyOf = ({ day, userId }: Pick<HeldDay, 'day' | 'userId'>): string => `${day} ${userId}`;
/** Ids in one filter; engines take 65,536. */
const IDS_AT_ONCE = 30_000;

/**
 * Finds other scopes' rows for the same person-day and ranks them: a new row comes after those that stand there, but before
 * those that came after the row it replaces, so that any selection of scopes counts exactly one.
 */
export async function placeNew(
  reading: Reading,
  scope: string,
  days: readonly Day[],
  people: readonly PersonDay[],
): Promise<Standing> {
  const members = await readMembers(reading, scope, days);
  const others = await scopesBeside(reading, scope, days);
  if (others.length === 0) return { members, overlaps: [], differences: [], orphans: [] };
  const label = labelOf(scope);
  const held = await heldOf(reading, others, days, people);
  const here = new Map(people.map((one) => [keyOf(one), one]));
  const overlaps = new Map<string, string[]>();
  const differences: Difference[] = [];
  for (const other of held) {
    const one = here.get(keyOf(other));
    if (!one) continue;
    if (!other.alsoIn.includes(label))
      overlaps.set(keyOf(one), [...(overlaps.get(keyOf(one)) ?? []), labelOf(other.scope)]);
    if (other.digest !== one.digest) differences.push({ day: one.day, userId: one.userId, scope: other.scope });
  }
  const after = await readHeldDays(reading, others, days, [{ term: { also_in: label } }]);
  return {
    members,
    overlaps: toOverlaps(overlaps, here),
    differences,
    orphans: after.filter((other) => !here.has(keyOf(other))),
  };
}

/**
 * The rank of rows that are written again: unchanged, except that they no longer come after `without`, with their
 * current teams.
 */
export async function placeAgain(
  reading: Reading,
  scope: string,
  days: readonly Day[],
  options: {
    readonly members?: Annotations['members'];
    readonly without?: { readonly scope: string; readonly orphans: readonly HeldDay[] };
  },
): Promise<Standing> {
  const { without } = options;
  const members = options.members ?? (await readMembers(reading, scope, days));
  const own = await readHeldDays(reading, [scope], days);
  const here = new Map(own.map((one) => [keyOf(one), one]));
  const freed = new Set(without?.orphans.map(keyOf));
  const gone = without ? labelOf(without.scope) : null;
  const overlaps = new Map(
    own.map((one) => [keyOf(one), one.alsoIn.filter((label) => !(label === gone && freed.has(keyOf(one))))]),
  );
  const others = (await scopesBeside(reading, scope, days)).filter((other) => other !== without?.scope);
  const held = others.length === 0 ? [] : await heldOf(reading, others, days, own);
  const differences = held.flatMap((other) => {
    const one = here.get(keyOf(other));
    return one && one.digest !== other.digest ? [{ day: one.day, userId: one.userId, scope: other.scope }] : [];
  });
  return { members, overlaps: toOverlaps(overlaps, here), differences, orphans: [] };
}

function toOverlaps(
  overlaps: ReadonlyMap<string, readonly string[]>,
  here: ReadonlyMap<string, PersonDay>,
): Annotations['overlaps'] {
  return [...overlaps].flatMap(([key, labels]) => {
    const one = here.get(key);
    return one && labels.length > 0 ? [{ day: one.day, user_id: one.userId, also_in: [...labels].sort() }] : [];
  });
}

async function heldOf(
  reading: Reading,
  scopes: readonly string[],
  days: readonly Day[],
  people: readonly PersonDay[],
): Promise<readonly HeldDay[]> {
  const ids = [...new Set(people.map(({ userId }) => userId))];
  const held: HeldDay[] = [];
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const some = ids.slice(from, from + IDS_AT_ONCE);
    for (const one of await readHeldDays(reading, scopes, days, [{ terms: { user_id: some } }])) held.push(one);
  }
  return held;
}

/** Scopes that hold people of one of the days and in which a person counts once with the scope. */
async function scopesBeside(reading: Reading, scope: string, days: readonly Day[]): Promise<readonly string[]> {
  const entries = await readLoaded(reading.cluster, reading, days);
  return [...new Set(entries.map(({ row }) => row.scope))].filter((other) => isBeside(scope, other));
}

async function readLoaded(
  cluster: Cluster,
  { prefix, commit }: Reading,
  days: readonly Day[],
): Promise<readonly LedgerEntry[]> {
  return (await readLedgerDays(cluster, prefix, commit, { report: PEOPLE, days })).filter(isLoaded);
}
