import { type StandIn, startStandIn } from '@flightdeck/ingest/stand-in';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROME, launchChrome } from '../browser/chrome.ts';
import type { Ended } from '../run-command.ts';
import { createInstallation, type Row } from './installation.ts';
import { cardOf, csvOf, numbersOf, openPage, readTable, tableOf, tileOf } from './pages.ts';
import { chosenScope, framesOf, offeredBy, rowsOf, sumsOf } from './shown-by-grafana.ts';
import { type Counts, createMovedWorld, DAYS, FIRST, LAST, type PersonCounts, SHARED, type Truth } from './world.ts';

const world = createMovedWorld();
const { cli, ask, serve, remove } = createInstallation();
let elastic: StandIn;
let moved: Ended;

const moveIn = (...more: string[]) => cli('import', 'elasticsearch', elastic.url, '--scope', 'enterprise:big', ...more);

beforeAll(async () => {
  elastic = await startStandIn(world.indexes, { textSlugs: true });
  moved = await moveIn();
}, 600_000);

afterAll(async () => {
  await elastic?.close();
  remove();
});

const HISTORY = ['legacy_completions_generated', 'legacy_completions_accepted'];
const COMPLETIONS = (rows: readonly Row[], by: string) =>
  Object.fromEntries(rows.map((row) => [row[by], [row[HISTORY[0] ?? ''], row[HISTORY[1] ?? '']]]));
const sumsBy = (counts: ReadonlyMap<string, Counts>) =>
  Object.fromEntries([...counts].map(([key, { suggested, accepted }]) => [key, [suggested, accepted]]));

type Slug = keyof typeof world.truth;
const SLUGS: readonly (readonly [Slug, string])[] = [
  ['acme', 'organization=acme'],
  ['lab', 'organization=lab'],
  ['big', 'enterprise=big'],
];

/** Pages of one dimension each: the column of its values, and where their sums stand. */
const DIMENSIONS = [
  ['teams', 'legacy_team', 'byTeam'],
  ['languages', 'language', 'byLanguage'],
  ['editors', 'ide', 'byEditor'],
] as const;

/** How pages write values. */
const LABELS: Readonly<Record<string, string>> = {
  python: 'Python',
  go: 'Go',
  typescript: 'TypeScript',
  vscode: 'VS Code',
  jetbrains: 'JetBrains',
};
const shownAs = <T>(byValue: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(byValue).map(([value, sums]) => [LABELS[value] ?? value, sums]));

describe('a cluster of both editions, imported', () => {
  it('says how the documents were read', () => {
    expect(moved.code).toBe(0);
    expect(moved.out).toContain(
      'org:acme: no-team is read as the whole organization; days without it have no total (on all 200 days with both, no-team has no less than the largest team, and on 200 no less than all teams together).',
    );
    expect(moved.out).toMatch(
      /org:lab: no-team is read as the people without a team; totals are all teams with it, people in several teams count in each \(on (?:all )?\d+ (?:of 200 )?days with both, a team has more than no-team, which a whole could not\)\./,
    );
    expect(moved.out).toContain('enterprise:big: no-team is read as the whole organization');
    expect(moved.out).toContain(
      `org:lab: ${(DAYS * 3 * 12).toLocaleString('en-US')} documents of usage of 200 days, ${FIRST} to ${LAST}, left out: they count "all" languages or editors, beside the parts they are made of.`,
    );
    expect(moved.out).toContain('copilot_user_adoption is not read: the dashboard derived it');
  });

  it.each(SLUGS)("has %s's own totals by day, team, language and editor", async (slug, where) => {
    const truth: Truth = world.truth[slug];
    const days = await ask([...HISTORY, 'legacy_chat_prompts'], 'day', where);
    const ofDays = [...truth.byDay].map(([day, { suggested, accepted, turns }]) => [day, suggested, accepted, turns]);
    const shown = days.map((row) => [row.day, row[HISTORY[0] ?? ''], row[HISTORY[1] ?? ''], row.legacy_chat_prompts]);
    // A day without the whole is unknown, and no sum of teams.
    expect(shown.filter(([, ...values]) => values.some((value) => value !== null))).toEqual(ofDays);
    expect(ofDays).toHaveLength(slug === 'big' ? 180 : 200);
    expect(COMPLETIONS(await ask(HISTORY, 'legacy_team', where), 'legacy_team')).toEqual(sumsBy(truth.byTeam));
    expect(COMPLETIONS(await ask(HISTORY, 'language', where), 'language')).toEqual(sumsBy(truth.byLanguage));
    expect(COMPLETIONS(await ask(HISTORY, 'ide', where), 'ide')).toEqual(sumsBy(truth.byEditor));
  });

  it('has the rows of people under their own names, by the team that granted the seat too', async () => {
    for (const [slug, where] of SLUGS.slice(0, 2)) {
      const { byPerson, byGrantingTeam } = world.truth[slug];
      const outputs = (rows: readonly Row[], by: string) =>
        Object.fromEntries(rows.map((row) => [row[by], row.generated]));
      expect(outputs(await ask(['generated'], 'user', where), 'user')).toEqual(
        Object.fromEntries([...byPerson].map(([login, { outputs }]) => [login, outputs])),
      );
      expect(outputs(await ask(['generated'], 'granting_team', where), 'granting_team')).toEqual(
        Object.fromEntries(byGrantingTeam),
      );
    }
  });

  it('counts each person once, over organizations, and in rows and seats alike', async () => {
    const people = new Set([...world.truth.acme.byPerson.keys(), ...world.truth.lab.byPerson.keys()]);
    expect((await ask(['active_users'], ''))[0]).toEqual({ active_users: people.size });
    const seats = await ask(['seats', 'active_users'], 'user', 'organization=acme');
    const logins = seats.map(({ user }) => user).sort();
    expect(logins).toEqual([...world.truth.acme.byPerson.keys(), 'idle-1', 'idle-2'].sort());
    expect(seats.find(({ user }) => user === SHARED.login)).toEqual({ user: 'shared', seats: 1, active_users: 1 });
    expect((await ask(['seats'], '', 'organization=acme', `user=${SHARED.login}`))[0]).toEqual({ seats: 1 });
  });

  it('answers for the organizations, which have people, though there is an enterprise', async () => {
    expect((await ask(['reported_users'], 'organization')).map(({ organization }) => organization)).toEqual([
      'acme',
      'lab',
    ]);
    const whole = [...world.truth.big.byDay.values()].reduce((sum, { suggested }) => sum + suggested, 0);
    expect((await ask(['legacy_completions_generated'], '', 'enterprise=big'))[0]).toEqual({
      legacy_completions_generated: whole,
    });
  });

  it('changes nothing when it is imported again', async () => {
    const before = await ask([...HISTORY, 'generated'], 'month', 'organization=lab');
    elastic.requests.length = 0;
    const again = JSON.parse((await moveIn('--format', 'json')).out) as {
      readonly reports: readonly { readonly loaded: number; readonly unchanged: number; readonly skipped: number }[];
    };
    expect(again.reports.map(({ loaded }) => loaded)).toEqual(again.reports.map(() => 0));
    expect(elastic.requests.filter((request) => request.includes('scroll'))).toEqual([]);
    expect(await ask([...HISTORY, 'generated'], 'month', 'organization=lab')).toEqual(before);
  });
});

/** Sums of all days of a slug. */
function wholeOf({ byDay }: Truth): Counts {
  const days = [...byDay.values()];
  const sum = (key: keyof Counts): number => days.reduce((total, counts) => total + counts[key], 0);
  return { suggested: sum('suggested'), accepted: sum('accepted'), turns: sum('turns') };
}

const suggestedBy = (counts: ReadonlyMap<string, Counts>) =>
  Object.fromEntries([...counts].map(([key, { suggested }]) => [key, suggested]));
const ofPeople = (people: ReadonlyMap<string, PersonCounts>) =>
  Object.fromEntries(
    [...people].map(([login, { prompts, outputs, accepted }]) => [login, [prompts, outputs, accepted]]),
  );
const PEOPLE = [...new Set([...world.truth.acme.byPerson.keys(), ...world.truth.lab.byPerson.keys()])];

describe('the same cluster, imported and served', () => {
  let url = '';
  let close = async (): Promise<void> => {};

  beforeAll(async () => {
    ({ url, close } = await serve());
  });
  afterAll(() => close());

  describe.each(SLUGS)("shown by Grafana's own queries, %s", (slug, where) => {
    const truth: Truth = world.truth[slug];
    const [dimension = '', name = ''] = where.split('=');
    const chosen = chosenScope(dimension, name);

    it('has the totals of its documents', async () => {
      const { suggested, accepted, turns } = wholeOf(truth);
      expect(sumsOf(await framesOf(url, 'overview-history', chosen))).toMatchObject({
        legacy_completions_generated: suggested,
        legacy_completions_accepted: accepted,
      });
      expect(sumsOf(await framesOf(url, 'chat-history', chosen))).toMatchObject({ legacy_chat_prompts: turns });
    });

    it.each(DIMENSIONS)('has its %s, ranked and over time', async (page, column, key) => {
      expect(sumsOf(await framesOf(url, `${page}-history`, chosen))).toEqual(suggestedBy(truth[key]));
      const ranked = await framesOf(url, `${page}-history-ranked`, chosen);
      expect(rowsOf(ranked, column, HISTORY)).toEqual(sumsBy(truth[key]));
    });

    it('has its people', async () => {
      // Boards show a page as it begins: all features, and in this world all outputs are completions.
      const shown = await framesOf(url, 'people-everyone', chosen);
      const columns = ['interactions', 'generated', 'accepted'];
      expect(rowsOf(shown, 'user', columns)).toEqual(ofPeople(truth.byPerson));
    });
  });

  it('offers each scope in Grafana, and opens its boards on the organizations throughout', async () => {
    const none = chosenScope('organization', '$__all');
    expect(await offeredBy(url, 'organization', none)).toEqual(['acme', 'lab']);
    expect(await offeredBy(url, 'enterprise', none)).toEqual(['big']);
    const both = wholeOf(world.truth.acme).suggested + wholeOf(world.truth.lab).suggested;
    for (const page of ['languages', 'editors']) {
      const shown = Object.values(sumsOf(await framesOf(url, `${page}-history`, none)));
      expect([page, shown.reduce((sum, value) => sum + value, 0)]).toEqual([page, both]);
    }
  });

  describe.skipIf(CHROME === null)('read off the pages of the web app', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchChrome();
    });
    afterAll(() => browser?.close());

    describe.each(SLUGS)('%s', (slug, where) => {
      const truth: Truth = world.truth[slug];
      const scope = where.replace('organization=', 'org:').replace('=', ':');

      it('Overview and Chat have each day of its documents', async () => {
        const overview = await openPage(browser, url, '/', scope);
        const shown = await tableOf(overview, 'overview-history');
        const suggested = numbersOf(shown, 'Completions suggested (older API)');
        const accepted = numbersOf(shown, 'Completions accepted (older API)');
        const days = shown.rows.map(([label = ''], row) => [toDay(label), suggested[row], accepted[row]]);
        expect(days).toHaveLength(DAYS);
        expect([days[0]?.[0], days.at(-1)?.[0]]).toEqual([FIRST, LAST]);
        // What a day has no whole of is said to be no data, and is no zero.
        const expected = days.map(([day]) => {
          const counts = truth.byDay.get(String(day));
          return [day, counts?.suggested ?? null, counts?.accepted ?? null];
        });
        expect(days).toEqual(expected);
        await overview.close();
        const chat = await openPage(browser, url, '/chat', scope);
        const turns = numbersOf(await tableOf(chat, 'chat-history'), 'Chat turns (older API)');
        expect(turns).toEqual(days.map(([day]) => truth.byDay.get(String(day))?.turns ?? null));
        await chat.close();
      });

      it.each(DIMENSIONS)('%s are ranked and drawn over time with the sums of its documents', async (path, _, key) => {
        const page = await openPage(browser, url, `/${path}`, scope);
        const ranked = await tableOf(page, `${path}-history-ranked`);
        const [suggested, accepted] = [1, 2].map((column) => numbersOf(ranked, ranked.head[column] ?? ''));
        const rows = ranked.rows.map(([label = ''], row) => [label, [suggested?.[row], accepted?.[row]]]);
        expect(ranked.head.slice(1, 3)).toEqual([
          'Completions suggested (older API)',
          'Completions accepted (older API)',
        ]);
        expect(Object.fromEntries(rows)).toEqual(shownAs(sumsBy(truth[key])));
        // Parts of a whole stand as shares until a reader wants to count; teams overlap and are counted.
        if (path !== 'teams') {
          const overTime = await cardOf(page, `${path}-history`);
          await overTime.getByRole('button', { name: 'Count' }).click();
        }
        const overTime = await tableOf(page, `${path}-history`);
        expect(overTime.rows).toHaveLength(DAYS);
        const sums = overTime.head.slice(1).map((label) => {
          const values = numbersOf(overTime, label);
          return [label, values.reduce((sum: number, value) => sum + (value ?? 0), 0)];
        });
        expect(Object.fromEntries(sums)).toEqual(shownAs(suggestedBy(truth[key])));
        await page.close();
      });

      it('People has a row a person, in the table and its CSV', async () => {
        const page = await openPage(browser, url, '/people?outputs=completions', scope);
        if (truth.byPerson.size === 0) {
          await page.getByText('Nobody was reported for these days and filters.').first().waitFor();
        } else {
          const shown = await readTable(page.locator('section#people-everyone table'));
          const columns = ['Prompts ↓', 'Completions suggested', 'Completions accepted'].map((head) =>
            numbersOf(shown, head),
          );
          const rows = shown.rows.map(([login = ''], row) => [login, columns.map((column) => column[row])]);
          expect(Object.fromEntries(rows)).toEqual(ofPeople(truth.byPerson));
          const saved = (await csvOf(page, 'people-everyone')).map((record) => [
            record.Person,
            [record.Prompts, record['Completions suggested'], record['Completions accepted']].map(Number),
          ]);
          expect(Object.fromEntries(saved)).toEqual(ofPeople(truth.byPerson));
        }
        await page.close();
      });
    });

    it('Seats mark the snapshots that were imported', async () => {
      const page = await openPage(browser, url, '/seats', 'org:acme');
      await page.getByText('Snapshots to 1 Apr were imported, as a file or another dashboard kept them').waitFor();
      const shown = await tableOf(page, 'seats-over-time');
      const taken = shown.rows.flatMap((row) => (row[1] === 'no data' ? [] : [[row[0], row[1], row.at(-1)]]));
      expect(taken).toEqual(
        ['Sat 28 Mar', 'Sun 29 Mar', 'Mon 30 Mar', 'Tue 31 Mar', 'Wed 1 Apr'].map((day) => [
          `${day} 2026`,
          '9',
          'imported',
        ]),
      );
      await page.close();
    });

    it('People and Overview count who is in both organizations once', async () => {
      const page = await openPage(browser, url, '/', null);
      expect(PEOPLE).toHaveLength(13);
      expect(await tileOf(page, 'Active people')).toBe(13);
      await page.close();
      const people = await openPage(browser, url, '/people', null);
      const { rows } = await readTable(people.locator('section#people-everyone table'));
      expect(rows.map(([login]) => login).sort()).toEqual([...PEOPLE].sort());
      await people.close();
    });
  });
});

/** `Sun 14 Sep 2025` → `2025-09-14`. */
function toDay(label: string): string {
  return new Date(`${label} UTC`).toISOString().slice(0, 10);
}
