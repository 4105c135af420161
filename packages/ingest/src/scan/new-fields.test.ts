import { afterAll, expect, test } from 'vitest';
import { cleanText, landText, rejections, removeFolders } from '../archive/testing.ts';

afterAll(removeFolders);

const PERSON = {
  day: '2026-09-20',
  organization_id: '500',
  enterprise_id: '900',
  user_login: 'login-a',
  user_initiated_interaction_count: 3,
  loc_added_sum: 8,
  totals_by_ide: [{ ide: 'vscode', user_initiated_interaction_count: 3 }],
  used_agent: false,
  used_chat: true,
};
const lines = (more: object): string =>
  [1, 2].map((user_id) => `${JSON.stringify({ ...PERSON, user_id, ...more })}\n`).join('');

test.each([
  ['organization', 'acme', '"acme"'],
  ['id', 'text', '"text"'],
  ['seat', {}, '{}'],
  ['date', 'soon', '"soon"'],
  ['team', 7, '7'],
  ['slug', 'big', '"big"'],
  ['line', 'x', '"x"'],
  ['total_seats', 'many', '"many"'],
  ['breakdown', 1, '1'],
  ['moved', [], '[]'],
  ['metrics', 'm', '"m"'],
  ['list', false, 'false'],
  ['billing', [[1]], '[[1]]'],
  ['team_id', 'ent:1', '"ent:1"'],
  ['repo_id', 'r', '"r"'],
  ['day_totals', 3, '3'],
  ['daily_active_users', 'none', '"none"'],
  ['copilot_ide_code_completions', 1.5, '1.5'],
  ['ai_credit', {}, '{}'],
])('a new field %s in rows of people loads them, and is listed', async (name, value, example) => {
  const content = lines({ [name]: value });
  const landing = await landText(content);
  expect(rejections(landing)).toEqual([]);
  expect([landing.kind, landing.records]).toEqual(['users-1-day', 2]);
  expect(cleanText(landing)).toBe(content);
  const [firstDay, lastDay] = ['2026-09-20', '2026-09-20'];
  expect(landing.unknownFields).toEqual([{ path: name, count: 2, example, firstDay, lastDay }]);
});

test('a field with a name known at another place is listed with its own', async () => {
  const landing = await landText(
    lines({
      totals_by_language_feature: [{ language: 'go', feature: 'x', user_initiated_interaction_count: 7 }],
      totals_by_skill: [{ skill: 'other', user_initiated_interaction_count: 19 }],
      totals_by_cli: { session_count: 1, loc_added_sum: 3 },
      pull_requests: { total_created: 2 },
    }),
  );
  expect(rejections(landing)).toEqual([]);
  expect(landing.unknownFields.map(({ path, count }) => `${count} ${path}`)).toEqual([
    '2 pull_requests.total_created',
    '2 totals_by_cli.loc_added_sum',
    '2 totals_by_language_feature[].user_initiated_interaction_count',
  ]);
});

test('keys without a value say nothing about the kind', async () => {
  const nulls = { team_id: null, repo_id: null, day_totals: null, daily_active_users: null, seat: null, line: null };
  const landing = await landText(lines({}) + JSON.stringify({ ...PERSON, user_id: 3, ...nulls }));
  expect(rejections(landing)).toEqual([]);
  expect([landing.kind, landing.records]).toEqual(['users-1-day', 3]);
});

test('what is left out on purpose is no news, whatever it holds', async () => {
  const landing = await landText(lines({ etl_id: { of: [1] }, day_partition: 'x', entity_id_partition: null }));
  expect([landing.records, landing.unknownFields]).toEqual([2, []]);
});

test('a field of a 28-day report in the report of a day is new when that was asked for', async () => {
  const content = lines({ report_start_day: 'x', report_end_day: 7 });
  const landing = await landText(content, { expect: { kind: 'users-1-day' } });
  expect(rejections(landing)).toEqual([]);
  expect(landing.unknownFields.map(({ path }) => path)).toEqual(['report_end_day', 'report_start_day']);
});

test('of a new object its fields are listed, of a map of data the first thirty', async () => {
  const map = Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`org/r${index}`, index]));
  const landing = await landText(lines({ fresh: { of: { a: [{ b: 1, c: [] }, { b: 2 }, 3] }, none: {} }, map }));
  const found = landing.unknownFields.map(({ path, count }) => `${count} ${path}`);
  expect(found.filter((text) => text.includes('fresh'))).toEqual([
    '4 fresh.of.a[].b',
    '2 fresh.none',
    '2 fresh.of.a[].c',
  ]);
  expect(found).toContain('6 map.*');
  expect(found).toHaveLength(34);
  const escaped = await landText(
    lines({ fresh: { of: { a: [{ b: 1, c: [] }, { b: 2 }, 3] } } }).replaceAll('fresh', 'fr\\u0065sh'),
  );
  expect(escaped.unknownFields.map(({ path, count }) => `${count} ${path}`)).toEqual([
    '4 fresh.of.a[].b',
    '2 fresh.of.a[].c',
  ]);
});

test('a new field may hold more objects in one line than a call takes arguments', async () => {
  const many = Array.from({ length: 150_000 }, () => ({ a: 1.5 }));
  // A number written with a fraction makes the line be read exactly.
  const line = JSON.stringify({ ...PERSON, user_id: 1, many }).replace('"loc_added_sum":8', '"loc_added_sum":8.0');
  const landing = await landText(`${line}\n`);
  expect([landing.records, landing.rejected]).toEqual([1, []]);
  expect(landing.unknownFields).toMatchObject([{ path: 'many[].a', example: '1.5' }]);
});
