import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeTerminal } from '../testing.ts';

const terminal = createFakeTerminal();
afterAll(terminal.remove);

function write(name: string, content: string): string {
  const path = join(terminal.folder, name);
  writeFileSync(path, content);
  return path;
}

interface Answer {
  readonly rows: readonly object[];
  readonly notes: readonly { readonly message: string }[];
}

async function query(...args: readonly string[]): Promise<Answer> {
  const { code, out, err } = await terminal.run('query', ...args, '--format', 'json');
  expect(code, err).toBe(0);
  return JSON.parse(out) as Answer;
}

describe('numbers of days of which some are missing', () => {
  beforeAll(async () => {
    // Four days of one person, active on each; two days of copilot/usage, the second without totals.
    const people = ['2026-09-16', '2026-09-17', '2026-09-18', '2026-09-19'].map((day) => ({
      day,
      organization_id: '500',
      user_id: 1,
      user_login: 'login-a',
      user_initiated_interaction_count: 3,
    }));
    const file = write('users.ndjson', people.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await terminal.run('import', file, '--scope', 'org:acme');
    const part = (language: string, suggestions_count: number) => ({
      language,
      editor: 'jetbrains',
      suggestions_count,
    });
    const usage = [
      { day: '2024-04-22', total_suggestions_count: 84, breakdown: [part('java', 84)] },
      { day: '2024-04-23', breakdown: [part('java', 57), part('kotlin', 28)] },
    ];
    await terminal.run('import', write('usage.json', JSON.stringify(usage)), '--scope', 'org:acme');
  });

  it('leave those days out of the denominator, and say how many', async () => {
    const metrics = ['--metrics', 'adoption_score,active_days'];
    const days = await query(...metrics, '--from', '2026-09-16', '--to', '2026-09-25');
    expect(days.rows).toEqual([{ adoption_score: 100, active_days: 4 }]);
    expect(days.notes.map(({ message }) => message)).toContain(
      '"Adoption score" leaves out 6 of 10 days, which have no report.',
    );
    const month = await query(...metrics, '--by', 'month', '--from', '2026-09-01', '--to', '2026-09-30');
    expect(month.rows).toEqual([{ month: '2026-09-01', adoption_score: 100, active_days: 4 }]);
    expect(month.notes.map(({ message }) => message)).toContain(
      '"Adoption score" leaves out 26 of 30 days, which have no report.',
    );
  });

  it('take the totals from the breakdown where a day has none', async () => {
    const asked = ['--metrics', 'legacy_completions_generated', '--from', '2024-04-22', '--to', '2024-04-23'];
    expect((await query(...asked)).rows).toEqual([{ legacy_completions_generated: 169 }]);
    expect((await query(...asked, '--by', 'language')).rows).toEqual([
      { language: 'java', legacy_completions_generated: 141 },
      { language: 'kotlin', legacy_completions_generated: 28 },
    ]);
  });
});

describe('an import of days that count for more already', () => {
  it('reads as nothing loaded and says what would replace them', async () => {
    const row = (day: string, end: string, n: number) =>
      `${JSON.stringify({
        day,
        organization_id: '501',
        user_id: 1,
        user_login: 'login-a',
        user_initiated_interaction_count: n,
        report_start_day: '2026-08-28',
        report_end_day: end,
      })}\n`;
    const newer = write('export (1).ndjson', row('2026-09-20', '2026-09-24', 10));
    const older = write('export (2).ndjson', row('2026-09-20', '2026-09-20', 1));
    await terminal.run('import', newer, '--scope', 'org:kept');
    const { code, out, err } = await terminal.run('import', older, '--scope', 'org:kept');
    expect(code).toBe(0);
    expect(out).toBe(
      'export (2).ndjson: loaded 0 days, kept 1 users-28-day of org:kept, 2026-09-20; 1 line = 1 read + 0 rejected + 0 blank\n',
    );
    expect(err).toContain("To take this file's rows, import it again with --replace. [kept]");
    const json = await terminal.run('import', older, '--scope', 'org:kept', '--format', 'json');
    expect(JSON.parse(json.out)).toMatchObject({
      result: 'ok',
      loaded: 0,
      files: [{ outcome: 'kept', code: 'kept', daysBy: { loaded: 0, unchanged: 0, kept: 1 } }],
    });
    const both = await terminal.run('import', older, newer, write('blank.ndjson', '\n'), '--scope', 'org:both');
    expect(both.out).toContain('blank.ndjson: no report; ');
    expect(both.err).toContain(
      `${newer}: 1 day (2026-09-20) also in export (2).ndjson, whose report ends earlier: this file's rows count.\n`,
    );
  });

  it('leaves days final that come after one that can still change, and status names that one', async () => {
    const row = (day: string, more: object = {}) =>
      `${JSON.stringify({ day, organization_id: '502', user_id: 1, user_login: 'login-a', ...more })}\n`;
    const window = { report_start_day: '2026-07-14', report_end_day: '2026-08-10' };
    const files = [write('export.ndjson', row('2026-08-10', window)), write('later.ndjson', row('2026-09-21'))];
    await terminal.run('import', ...files, '--scope', 'org:late');
    const { out } = await terminal.run('status');
    expect(out).toContain(' to 2026-09-21, final up to none; provisional: 2026-08-10\n');
  });
});
