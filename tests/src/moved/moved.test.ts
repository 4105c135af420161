import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseHome, createLogger, openApp, readConfig } from '@flightdeck/app';
import { run } from '@flightdeck/cli';
import { BOARDS, infinity, type Target, viewsFor } from '@flightdeck/grafana';
import { type StandIn, startStandIn } from '@flightdeck/ingest/stand-in';
import { startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInfinity } from '../grafana-infinity.ts';
import type { Frame } from '../grafana-support.ts';
import { type Counts, createMovedWorld, DAYS, FIRST, LAST, SHARED, type Truth } from './world.ts';

const world = createMovedWorld();
const NOW = new Date('2026-10-08T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'flightdeck-moved-'));
let elastic: StandIn;
let moved: { readonly code: number; readonly out: string; readonly err: string };

async function cli(...args: string[]): Promise<typeof moved> {
  const written = { out: '', err: '' };
  const code = await run(args, {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    isErrTerminal: false,
    isOutTerminal: false,
    env: { FLIGHTDECK_DATA: folder, LOG_LEVEL: 'error' },
    cwd: folder,
    readFile: () => null,
    now: () => NOW,
    onStop: () => () => {},
    onStrayFailure: () => {},
    exit: () => {
      throw new Error('a command ended the process');
    },
  });
  return { code, ...written };
}

const moveIn = (...more: string[]) => cli('import', 'elasticsearch', elastic.url, '--scope', 'enterprise:big', ...more);

beforeAll(async () => {
  elastic = await startStandIn(world.indexes, { textSlugs: true });
  moved = await moveIn();
}, 600_000);

afterAll(async () => {
  await elastic?.close();
  rmSync(folder, { recursive: true, force: true });
});

type Row = Readonly<Record<string, string | number | null>>;

/** Rows of a query over all days, as the command line prints them. */
async function ask(metrics: readonly string[], by: string, ...where: string[]): Promise<readonly Row[]> {
  const days = ['--from', FIRST, '--to', LAST];
  const asked = ['query', '--metrics', metrics.join(','), ...(by === '' ? [] : ['--by', by]), ...days];
  const { out, err } = await cli(...asked, ...where.flatMap((text) => ['--where', text]), '--format', 'json');
  if (out === '') throw new Error(err);
  return (JSON.parse(out) as { readonly rows: readonly Row[] }).rows;
}

const HISTORY = ['legacy_completions_generated', 'legacy_completions_accepted'];
const COMPLETIONS = (rows: readonly Row[], by: string) =>
  Object.fromEntries(rows.map((row) => [row[by], [row[HISTORY[0] ?? ''], row[HISTORY[1] ?? '']]]));
const told = (counts: ReadonlyMap<string, Counts>) =>
  Object.fromEntries([...counts].map(([key, { suggested, accepted }]) => [key, [suggested, accepted]]));

const SLUGS: readonly (readonly [keyof typeof world.truth, string])[] = [
  ['acme', 'organization=acme'],
  ['lab', 'organization=lab'],
  ['big', 'enterprise=big'],
];

describe('a cluster of both editions, moved in', () => {
  it('says what was taken for what', () => {
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
    expect(COMPLETIONS(await ask(HISTORY, 'legacy_team', where), 'legacy_team')).toEqual(told(truth.byTeam));
    expect(COMPLETIONS(await ask(HISTORY, 'language', where), 'language')).toEqual(told(truth.byLanguage));
    expect(COMPLETIONS(await ask(HISTORY, 'ide', where), 'ide')).toEqual(told(truth.byEditor));
  });

  it('has the rows of people under their own names, by the team that granted the seat too', async () => {
    for (const [slug, where] of SLUGS.slice(0, 2)) {
      const { byPerson, byGrantingTeam } = world.truth[slug];
      const outputs = (rows: readonly Row[], by: string) =>
        Object.fromEntries(rows.map((row) => [row[by], row.generated]));
      expect(outputs(await ask(['generated'], 'user', where), 'user')).toEqual(Object.fromEntries(byPerson));
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

  it('changes nothing when it is moved in again', async () => {
    const before = await ask([...HISTORY, 'generated'], 'month', 'organization=lab');
    elastic.requests.length = 0;
    const again = JSON.parse((await moveIn('--format', 'json')).out) as {
      readonly reports: readonly { readonly loaded: number; readonly unchanged: number; readonly skipped: number }[];
    };
    expect(again.reports.map(({ loaded }) => loaded)).toEqual(again.reports.map(() => 0));
    expect(elastic.requests.filter((request) => request.includes('scroll'))).toEqual([]);
    expect(await ask([...HISTORY, 'generated'], 'month', 'organization=lab')).toEqual(before);
  });

  it('is shown by Grafana through its own queries', async () => {
    const config = readConfig({
      flags: {},
      env: { FLIGHTDECK_DATA: folder, LOG_LEVEL: 'error' },
      cwd: folder,
      readFile: () => null,
    });
    const log = createLogger(config, { write: () => {}, isTerminal: false });
    const app = await openApp(config, chooseHome(config), { now: () => NOW, log });
    const server = await startServer(app, { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version });
    try {
      const chosen = {
        variables: { organization: ['acme'] },
        from: Date.parse(`${FIRST}T00:00:00Z`),
        to: Date.parse(`${LAST}T23:59:59Z`),
      };
      const views = BOARDS.flatMap((board) => board.sections.flatMap((section) => viewsFor(section, infinity)));
      const framesOf = async (id: string): Promise<readonly Frame[]> => {
        const view = views.find((item) => item.id === id);
        if (!view) throw new Error(`no view ${id}`);
        return Promise.all(infinity.targets(view).map((target: Target) => runInfinity(target, server.url, chosen)));
      };
      /** Numbers of a frame by what names them: a label, or the column of texts beside them. */
      const sums = (frames: readonly Frame[]): Record<string, number> => {
        const found: Record<string, number> = {};
        for (const field of frames.flat()) {
          const numbers = field.values.filter((value): value is number => typeof value === 'number');
          const name = Object.values(field.labels)[0] ?? field.name;
          if (numbers.length > 0) found[name] = (found[name] ?? 0) + numbers.reduce((sum, value) => sum + value, 0);
        }
        return found;
      };
      const { byDay, byLanguage, byEditor, byTeam } = world.truth.acme;
      const all = [...byDay.values()];
      const [suggested, accepted, turns] = (['suggested', 'accepted', 'turns'] as const).map((key) =>
        all.reduce((sum, counts) => sum + counts[key], 0),
      );
      expect(sums(await framesOf('overview-history'))).toMatchObject({
        legacy_completions_generated: suggested,
        legacy_completions_accepted: accepted,
      });
      expect(sums(await framesOf('chat-history'))).toMatchObject({ legacy_chat_prompts: turns });
      for (const [id, truth] of [
        ['languages-history', byLanguage],
        ['editors-history', byEditor],
        ['teams-history', byTeam],
      ] as const) {
        const whole = Object.fromEntries([...truth].map(([key, counts]) => [key, counts.suggested]));
        expect([id, sums(await framesOf(id))]).toMatchObject([id, whole]);
      }
    } finally {
      await server.close();
      await app.close();
    }
  });
});
