import { afterAll, expect, test } from 'vitest';
import { cleanText, landText, rejections, removeFolders, userLine, userLineWith } from '../testing.ts';

afterAll(removeFolders);

/** Lines 1 and 3 are good, line 2 is the one looked at. */
async function around(
  line: string | Uint8Array,
): Promise<{ rejected: string[]; clean: string[]; landing: Awaited<ReturnType<typeof landText>> }> {
  const landing = await landText(
    Buffer.concat([
      Buffer.from(`${userLine({ user_id: 101 })}\n`),
      Buffer.from(line),
      Buffer.from(`\n${userLine({ user_id: 103 })}\n`),
    ]),
  );
  const counted = Object.values(landing.rejectedByCode).reduce((sum, count) => sum + count, 0);
  expect(landing.lines).toBe(landing.records + counted + landing.blank);
  const clean = cleanText(landing).split('\n').slice(0, -1);
  expect(clean[0]).toBe(userLine({ user_id: 101 }));
  expect(clean.at(-1)).toBe(userLine({ user_id: 103 }));
  return { rejected: rejections(landing), clean, landing };
}

test.each([
  ['L1', '{"day":"2026-10-05",}', '2 json_syntax'],
  ['L1', 'hello', '2 json_syntax'],
  ['L1', '[1,2]', '2 not_object'],
  ['L1', '"text"', '2 not_object'],
  ['L1', '7', '2 not_object'],
  ['L1', 'null', '2 not_object'],
  ['L5', `${userLine()}{"a":1}`, '2 trailing_content'],
  ['L5', `${userLine()} x`, '2 trailing_content'],
  ['L6 in the middle', userLine().slice(0, 40), '2 json_syntax'],
  ['L7', userLineWith('"slug":"\\ud800"'), '2 bad_utf8'],
  ['L7', userLineWith('"slug":"\\udc00x"'), '2 bad_utf8'],
  ['L7', userLineWith('"slug":"a\0b"'), '2 bad_utf8'],
  ['L7', userLineWith('"slug":"a\tb"'), '2 json_syntax'],
  ['L8', userLineWith('"used_chat":true,"used_chat":true'), '2 duplicate_key used_chat'],
  ['L8', userLineWith('"totals_by_ide":[{"ide":"vim","ide":"vim"}]'), '2 duplicate_key totals_by_ide[].ide'],
  ['L8', userLineWith('"new_thing":{"a":1,"a":2}'), '2 duplicate_key new_thing.a'],
  ['L8', userLineWith('"used_chat":true,"used\\u005fchat":true'), '2 duplicate_key used_chat'],
  ['L9', '{"day":"2026-10-05","user_login":"alice"}', '2 missing_key user_id'],
  ['L9', userLine({ user_id: null }), '2 missing_key user_id'],
  ['L9', '{"user_id":5,"user_login":"alice"}', '2 missing_key day'],
  ['L9', '{"Day":"2026-10-05","user_id":5}', '2 missing_key day'],
  ['L10', userLine({ user_id: 4.2 }), '2 bad_id user_id'],
  ['L10', userLine({ user_id: '4e1' }), '2 bad_id user_id'],
  ['L10', userLine({ user_id: -1 }), '2 bad_id user_id'],
  ['L10', userLine({ user_id: 0 }), '2 bad_id user_id'],
  ['L10', '{"day":"2026-10-05","user_id":9007199254740993}', '2 bad_id user_id'],
  ['L10', '{"day":"2026-10-05","user_id":9223372036854775808}', '2 bad_id user_id'],
  ['L11', userLine({ loc_added_sum: 1.5 }), '2 not_integer loc_added_sum'],
  ['L11', userLine({ loc_added_sum: true }), '2 not_integer loc_added_sum'],
  ['L11', userLine({ loc_added_sum: 'many' }), '2 not_integer loc_added_sum'],
  ['L11', userLine({ loc_added_sum: -3 }), '2 negative loc_added_sum'],
  ['L11', userLineWith('"loc_added_sum":1e400'), '2 overflow loc_added_sum'],
  ['L11', userLineWith('"loc_added_sum":NaN'), '2 overflow loc_added_sum'],
  ['L11', userLineWith('"loc_added_sum":-Infinity'), '2 overflow loc_added_sum'],
  ['L11', userLineWith('"loc_added_sum":9223372036854775808'), '2 overflow loc_added_sum'],
  ['L11', userLineWith('"nobody_knows":NaN'), '2 json_syntax'],
  ['L12', userLine({ user_login: { name: 'alice' } }), '2 wrong_type user_login'],
  ['L12', userLine({ totals_by_cli: [] }), '2 wrong_type totals_by_cli'],
  ['L12', userLine({ totals_by_ide: {} }), '2 wrong_type totals_by_ide'],
  ['L12', userLine({ totals_by_ide: [{}, { ide: ['vim'] }] }), '2 wrong_type totals_by_ide[1].ide'],
  ['L12', userLine({ totals_by_ide: [7] }), '2 wrong_type totals_by_ide[0]'],
  ['L12', userLine({ used_chat: 2 }), '2 wrong_type used_chat'],
  ['L12', userLine({ used_chat: 'yes' }), '2 wrong_type used_chat'],
  ['L12', userLine({ loc_added_sum: [] }), '2 wrong_type loc_added_sum'],
  ['L17', userLine({ day: '2026-02-30' }), '2 bad_day day'],
  ['L17', userLine({ day: '05.10.2026' }), '2 bad_day day'],
  ['L17', userLine({ day: 20261005 }), '2 bad_day day'],
  ['L17', userLine({ day: '1970-01-01' }), '2 bad_day day'],
  ['L17', userLine({ day: '2026-11-24' }), '2 future_day day'],
  ['L18', '{"day":"2026-10-05","user_id":7,"team_id":3,"slug":"x"}', '2 other_kind'],
])('%s: %s is left out, its neighbours load', async (_, line, expected) => {
  expect((await around(line)).rejected).toEqual([expected]);
});

/** A line of the list of seats as it is archived, with the fields given in its seat. */
const seatLine = (line: number, fields: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ day: '2026-11-20', line, seat: { assignee: { id: line, login: `u${line}` }, ...fields } });

test.each(['created_at', 'pending_cancellation_date', 'last_activity_at', 'last_authenticated_at'])(
  'a seat whose %s is no time is left out by name, its neighbours load',
  async (name) => {
    const wrong = ['yesterday', '', '20.11.2026', 1760000000, true, '2026-02-30T00:00:00Z', '2026-11-20T24:00:00Z'];
    wrong.push('2026-11-20T12:00Z', '2026-11-20T12:00:00 Europe/Berlin', '0000-01-01T00:00:00Z', '2026-13-01');
    for (const value of wrong) {
      const landing = await landText(`${[seatLine(1), seatLine(2, { [name]: value }), seatLine(3)].join('\n')}\n`);
      expect([value, rejections(landing)]).toEqual([value, [`2 bad_time seat.${name}`]]);
      expect(landing.rejected[0]?.message).toContain(`This one is “${JSON.stringify(value)}”.`);
      expect(cleanText(landing)).toBe(`${seatLine(1)}\n${seatLine(3)}\n`);
    }
  },
);

test('a time of a seat is taken as it is written', async () => {
  const times = ['2026-10-20T12:00:00Z', '2026-10-20T12:00:00-06:00', '2026-10-20', '2026-10-31 23:59:59.123+0530'];
  const lines = [...times, '2024-02-29T00:00:00', null].map((time, at) => seatLine(at + 1, { last_activity_at: time }));
  const landing = await landText(`${lines.join('\n')}\n`);
  expect(rejections(landing)).toEqual([]);
  expect(cleanText(landing)).toBe(`${lines.join('\n')}\n`);
});

test.each([
  ['L4 U+2028', userLine({ user_login: 'a\u2028b' }), userLine({ user_login: 'a\u2028b' })],
  ['L4 CRLF', `${userLine()}\r`, `${userLine()}\r`],
  ['L7 escaped NUL', userLineWith('"slug_":"a\\u0000b"'), userLineWith('"slug_":"a\\u0000b"')],
  ['L7 pair', userLineWith('"phase":"\\ud83d\\ude00"'), userLineWith('"phase":"\\ud83d\\ude00"')],
  ['L10 text', userLine({ user_id: '42' }), userLine({ user_id: 42 })],
  ['L10 decimal', '{"user_id":42.0,"day":"2026-10-05"}', '{"user_id":42,"day":"2026-10-05"}'],
  ['L11 text', userLine({ loc_added_sum: '7' }), userLine({ loc_added_sum: 7 })],
  ['L11 2^53+1', userLineWith('"loc_added_sum":9007199254740993'), userLineWith('"loc_added_sum":9007199254740993')],
  [
    'L11 2^63-1',
    userLineWith('"loc_added_sum":9223372036854775807'),
    userLineWith('"loc_added_sum":9223372036854775807'),
  ],
  [
    'a number for an entity id',
    '{"day":"2026-10-05","organization_id":999.0,"user_id":7}',
    '{"day":"2026-10-05","organization_id":"999","user_id":7}',
  ],
  [
    'null where nothing is known',
    userLine({ used_chat: null, totals_by_ide: null }),
    userLine({ used_chat: null, totals_by_ide: null }),
  ],
  [
    'a flag as a database or a spreadsheet writes it',
    userLine({ used_chat: 1, used_agent: '0', used_cli: 'TRUE' }),
    userLine({ used_chat: true, used_agent: false, used_cli: true }),
  ],
  [
    'L14',
    userLineWith('"__proto__":1,"constructor":{"prototype":2},"toString":"x"'),
    userLineWith('"__proto__":1,"constructor":{"prototype":2},"toString":"x"'),
  ],
  ['tomorrow, for clocks that differ', userLine({ day: '2026-11-23' }), userLine({ day: '2026-11-23' })],
])('%s is loaded', async (_, line, written) => {
  const { rejected, clean } = await around(line);
  expect(rejected).toEqual([]);
  expect(clean[1]).toBe(written);
});

test('L7: bytes that are not UTF-8 cost only their own line', async () => {
  const line = Buffer.from(userLine({ user_login: 'aXb' }));
  line[line.indexOf('X')] = 0xff;
  expect((await around(line)).rejected).toEqual(['2 bad_utf8']);
});

test('L4: a byte order mark, CRLF and blank lines are no content', async () => {
  const landing = await landText(`\ufeff${userLine()}\r\n\r\n  \n${userLine({ user_id: 2 })}\r\n\n\n`);
  expect([landing.lines, landing.records, landing.blank]).toEqual([6, 2, 4]);
  expect(landing.rejected).toEqual([]);
});

test('L4: a last line without a line feed is a line', async () => {
  const landing = await landText(`${userLine()}\n${userLine({ user_id: 2 })}`);
  expect([landing.lines, landing.records]).toEqual([2, 2]);
  expect(cleanText(landing)).toBe(`${userLine()}\n${userLine({ user_id: 2 })}\n`);
});

test('L6: wherever the last line is cut, it is a cut line and the rest loads', async () => {
  const last = Buffer.from(
    userLineWith('"used_chat":true,"phase":"gr\u00fc\\u00fc\\ud83d\\ude00n","x":[{"y":-1.5e3}]', 2),
  );
  for (let cut = 1; cut < last.length; cut++) {
    const landing = await landText(Buffer.concat([Buffer.from(`${userLine()}\n`), last.subarray(0, cut)]));
    expect([cut, ...rejections(landing)]).toEqual([cut, '2 truncated_line']);
    expect([landing.truncated, landing.records]).toEqual([true, 1]);
  }
});

test('the place of a rejected line is given in lines and bytes, with an escaped piece of it', async () => {
  const landing = await landText(`${userLine()}\n\n{"a":"\u202eevil\u001b[31m"\n`);
  expect(landing.rejected).toEqual([
    {
      line: 3,
      offset: userLine().length + 2,
      code: 'json_syntax',
      path: null,
      message: 'The line is not valid JSON.',
      sample: '{"a":"\\u202eevil\\u001b[31m"',
    },
  ]);
});

test('L13: unknown fields are loaded, counted by path and shown by example', async () => {
  const extra = {
    brand_new: 'x',
    totals_by_ide: [
      { ide: 'vim', speed: 9 },
      { ide: 'zed', speed: 8 },
    ],
  };
  const landing = await landText(
    `${userLine(extra)}\n${userLine({ ...extra, user_id: 2, day: '2026-10-04', Day: { deep: 1 } })}\n`,
  );
  expect(landing.rejected).toEqual([]);
  expect(landing.unknownFields).toEqual([
    { path: 'totals_by_ide[].speed', count: 4, example: '9', firstDay: '2026-10-04', lastDay: '2026-10-05' },
    { path: 'brand_new', count: 2, example: '"x"', firstDay: '2026-10-04', lastDay: '2026-10-05' },
    { path: 'Day.deep', count: 1, example: '1', firstDay: '2026-10-04', lastDay: '2026-10-04' },
  ]);
});

test('L13: fields of a rejected line are not registered', async () => {
  const landing = await landText(`${userLine()}\n${userLine({ user_id: -1, brand_new: 1 })}\n`);
  expect(landing.unknownFields).toEqual([]);
});

test('L13: 5,000 names are read, 200,000 are too many, and names already known do not run out', async () => {
  const names = (count: number): string => Array.from({ length: count }, (_, index) => `"n${index}":1`).join(',');
  const landing = await landText(
    `${userLineWith(names(4990), 1)}\n${userLineWith(names(200_000), 2)}\n${userLineWith('"used_chat":true', 3)}\n`,
  );
  expect(rejections(landing)).toEqual(['2 too_many_fields']);
  expect(landing.records).toBe(2);
});

test('L15: 64 levels load, 65 and a million do not', async () => {
  const nested = (levels: number): string => `"x":${'['.repeat(levels)}${']'.repeat(levels)}`;
  const landing = await landText(
    [63, 64, 1_000_000].map((levels, index) => userLineWith(nested(levels), index + 1)).join('\n'),
  );
  expect(rejections(landing)).toEqual(['2 too_deep', '3 too_deep']);
  expect(landing.records).toBe(1);
});

test.each([
  ['used_cli', { used_cli: 'yes' }, 'The value is “"yes"”; expected is true or false.'],
  ['user_login', { user_login: { name: 'a' } }, 'The value is “{"name":"a"}”; expected is text.'],
  ['loc_added_sum', { loc_added_sum: 'many' }, 'A count must be a whole number. This one is “"many"”.'],
  ['ai_credits_used', { ai_credits_used: true }, 'The value is “true”; expected is a number.'],
  ['user_id', { user_id: 4.5 }, 'An id must be a whole number from 1 to 9007199254740991. This one is “4.5”.'],
  [
    'day',
    { day: 'Monday' },
    'A day must be an existing calendar day since 2021, written YYYY-MM-DD. This one is “"Monday"”.',
  ],
  ['totals_by_cli', { totals_by_cli: [] }, 'The value is “[]”; expected is an object.'],
  ['totals_by_ide', { totals_by_ide: {} }, 'The value is “{}”; expected is a list of objects.'],
  ['totals_by_ide[0]', { totals_by_ide: [7] }, 'The value is “7”; expected is an object in each place of the list.'],
])('a value of another type at %s says what stands there and what was expected', async (path, fields, message) => {
  const landing = await landText(`${userLine()}\n${userLine(fields)}\n`);
  expect(landing.rejected.map((rejection) => [rejection.path, rejection.message])).toEqual([[path, message]]);
});

test('a name written with an escape means the same on every line, also when rows repeat it', async () => {
  const line = (user: number) => userLineWith('"used\\u005fchat":"some"').replace(/"user_id":\d+/, `"user_id":${user}`);
  const landing = await landText(`${userLine()}\n${line(2)}\n${line(3)}\n${line(4)}\n`);
  expect(landing.rejected.map(({ line: at, code, path }) => `${at} ${code} ${path}`)).toEqual([
    '2 wrong_type used_chat',
    '3 wrong_type used_chat',
    '4 wrong_type used_chat',
  ]);
});
