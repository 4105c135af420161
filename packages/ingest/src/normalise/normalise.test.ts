import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReader, type Reader } from './process/reader.ts';
import type { NormaliseTask } from './process/task.ts';
import { createWorkFolder, query, removeWorkFolder, writeTask } from './testing.ts';

type Kind = Pick<NormaliseTask, 'report' | 'userGrain'>;
type Json = Record<string, unknown>;

let workFolder: string;
let reader: Reader;

beforeAll(async () => {
  workFolder = await createWorkFolder();
  reader = createReader({ workFolder, threads: 1, memoryLimitMb: 300 });
});

afterAll(async () => {
  await reader.close();
  await removeWorkFolder(workFolder);
});

async function normalise(lines: readonly (string | object)[], kind: Kind) {
  return reader.normalise(await writeTask(workFolder, lines, kind));
}

function user(more: Json): Json {
  return { day: '2026-10-05', user_id: 1, user_login: 'ada', ...more };
}

describe('a 28-day report', () => {
  it('of an organization fills the facts of its days, and engagement on its last day', async () => {
    const wrapper = {
      report_start_day: '2026-09-08',
      report_end_day: '2026-10-05',
      created_at: '2026-10-07T03:36:11.710Z',
      copilot_feature_engagement: {
        active_user_count: 31,
        totals_by_feature: [{ feature: 'Agent_Edit', engaged_user_count: 14 }],
      },
      day_totals: [
        { day: '2026-10-04', daily_active_users: 5, totals_by_ide: [{ ide: 'vscode', loc_added_sum: 2 }] },
        { day: '2026-10-05', daily_active_users: 7, pull_requests: { total_merged: 3 } },
      ],
    };
    const result = await normalise([wrapper], { report: 'aggregate-28-day' });
    expect(result.days).toEqual([
      { day: '2026-10-04', records: 1 },
      { day: '2026-10-05', records: 1 },
    ]);
    expect(
      await query(result, 'scope_day', 'SELECT day::VARCHAR, daily_active_users, total_merged FROM fact ORDER BY 1'),
    ).toEqual([
      ['2026-10-04', 5n, null],
      ['2026-10-05', 7n, 3n],
    ]);
    expect(
      await query(
        result,
        'feature_engagement',
        'SELECT day::VARCHAR, engagement_feature, engaged_user_count, active_user_count, report_start_day::VARCHAR, created_at FROM fact',
      ),
    ).toEqual([['2026-10-05', 'agent_edit', 14n, 31n, '2026-09-08', '2026-10-07T03:36:11.710Z']]);
  });

  it('counts nobody where GitHub leaves a count out for want of use, and does not know it before it was reported', async () => {
    const day = (date: string, more: Json = {}) => ({ day: date, ...more });
    const days = [
      day('2026-03-04'),
      day('2026-03-05'),
      day('2026-11-02', { daily_active_cli_users: 9, daily_active_copilot_app_users: null }),
      ...['03', '04', '05', '06', '07'].map((date) => day(`2026-11-${date}`)),
    ];
    const result = await normalise(days, { report: 'aggregate-1-day' });
    const counts = 'daily_active_cli_users, daily_active_copilot_app_users, daily_active_vscode_agent_users';
    expect(await query(result, 'scope_day', `SELECT day::VARCHAR, ${counts} FROM fact ORDER BY 1`)).toEqual([
      ['2026-03-04', null, null, null],
      ['2026-03-05', 0n, null, null],
      ['2026-11-02', 9n, 0n, null],
      ...['03', '04', '05', '06', '07'].map((date) => [`2026-11-${date}`, 0n, 0n, null]),
    ]);
    const without = await normalise([day('2026-11-03')], { report: 'aggregate-1-day' });
    expect(await query(without, 'scope_day', `SELECT ${counts} FROM fact`)).toEqual([[0n, 0n, null]]);
  });

  it('without engagement has no rows of it', async () => {
    for (const engagement of [{}, { copilot_feature_engagement: null }]) {
      const wrapper = { report_end_day: '2026-10-05', day_totals: [{ day: '2026-10-05' }], ...engagement };
      const result = await normalise([wrapper], { report: 'aggregate-28-day' });
      expect(result.facts.find(({ fact }) => fact === 'feature_engagement')?.rows).toBe(0);
    }
  });

  it('without totals of its own has those that its features add up to', async () => {
    const feature = (name: string, loc_added_sum: number) => ({ feature: name, loc_added_sum });
    const parts = { totals_by_feature: [feature('code_completion', 3), feature('agent_edit', 4)] };
    const people = await normalise(
      [user(parts), user({ ...parts, user_id: 2, loc_added_sum: 9 }), user({ user_id: 3 })],
      {
        report: 'users-1-day',
      },
    );
    expect(await query(people, 'user_day', 'SELECT user_id, loc_added_sum FROM fact ORDER BY 1')).toEqual([
      [1n, 7n],
      [2n, 9n],
      [3n, null],
    ]);
    const scope = await normalise([{ day: '2026-10-05', daily_active_users: 1, ...parts }], {
      report: 'aggregate-1-day',
    });
    expect(await query(scope, 'scope_day', 'SELECT loc_added_sum FROM fact')).toEqual([[7n]]);
  });

  it('of people with a row a day fills the facts of days', async () => {
    const rows = ['2026-10-04', '2026-10-05'].map((day) =>
      user({ day, report_start_day: '2026-09-08', report_end_day: '2026-10-05', loc_added_sum: 4 }),
    );
    const result = await normalise(rows, { report: 'users-28-day', userGrain: 'day' });
    expect(await query(result, 'user_day', 'SELECT day::VARCHAR, loc_added_sum FROM fact ORDER BY 1')).toEqual([
      ['2026-10-04', 4n],
      ['2026-10-05', 4n],
    ]);
    expect(result.facts.map(({ fact }) => fact)).not.toContain('user_window');
  });

  it('of people with a row a person fills the window of its last day only', async () => {
    const row = { report_start_day: '2026-09-08', report_end_day: '2026-10-05', user_id: 1, loc_added_sum: 4 };
    const result = await normalise([row], { report: 'users-28-day', userGrain: 'window' });
    expect(result.facts.map(({ fact }) => fact)).toEqual(['user_window']);
    expect(
      await query(
        result,
        'user_window',
        'SELECT day::VARCHAR, report_start_day::VARCHAR, user_id, loc_added_sum FROM fact',
      ),
    ).toEqual([['2026-10-05', '2026-09-08', 1n, 4n]]);
    expect(result.days).toEqual([{ day: '2026-10-05', records: 1 }]);
  });
});

describe('keys', () => {
  it('repeated inside a record, also in another case, become one row with the sum', async () => {
    const lines = [
      user({
        totals_by_language_feature: [
          { language: 'Python', feature: 'code_completion', loc_added_sum: 3, loc_deleted_sum: null },
          { language: 'python', feature: 'code_completion', loc_added_sum: 4 },
          { language: 'python', feature: 'agent_edit', loc_added_sum: 5 },
        ],
        totals_by_ide: [
          { ide: 'vscode', loc_added_sum: 1, last_known_ide_version: { ide_version: '1.1' } },
          { ide: 'VSCODE', loc_added_sum: 1 },
        ],
      }),
      user({
        user_id: 2,
        totals_by_language_feature: [{ language: 'python', feature: 'agent_edit', loc_added_sum: 6 }],
      }),
    ];
    const result = await normalise(lines, { report: 'users-1-day' });
    const select = 'SELECT user_id, language, feature, loc_added_sum, loc_deleted_sum FROM fact ORDER BY ALL';
    expect(await query(result, 'user_day_language_feature', select)).toEqual([
      [1n, 'python', 'agent_edit', 5n, null],
      [1n, 'python', 'code_completion', 7n, null],
      [2n, 'python', 'agent_edit', 6n, null],
    ]);
    expect(await query(result, 'user_day_ide', 'SELECT ide, loc_added_sum, ide_version FROM fact')).toEqual([
      ['vscode', 2n, '1.1'],
    ]);
    expect(result.facts.find(({ fact }) => fact === 'user_day_language_feature')?.rows).toBe(3);
  });

  it('that are null, empty or absent become unknown and meet there', async () => {
    const result = await normalise(
      [
        user({
          totals_by_feature: [
            { feature: null, loc_added_sum: 1 },
            { feature: '', loc_added_sum: 2 },
            { loc_added_sum: 4 },
          ],
        }),
      ],
      { report: 'users-1-day' },
    );
    expect(await query(result, 'user_day_feature', 'SELECT feature, loc_added_sum FROM fact')).toEqual([
      ['unknown', 7n],
    ]);
  });

  it('named like a prototype are ordinary text', async () => {
    const line = `{"day":"2026-10-05","user_id":1,"user_login":"constructor","__proto__":{"x":1},
      "totals_by_language_feature":[{"language":"__proto__","feature":"toString","loc_added_sum":3}]}`;
    const result = await normalise([line.replace(/\n\s*/, '')], { report: 'users-1-day' });
    const select = 'SELECT language, feature, loc_added_sum FROM fact';
    expect(await query(result, 'user_day_language_feature', select)).toEqual([['__proto__', 'tostring', 3n]]);
    expect(await query(result, 'user_day', 'SELECT user_login FROM fact')).toEqual([['constructor']]);
  });

  it('of numbers that are null belong to no row and are counted', async () => {
    const phases = [
      { phase_number: null, total_engaged_users: 3 },
      { phase_number: 1, total_engaged_users: 4 },
    ];
    const result = await normalise([{ day: '2026-10-05', totals_by_ai_adoption_phase: phases }], {
      report: 'aggregate-1-day',
    });
    expect(result.facts.find(({ fact }) => fact === 'scope_day_phase')).toMatchObject({ rows: 1, withoutKey: 1 });
  });

  it('keep an empty plugin of an editor as it is', async () => {
    const ide = { ide: 'vscode', last_known_plugin_version: { plugin: '', plugin_version: '' } };
    const result = await normalise([user({ totals_by_ide: [ide] })], { report: 'users-1-day' });
    expect(await query(result, 'user_day_ide', 'SELECT plugin, plugin_version, ide_version FROM fact')).toEqual([
      ['', '', null],
    ]);
  });
});

describe('values', () => {
  it('count exactly up to 64 bits', async () => {
    const lines = [
      '{"day":"2026-10-05","user_id":9007199254740993,"loc_added_sum":9007199254740993}',
      '{"day":"2026-10-05","user_id":2,"loc_added_sum":9223372036854775807}',
    ];
    const result = await normalise(lines, { report: 'users-1-day' });
    expect(await query(result, 'user_day', 'SELECT user_id, loc_added_sum FROM fact ORDER BY user_id')).toEqual([
      [2n, 9223372036854775807n],
      [9007199254740993n, 9007199254740993n],
    ]);
  });

  it('are exact decimals: fifteen digits as a number, all as text', async () => {
    const credits = ['0.1', '12345678.9', '999999.123456789', '1e-7', '7', 'null', '"1234567890123.123456789"'];
    const lines = credits.map((value, index) => `{"day":"2026-10-05","user_id":${index},"ai_credits_used":${value}}`);
    const result = await normalise(lines, { report: 'users-1-day' });
    const rows = await query(result, 'user_day', 'SELECT ai_credits_used::VARCHAR FROM fact ORDER BY user_id');
    expect(rows.map(([value]) => value)).toEqual([
      '0.100000000',
      '12345678.900000000',
      '999999.123456789',
      '0.000000100',
      '7.000000000',
      null,
      '1234567890123.123456789',
    ]);
  });

  it('absent, null and zero stay apart', async () => {
    const lines = [user({ loc_added_sum: 0 }), user({ user_id: 2, loc_added_sum: null }), user({ user_id: 3 })];
    const result = await normalise(lines, { report: 'users-1-day' });
    expect(await query(result, 'user_day', 'SELECT loc_added_sum FROM fact ORDER BY user_id')).toEqual([
      [0n],
      [null],
      [null],
    ]);
  });

  it('of an old name fill in for the new one', async () => {
    const lines = [
      user({ used_copilot_coding_agent: true }),
      user({ user_id: 2, used_copilot_coding_agent: true, used_copilot_cloud_agent: false }),
    ];
    const result = await normalise(lines, { report: 'users-1-day' });
    expect(await query(result, 'user_day', 'SELECT used_copilot_cloud_agent FROM fact ORDER BY user_id')).toEqual([
      [true],
      [false],
    ]);
  });

  it('null instead of objects, lists and elements give no rows; an empty object gives one', async () => {
    const lines = [
      user({ totals_by_cli: null, totals_by_ide: null, totals_by_feature: [null] }),
      user({ user_id: 2, totals_by_cli: {}, totals_by_ide: [], totals_by_feature: [{ feature: 'x' }, null] }),
    ];
    const result = await normalise(lines, { report: 'users-1-day' });
    expect(await query(result, 'user_day_surface', 'SELECT user_id, surface, session_count FROM fact')).toEqual([
      [2n, 'cli', null],
    ]);
    expect(await query(result, 'user_day_feature', 'SELECT user_id, feature FROM fact')).toEqual([[2n, 'x']]);
    expect(await query(result, 'user_day_ide', 'SELECT count(*) FROM fact')).toEqual([[0n]]);
  });

  it('under keys that differ in case or are new do not matter', async () => {
    const line = user({ LOC_ADDED_SUM: 9, brand_new: { a: [1] }, totals_by_ide: [{ ide: 'vim', IDE: 'x', new: {} }] });
    const result = await normalise([line], { report: 'users-1-day' });
    expect(await query(result, 'user_day', 'SELECT loc_added_sum FROM fact')).toEqual([[null]]);
    expect(await query(result, 'user_day_ide', 'SELECT ide FROM fact')).toEqual([['vim']]);
  });
});

describe('records', () => {
  it('of several files and days stand in one file a fact', async () => {
    const first = await writeTask(workFolder, [user({}), user({ day: '2026-10-06' })], { report: 'users-1-day' });
    const second = await writeTask(workFolder, [user({ user_id: 2 })], { report: 'users-1-day' });
    const result = await reader.normalise({ ...first, files: [...first.files, ...second.files] });
    expect(result.days).toEqual([
      { day: '2026-10-05', records: 2 },
      { day: '2026-10-06', records: 1 },
    ]);
    expect(result.facts.find(({ fact }) => fact === 'user_day')?.rows).toBe(3);
  });

  it('of an empty file give facts without rows', async () => {
    const result = await normalise([], { report: 'repos-1-day' });
    expect(result.days).toEqual([]);
    expect(result.facts.map(({ fact, rows }) => [fact, rows])).toEqual([
      ['repo_day', 0],
      ['repo_day_comment_type', 0],
      ['repo_day_review_time', 0],
    ]);
  });

  it('that are the same count once', async () => {
    const line = user({ loc_added_sum: 3, totals_by_ide: [{ ide: 'vim', loc_added_sum: 3 }] });
    const result = await normalise([line, line], { report: 'users-1-day' });
    expect(await query(result, 'user_day_ide', 'SELECT loc_added_sum FROM fact')).toEqual([[3n]]);
    expect(result.days).toEqual([{ day: '2026-10-05', records: 1 }]);
  });

  it.each([
    ['duplicate_grain', [user({ loc_added_sum: 3 }), user({ loc_added_sum: 4 })]],
    ['missing_key', [{ day: '2026-10-05', user_login: 'ada' }]],
    ['unreadable', ['{"day":"2026-10-05","user_id":"ada"}']],
    [
      'unreadable',
      [
        user({
          totals_by_ide: [
            { ide: 'a', loc_added_sum: 2 ** 62 },
            { ide: 'A', loc_added_sum: 2 ** 62 },
          ],
        }),
      ].map((line) => JSON.stringify(line).replaceAll('4611686018427388000', '4611686018427387904')),
    ],
  ])('that cannot be rows are refused: %s', async (code, lines) => {
    await expect(normalise(lines, { report: 'users-1-day' })).rejects.toMatchObject({
      name: 'DataError',
      code,
      report: 'users-1-day',
    });
    expect((await normalise([user({})], { report: 'users-1-day' })).days).toHaveLength(1);
  });
});
