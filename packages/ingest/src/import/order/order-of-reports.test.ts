import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '@flightdeck/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCommands } from './testing-commands.ts';

const commands = createCommands();
const { bench, load, standing } = commands;

beforeAll(commands.open);
afterAll(commands.close);

describe('siblings', () => {
  const record = { organization_id: '500', day: '2026-11-20' };
  const drop = (...files: readonly unknown[][]): readonly string[] =>
    files.map((rows, index) => {
      const path = join(mkdtempSync(join(bench().folder, 'drop-')), `part-${index}.ndjson`);
      writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      return path;
    });

  it('say how many team memberships and repositories a second command dropped', async () => {
    const member = (user: number, team: number) => ({
      ...record,
      user_id: user,
      user_login: `user-${user}`,
      team_id: team,
      slug: `team-${team}`,
    });
    const [first = '', second = ''] = drop([member(11, 7), member(12, 7)], [member(11, 7), member(13, 8)]);
    await load('org:members', [first]);
    expect((await load('org:members', [second])).files[0]).toMatchObject({
      replaced: { days: 1, gone: 1 },
      notices: ['1 day with 1 other team membership was replaced. Parts of one report are given in one command.'],
    });
    const repository = (id: number) => ({
      ...record,
      repo_id: id,
      repo_owner_name: 'acme',
      repo_name: `repo-${id}`,
      pull_requests: { total_created: 1 },
    });
    const [one = '', two = ''] = drop([repository(1), repository(2), repository(3)], [repository(3)]);
    await load('org:repositories', [one]);
    expect((await load('org:repositories', [two])).files[0]).toMatchObject({
      replaced: { days: 1, gone: 2 },
      notices: ['1 day with 2 other repositories was replaced. Parts of one report are given in one command.'],
    });
  });

  it('of totals, the export that GitHub made later counts where both end on one day', async () => {
    const total = (created_at: string, n: number) => ({
      organization_id: '500',
      report_start_day: '2026-10-24',
      report_end_day: '2026-11-20',
      created_at,
      day_totals: [{ day: '2026-11-19', organization_id: '500', daily_active_users: n }],
    });
    const [later = '', earlier = ''] = drop([total('2026-11-23T04:00:00Z', 9)], [total('2026-11-21T04:00:00Z', 1)]);
    await load('org:totals', [later]);
    expect((await load('org:totals', [earlier])).files[0]?.message).toBe(
      "Kept 2 days (2026-11-19 to 2026-11-20) from part-0.ndjson, which GitHub made later. To take this file's rows, import it again with --replace.",
    );
  });

  it('of the older API, the answer that reaches further counts within one import', async () => {
    const answer = (...days: readonly (readonly [day: string, engaged: number])[]) =>
      days.map(([date, engaged]) => ({
        date,
        total_active_users: engaged,
        total_engaged_users: engaged,
        copilot_ide_code_completions: null,
      }));
    const folder = mkdtempSync(join(bench().folder, 'drop-'));
    const files = {
      'metrics (1).json': answer(['2024-06-24', 8], ['2024-06-25', 8]),
      'metrics (2).json': answer(['2024-06-23', 8], ['2024-06-24', 1]),
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
    const { files: read } = await load('org:older', [folder]);
    expect(read[1]).toMatchObject({ outcome: 'loaded', daysBy: { loaded: 1, unchanged: 0, kept: 1 } });
  });

  it('two exports in one file: each day has the rows of the one that ends later', async () => {
    const row = (day: string, end: string, n: number) => ({
      ...record,
      day,
      report_start_day: addDays(end, -27),
      report_end_day: end,
      user_id: 1,
      user_login: 'ana',
      user_initiated_interaction_count: n,
    });
    const [file = ''] = drop([
      row('2026-11-19', '2026-11-24', 10),
      row('2026-11-19', '2026-11-20', 1),
      row('2026-11-18', '2026-11-20', 1),
    ]);
    await load('org:joined', [file]);
    expect(await standing('org:joined')).toEqual(['2026-11-18 ana 1', '2026-11-19 ana 10']);
  });
});
