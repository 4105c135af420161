import { MADE_IDS_FROM } from '@flightdeck/catalog';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { loadFacts } from '../fixtures/load.ts';
import type { OpenCompany } from './loads.ts';

/** A person's row of a day: the login may be one that another had before, or none at all. */
interface Seen {
  readonly day: string;
  readonly id: number;
  readonly login: string | null;
  readonly accepted: number;
}

const DAYS = ['2026-10-29', '2026-10-30', '2026-10-31', '2026-11-01'];
/** Small and great ids of GitHub: each is one person. */
const IDS = [1, 2, 3, 2 ** 40 + 5];
const LOGINS = ['ada', 'Bob', 'cyd', 'dee'];
/** A list of seats that has logins only; nobody's reports ever say eve. */
const SEAT_DAY = '2026-11-01';
const LISTED = [...LOGINS, 'eve'];
const madeId = (login: string): number => MADE_IDS_FROM + 100 + LISTED.findIndex((name) => isSame(name, login));
const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Each day some of the people, each under a login of the day or under the id alone; nobody shares a login on one day. */
const WORLD: fc.Arbitrary<readonly Seen[]> = fc
  .tuple(
    ...DAYS.map((day) =>
      fc
        .tuple(
          fc.subarray(IDS),
          fc.shuffledSubarray(LOGINS, { minLength: LOGINS.length, maxLength: LOGINS.length }),
          fc.array(fc.option(fc.nat(50), { nil: null, freq: 4 }), { minLength: IDS.length, maxLength: IDS.length }),
        )
        .map(([ids, logins, work]) =>
          ids.map((id, index): Seen => {
            const accepted = work[index] ?? null;
            return { day, id, login: accepted === null ? null : (logins[index] ?? null), accepted: accepted ?? 7 };
          }),
        ),
    ),
  )
  .map((days) => days.flat())
  .filter((rows) => rows.length > 0);

/** Logins that have a seat, some in another case than reports write them. */
const SEATS: fc.Arbitrary<readonly string[]> = fc
  .tuple(fc.subarray(LISTED), fc.subarray(LISTED))
  .map(([listed, loud]) => listed.map((login) => (loud.includes(login) ? login.toUpperCase() : login)));

interface Model {
  /** What each person is called now: the last login, with the id where somebody later bears it; the id without any. */
  readonly labels: ReadonlyMap<number, string>;
  /** Whom a name finds; null for nobody. */
  find(name: string): number | null;
  /** Whose seat a login of the list is, of those that are taken: nobody has two. */
  readonly seats: ReadonlyMap<number, string>;
}

/** The same written by hand: names in the order of days, whoever was seen later first. */
function modelOf(reported: readonly Seen[], listed: readonly string[]): Model {
  const seats = ownersOf(reported, listed);
  // Who is known by the login alone has its name from the list.
  const alone = [...seats].filter(([id]) => id >= MADE_IDS_FROM);
  const rows = [...reported, ...alone.map(([id, login]) => ({ day: SEAT_DAY, id, login }))];
  const lastLogin = new Map<number, string>();
  const lastDay = new Map<number, string>();
  /** Name → who bore it and when last. */
  const borne = new Map<string, Map<number, string>>();
  for (const { day, id, login } of rows) {
    if (login === null) continue;
    lastLogin.set(id, login);
    lastDay.set(id, day);
    const bearers = borne.get(login.toLowerCase()) ?? new Map<number, string>();
    borne.set(login.toLowerCase(), bearers.set(id, day));
  }
  const isLater = (one: number, other: number, days: ReadonlyMap<number, string>): boolean => {
    const [a, b] = [days.get(one) ?? '', days.get(other) ?? ''];
    return a === b ? one > other : a > b;
  };
  const labels = new Map<number, string>();
  for (const { id } of rows) {
    const login = lastLogin.get(id);
    if (login === undefined) {
      labels.set(id, String(id));
      continue;
    }
    const isTaken = [...lastLogin].some(
      ([other, name]) => other !== id && name === login && isLater(other, id, lastDay),
    );
    labels.set(id, isTaken ? `${login} (${id})` : login);
  }
  return {
    labels,
    seats,
    find(name) {
      for (const [id, label] of labels) if (label.toLowerCase() === name.toLowerCase()) return id;
      const earlier = borne.get(name.toLowerCase()) ?? new Map<number, string>();
      return [...earlier.keys()].reduce<number | null>(
        (best, id) => (best === null || isLater(id, best, earlier) ? id : best),
        null,
      );
    },
  };
}

/** A seat belongs to the last whose reports had its login, else to somebody of whom nothing else is known. */
function ownersOf(reported: readonly Seen[], listed: readonly string[]): ReadonlyMap<number, string> {
  const seats = new Map<number, string>();
  for (const name of listed) {
    const bearers = reported.filter(({ login }) => login !== null && isSame(login, name));
    const [last] = bearers.toSorted((a, b) => (a.day === b.day ? b.id - a.id : a.day < b.day ? 1 : -1));
    const id = last?.id ?? madeId(name);
    if (!seats.has(id)) seats.set(id, name);
  }
  return seats;
}

/** What holds whoever bears which name when. */
export function identityTests(openEmpty: OpenCompany): void {
  it('follows people by id, by login alone and by both, under new logins, logins of others and none', async () => {
    const { store, folder } = await openEmpty();
    let worlds = 0;
    await fc.assert(
      fc.asyncProperty(WORLD, SEATS, async (rows, listed) => {
        // Names are each host's own, so that one store serves all worlds.
        worlds += 1;
        const scope = `org:acme@api.w${worlds}.ghe.com`;
        const where = [{ dimension: 'organization', values: [`acme@api.w${worlds}.ghe.com`] }];
        const columns = ['day', 'user_id', 'user_login', 'code_acceptance_activity_count'];
        const cells = rows.map(({ day, id, login, accepted }) => [day, id, login, accepted]);
        await loadFacts(store, folder, [{ scope, fact: 'user_day', columns, rows: cells }]);
        const { labels, find, seats } = modelOf(rows, listed);
        const list = [...seats.values()].map((login, line) => [SEAT_DAY, line + 1, madeId(login), login, 'business']);
        const seat = ['day', 'line', 'user_id', 'user_login', 'plan'];
        await loadFacts(store, folder, [{ scope, fact: 'seat_day', columns: seat, rows: list }]);
        const reported = new Set(rows.map(({ id }) => id));
        const sumOf = (test: (row: Seen) => boolean): number =>
          rows.filter(test).reduce((sum, { accepted }) => sum + accepted, 0);
        const metrics = ['reported_users', 'accepted', 'seats'];
        const whole = await ask(store, { metrics, where });
        const all = seats.size === 0 ? null : seats.size;
        expect(whole.rows).toEqual([{ reported_users: reported.size, accepted: sumOf(() => true), seats: all }]);
        const people = await ask(store, { metrics, by: ['user'], where });
        const expected = (id: number) => ({
          reported_users: reported.has(id) ? 1 : null,
          accepted: reported.has(id) ? sumOf((row) => row.id === id) : null,
          seats: seats.has(id) ? 1 : null,
        });
        expect(new Map(people.rows.map(({ user, ...values }) => [user, values]))).toEqual(
          new Map([...labels].map(([id, label]) => [label, expected(id)])),
        );
        for (const [id, label] of labels) {
          const asked = { metrics, where: [...where, { dimension: 'user', values: [`#${id}`] }] };
          const { rows: own, notes } = await ask(store, asked);
          expect([id, own, notes]).toEqual([id, [expected(id)], []]);
          const isNumbered = id < MADE_IDS_FROM;
          const person = { id: String(id), label: label === String(id) ? null : label };
          expect(await store.people([scope], [`#${id}`])).toEqual(isNumbered ? [person] : []);
          expect(await store.people([scope], [label.toUpperCase()])).toEqual(isNumbered ? [person] : []);
        }
        for (const name of [...new Set([...LISTED, ...labels.values()])]) {
          const id = find(name);
          const found = await ask(store, { metrics, where: [...where, { dimension: 'user', values: [name] }] });
          const isEarlier = id !== null && labels.get(id)?.toLowerCase() !== name.toLowerCase();
          expect([name, ...found.rows, ...found.notes.map(({ message }) => message)]).toEqual([
            name,
            id === null ? { reported_users: null, accepted: null, seats: null } : expected(id),
            ...(id === null ? [`No person is or was called "${name}".`] : []),
            ...(isEarlier ? [`Renamed: ${name} is now ${labels.get(id)}.`] : []),
          ]);
          const others = await ask(store, {
            metrics: ['accepted'],
            where: [...where, { dimension: 'user', is: 'not_in', values: [name] }],
          });
          const left = rows.filter((row) => row.id !== id);
          expect(others.rows).toEqual([{ accepted: left.length === 0 ? null : sumOf((row) => row.id !== id) }]);
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
}
