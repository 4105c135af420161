import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eachDay } from '@flightdeck/catalog';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCommands, type Row } from './testing-commands.ts';

const commands = createCommands();
const { bench, giveByApi, load, standing, write } = commands;

beforeAll(commands.open);
afterAll(commands.close);

const rowsOf = (from: string, to: string, n: number, end: string): readonly Row[] =>
  eachDay({ from, to }).map((day) => ({ day, n, end }));

/** Two exports as a browser names them: the newer one is "(1)". */
const EXPORTS = {
  'export (1).ndjson': [
    ...rowsOf('2026-11-19', '2026-11-21', 10, '2026-11-24'),
    ...rowsOf('2026-11-22', '2026-11-24', 1, '2026-11-24'),
  ],
  'export (2).ndjson': [
    ...rowsOf('2026-11-15', '2026-11-17', 10, '2026-11-20'),
    ...rowsOf('2026-11-18', '2026-11-20', 1, '2026-11-20'),
  ],
};
/** 18 November is in the older one only. */
const NEWEST = [10, 10, 10, 1, 10, 10, 10, 1, 1, 1].map((n, index) => `2026-11-${15 + index} ana ${n}`);

describe('of several 28-day exports', () => {
  it('the one that ends later counts, whatever the files are called and in which order they are given', async () => {
    const { 'export (1).ndjson': newer = '', 'export (2).ndjson': older = '' } = write(EXPORTS);
    for (const [scope, paths] of [
      ['org:named', [newer, older]],
      ['org:turned', [older, newer]],
    ] as const) {
      const { files } = await load(scope, paths);
      expect(await standing(scope)).toEqual(NEWEST);
      expect(files.find(({ file }) => file === newer)?.notices).toEqual([
        "2 days (2026-11-19 to 2026-11-20) also in export (2).ndjson, whose report ends earlier: this file's rows count.",
      ]);
      expect(files.find(({ file }) => file === older)?.notices).toEqual([]);
    }
  });

  it('an older one given in a later command keeps off the days of the newer one, and says how to replace them', async () => {
    const { 'export (1).ndjson': newer = '', 'export (2).ndjson': older = '' } = write(EXPORTS);
    const scope = 'org:commands';
    await load(scope, [newer]);
    const { files } = await load(scope, [older]);
    expect(files[0]).toMatchObject({
      outcome: 'loaded',
      daysBy: { loaded: 4, unchanged: 0, kept: 2 },
      notices: [
        "Kept 2 days (2026-11-19 to 2026-11-20) from export (1).ndjson, whose report ends later, on 2026-11-24. To take this file's rows, import it again with --replace.",
      ],
    });
    expect(await standing(scope)).toEqual(NEWEST);
    await load(scope, [older], { replace: true });
    expect((await standing(scope)).slice(4, 6)).toEqual(['2026-11-19 ana 1', '2026-11-20 ana 1']);
  });

  it('the last three days before its end are not final, however late it is imported', async () => {
    const { 'export (1).ndjson': newer = '', 'export (2).ndjson': older = '' } = write(EXPORTS);
    const provisional = async () =>
      (await bench().store.ledger.days({ scope: 'org:settling', report: 'users-1-day' }))
        .filter(({ state }) => state === 'provisional')
        .map(({ day }) => day);
    await load('org:settling', [older]);
    expect(await provisional()).toEqual(['2026-11-18', '2026-11-19', '2026-11-20']);
    await load('org:settling', [newer]);
    expect(await provisional()).toEqual(['2026-11-18', '2026-11-22', '2026-11-23', '2026-11-24']);
  });

  it('the same days come out of every order and every split over commands', async () => {
    const ends = ['2026-11-10', '2026-11-12', '2026-11-17'];
    const days = eachDay({ from: '2026-11-08', to: '2026-11-17' });
    const exported = fc.constantFrom(...ends).chain((end) =>
      fc.record({
        end: fc.constant(end),
        days: fc.subarray(
          days.filter((day) => day <= end),
          { minLength: 1 },
        ),
      }),
    );
    const exports = fc.uniqueArray(exported, { minLength: 2, maxLength: 3, selector: ({ end }) => end });
    let world = 0;
    await fc.assert(
      fc.asyncProperty(exports, fc.infiniteStream(fc.nat(5)), async (made, choices) => {
        world += 1;
        const scope = `org:world-${world}`;
        const paths = Object.values(
          write(
            Object.fromEntries(
              made.map(({ end, days }, index) => [
                `export (${index}).ndjson`,
                days.map((day) => ({ day, n: ends.indexOf(end) + 1, end })),
              ]),
            ),
          ),
        );
        const next = (): number => choices.next().value ?? 0;
        const shuffled = paths.map((path) => ({ path, at: next() })).sort((a, b) => a.at - b.at);
        let command: string[] = [];
        for (const { path } of shuffled) {
          command.push(path);
          if (next() < 3) continue;
          await load(scope, command);
          command = [];
        }
        if (command.length > 0) await load(scope, command);
        const newest = days.flatMap((day) => {
          const of = made.filter((each) => each.days.includes(day)).map(({ end }) => ends.indexOf(end) + 1);
          return of.length === 0 ? [] : [`${day} ana ${Math.max(...of)}`];
        });
        expect(await standing(scope)).toEqual(newest);
      }),
      { numRuns: 12 },
    );
  });
});

describe('of files that do not say when they were made', () => {
  it('the one with later days counts within one import, and the later command counts over several', async () => {
    const { a = '', b = '' } = write({
      a: [
        { day: '2026-10-01', n: 10 },
        { day: '2026-10-02', n: 10 },
      ],
      b: [{ day: '2026-10-01', n: 1 }],
    });
    const { files } = await load('org:windowless', [a, b]);
    expect(files[1]).toMatchObject({
      outcome: 'kept',
      code: 'kept',
      message:
        "Kept 1 day (2026-10-01) from a, which has later days; neither file says when it was made. To take this file's rows, import it again with --replace.",
    });
    expect(await standing('org:windowless')).toEqual(['2026-10-01 ana 10', '2026-10-02 ana 10']);
    await load('org:windowless', [b]);
    expect(await standing('org:windowless')).toEqual(['2026-10-01 ana 1', '2026-10-02 ana 10']);
  });

  it('parts given one by one replace each other, and the second command says who was dropped', async () => {
    const { part0 = '', part1 = '' } = write({
      part0: [{ day: '2026-11-20', n: 3 }],
      part1: [{ day: '2026-11-20', user: 'bob', n: 3 }],
    });
    const first = await load('org:parts', [part0]);
    expect(first.files[0]).toMatchObject({ replaced: { days: 0, gone: 0 }, notices: [] });
    const second = await load('org:parts', [part1]);
    expect(second.files[0]).toMatchObject({
      outcome: 'loaded',
      replaced: { days: 1, gone: 1 },
      notices: ['1 day with 1 other person was replaced. Parts of one report are given in one command.'],
    });
    expect(await standing('org:parts')).toEqual(['2026-11-20 bob 3']);
  });

  it('a person who was only renamed was not dropped', async () => {
    const folder = mkdtempSync(join(bench().folder, 'drop-'));
    const record = { day: '2026-11-20', organization_id: '500', user_id: 77, user_initiated_interaction_count: 1 };
    const [before, after] = ['zoe', 'zoe-new'].map((user_login) => {
      const path = join(folder, user_login);
      writeFileSync(path, `${JSON.stringify({ ...record, user_login })}\n`);
      return path;
    });
    await load('org:renamed', [before ?? '']);
    const { files } = await load('org:renamed', [after ?? '']);
    expect(files[0]?.notices).toEqual(['1 day that had rows was replaced; no person was dropped.']);
  });
});

describe('a day that the API gave', () => {
  it('is kept when a file comes, whose result says that nothing was loaded and how to replace it', async () => {
    const scope = 'org:api';
    const { given = '', newer = '' } = write({
      given: [{ day: '2026-11-20', n: 3 }],
      newer: [{ day: '2026-11-20', n: 9 }],
    });
    await giveByApi(scope, given);
    const { result, files, loaded } = await load(scope, [newer]);
    expect([result, loaded]).toEqual(['ok', 0]);
    expect(files[0]).toMatchObject({
      outcome: 'kept',
      code: 'kept',
      message:
        "Kept 1 day (2026-11-20) as GitHub's API gave users-1-day. To take this file's rows, import it again with --replace.",
      daysBy: { loaded: 0, unchanged: 0, kept: 1 },
    });
    expect(await standing(scope)).toEqual(['2026-11-20 ana 3']);
    await load(scope, [newer], { replace: true });
    expect(await standing(scope)).toEqual(['2026-11-20 ana 9']);
  });

  it('is kept from a 28-day export even with --replace, and the message names what does replace it', async () => {
    const scope = 'org:api-28';
    const { given = '', newer = '' } = write({
      given: [{ day: '2026-11-20', n: 3 }],
      newer: [{ day: '2026-11-20', n: 9, end: '2026-11-28' }],
    });
    await giveByApi(scope, given);
    for (const replace of [false, true]) {
      const { files } = await load(scope, [newer], { replace });
      expect(files[0]?.message).toBe(
        'Kept 1 day (2026-11-20) of users-1-day: a 28-day export never replaces the report of a day itself. To replace it, import a file of that report with --replace.',
      );
    }
    expect(await standing(scope)).toEqual(['2026-11-20 ana 3']);
  });
});
