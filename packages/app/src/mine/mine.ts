import type { Account, Principal } from '@flightdeck/access';
import { addDays, type DayRange, InputError, parseScope, scopeLabel } from '@flightdeck/catalog';
import { type MetricQuery, parseQuery, type ResultRow, toPersonValue } from '@flightdeck/query';
import type { Store } from '@flightdeck/store';
import type { Answerer } from '../answer/answerer.ts';
import { createLooks, type Look } from './looks.ts';
import { inScope, type Membership, toMemberships } from './memberships.ts';
import { compareWithTeam, type TeamComparison } from './team-comparison.ts';

/** A person's seat, by the latest snapshot of any scope. */
export interface OwnSeat {
  readonly plan: string | null;
  /** UTC days; null if GitHub records none. */
  readonly since: string | null;
  readonly lastActive: string | null;
  readonly lastEditor: string | null;
}

/** Days asked for; what is left out is the first or the last of one's own. */
export interface AskedDays {
  readonly from: string | null;
  readonly to: string | null;
}

/** What My usage has beside the answers about one's own rows. */
export interface Usage {
  /** Days it is of; null where none were asked for and no scope has rows of theirs. */
  readonly range: DayRange | null;
  /** What they are called at GitHub; null: no report had a login. */
  readonly login: string | null;
  /** Labels of the scopes that have rows of the person. */
  readonly scopes: readonly string[];
  readonly seat: OwnSeat | null;
  /** One for each team of the last day in the range on which the person was in a team. */
  readonly teams: readonly TeamComparison[];
  /** Who has looked at their rows, the latest first; null where the audit log is damaged, so that nobody knows. */
  readonly looks: readonly Look[] | null;
}

/** Answers for My usage. */
export interface Mine {
  /** Of the one with that account, over a range of days. @throws InputError `bad_range` where it ends before it begins. */
  usage(who: Principal, account: Account, asked: AskedDays, signal?: AbortSignal): Promise<Usage>;
  /** The account of a login that somebody bears now, on any host there is data of; null for none. */
  accountOf(login: string): Promise<Account | null>;
}

/** What `createMine` needs. */
export interface MineParts {
  readonly store: Pick<Store, 'people' | 'scopes'>;
  readonly answerer: Pick<Answerer, 'answerOwn' | 'answerSeen' | 'sightOf' | 'loadedRange'>;
  readonly auditFile: string;
}

export function createMine({ store, answerer, auditFile }: MineParts): Mine {
  const looks = createLooks(auditFile);
  const hostScopes = async (): Promise<ReadonlyMap<string, readonly string[]>> =>
    (await store.scopes()).reduce((hosts, scope) => {
      const { host } = parseScope(scope);
      return hosts.set(host, [...(hosts.get(host) ?? []), scope]);
    }, new Map<string, readonly string[]>());

  return {
    async usage(asker, account, asked, signal) {
      const who = { ...asker, account };
      const sight = await answerer.sightOf(who, 'read_own');
      const scopes = sight === 'everything' ? [] : sight.map(({ of }) => of);
      // Of no other scope: not even since when it reports.
      const loaded = scopes.length === 0 ? null : await answerer.loadedRange(sight);
      const range = toRange(asked, loaded);
      const own = (query: AskedOwn) =>
        answerer.answerOwn({ ...parseQuery({ metrics: query.metrics, range: query.range }), ...query }, who, signal);
      const memberships: Membership[] = [];
      for (const scope of scopes) {
        if (range === null) break;
        const where = [inScope(scope)];
        const { rows, coverage } = await own({ metrics: ['team_members'], by: ['day', 'team'], where, range });
        memberships.push(...toMemberships(scope, rows, [...coverage.missing, ...coverage.noReport]));
      }
      const teams: TeamComparison[] = [];
      for (const membership of memberships) teams.push(await compareWithTeam(membership, account, answerer, signal));
      const [first] = scopes;
      const [person] = first === undefined ? [] : await store.people([first], [toPersonValue(account.id)]);
      return {
        range,
        login: person?.label ?? null,
        scopes: scopes.map((scope) => scopeLabel(parseScope(scope))),
        seat: await readSeat(own, scopes, loaded),
        teams,
        looks: await looks.read({ account, scopes, besides: asker.maker ?? asker.id }, signal),
      };
    },
    async accountOf(login) {
      for (const [host, scopes] of await hostScopes()) {
        const found = (await store.people(scopes, [login])).find(({ label }) => isSame(label ?? '', login));
        if (found !== undefined) return { host, id: found.id };
      }
      return null;
    },
  };
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** @throws InputError `bad_range`. */
function toRange({ from, to }: AskedDays, loaded: DayRange | null): DayRange | null {
  const range = { from: from ?? loaded?.from ?? to, to: to ?? loaded?.to ?? from };
  if (range.from === null || range.to === null) return null;
  if (range.from > range.to)
    throw new InputError('The range ends before it begins.', {
      code: 'bad_range',
      hint: 'Name the earlier day first.',
    });
  return { from: range.from, to: range.to };
}

type AskedOwn = Partial<MetricQuery> & Pick<MetricQuery, 'metrics' | 'range'>;
type AskOwn = (query: AskedOwn) => Promise<{ readonly rows: readonly ResultRow[] }>;

/** The seat in the first scope that has one: an enterprise and its organizations list different ones. */
async function readSeat(own: AskOwn, scopes: readonly string[], range: DayRange | null): Promise<OwnSeat | null> {
  if (range === null) return null;
  for (const scope of scopes) {
    const seat = await readSeatIn(scope, own, range);
    if (seat !== null) return seat;
  }
  return null;
}

async function readSeatIn(scope: string, own: AskOwn, range: DayRange): Promise<OwnSeat | null> {
  // A snapshot is of the day it was taken, which lies behind the last reported one.
  const { rows } = await own({
    metrics: ['seats'],
    by: ['plan', 'seat_created', 'last_active', 'last_editor'],
    where: [inScope(scope)],
    range: { ...range, to: addDays(range.to, 366) },
  });
  const [seat] = rows;
  if (seat === undefined) return null;
  const text = (name: string): string | null => (typeof seat[name] === 'string' ? seat[name] : null);
  return {
    plan: text('plan'),
    since: text('seat_created'),
    lastActive: text('last_active'),
    lastEditor: text('last_editor'),
  };
}
