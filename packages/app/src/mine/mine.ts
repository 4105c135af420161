import type { Account, Principal } from '@flightdeck/access';
import { addDays, type DayRange, parseScope, scopeLabel } from '@flightdeck/catalog';
import { type MetricQuery, parseQuery, type ResultRow, toPersonValue } from '@flightdeck/query';
import type { Store } from '@flightdeck/store';
import type { Answerer } from '../answer/answerer.ts';
import { type Look, readLooks } from './looks.ts';
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

/** What My usage shows beside the answers from one's own rows. */
export interface Usage {
  /** Login at GitHub; null if no report had one. */
  readonly login: string | null;
  /** Labels of the scopes that have rows of the person. */
  readonly scopes: readonly string[];
  readonly seat: OwnSeat | null;
  /** One for each team of the last day in the range on which the person was in a team. */
  readonly teams: readonly TeamComparison[];
  /** Who has looked at the person's rows, latest first. */
  readonly looks: readonly Look[];
}

/** Answers for My usage. */
export interface Mine {
  /** The usage of an account over a range of days. */
  usage(who: Principal, account: Account, range: DayRange, signal?: AbortSignal): Promise<Usage>;
  /** The account that has a login now, on any host with data; null if nobody has it. */
  accountOf(login: string): Promise<Account | null>;
}

/** What `createMine` needs. */
export interface MineParts {
  readonly store: Pick<Store, 'people' | 'scopes'>;
  readonly answerer: Pick<Answerer, 'answerOwn' | 'answerSeen' | 'sightOf' | 'loadedRange'>;
  readonly auditFile: string;
}

export function createMine({ store, answerer, auditFile }: MineParts): Mine {
  const hostScopes = async (): Promise<ReadonlyMap<string, readonly string[]>> =>
    (await store.scopes()).reduce((hosts, scope) => {
      const { host } = parseScope(scope);
      return hosts.set(host, [...(hosts.get(host) ?? []), scope]);
    }, new Map<string, readonly string[]>());

  return {
    async usage(asker, account, range, signal) {
      const who = { ...asker, account };
      const sight = await answerer.sightOf(who, 'read_own');
      const scopes = sight === 'everything' ? [] : sight.map(({ of }) => of);
      const own = (query: Partial<MetricQuery> & Pick<MetricQuery, 'metrics'>) =>
        answerer.answerOwn({ ...parseQuery({ metrics: query.metrics, range }), ...query }, who, signal);
      const memberships: Membership[] = [];
      for (const scope of scopes) {
        const { rows } = await own({ metrics: ['team_members'], by: ['day', 'team'], where: [inScope(scope)] });
        memberships.push(...toMemberships(scope, rows));
      }
      const teams: TeamComparison[] = [];
      for (const membership of memberships) teams.push(await compareWithTeam(membership, account, answerer, signal));
      const [first] = scopes;
      const [person] = first === undefined ? [] : await store.people([first], [toPersonValue(account.id)]);
      return {
        login: person?.label ?? null,
        scopes: scopes.map((scope) => scopeLabel(parseScope(scope))),
        seat: await readSeat(own, scopes, await answerer.loadedRange()),
        teams,
        looks: await readLooks(auditFile, { account, scopes, besides: asker.id }),
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

type AskOwn = (
  query: Partial<MetricQuery> & Pick<MetricQuery, 'metrics'>,
) => Promise<{ readonly rows: readonly ResultRow[] }>;

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
