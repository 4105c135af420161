import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { clearIncoming, listArchive, readArchived } from '../archive.ts';
import {
  cleanText,
  collect,
  fixture,
  landOptions,
  landText,
  pieces,
  rejections,
  removeFolders,
  userLine,
  userLineWith,
} from '../testing.ts';
import { landReport } from './land.ts';

afterAll(removeFolders);

const EXAMPLES = 'examples/';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'accepted',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
}

test.each([
  ['synthetic/users-1-day.organization.ndjson', 'ndjson', 'users-1-day', 2, 'organization 999'],
  ['synthetic/users-1-day.enterprise.ndjson', 'ndjson', 'users-1-day', 2, 'enterprise 1'],
  ['synthetic/organization-1-day.ndjson', 'ndjson', 'aggregate-1-day', 1, 'organization 999'],
  ['synthetic/enterprise-28-day.ndjson', 'ndjson', 'aggregate-28-day', 1, 'enterprise 1'],
  ['synthetic/repos-1-day.ndjson', 'ndjson', 'repos-1-day', 2, 'organization 2002'],
  ['synthetic/user-teams-1-day.enterprise.ndjson', 'ndjson', 'user-teams-1-day', 2, 'enterprise 1'],
  ['synthetic/users-28-day.enterprise.one-row-per-user.ndjson', 'ndjson', 'users-28-day', 1, 'enterprise 1'],
  ['synthetic/users-28-day.enterprise.user-day-rows.ndjson', 'ndjson', 'users-28-day', 3, 'enterprise 1'],
  ['docs/user-teams-1-day.organization.ndjson', 'ndjson', 'user-teams-1-day', 3, 'organization 999'],
  ['docs/users-1-day.2026-autumn.json', 'json', 'users-1-day', 1, 'enterprise 1'],
  ['docs/users-1-day.organization.partial.ndjson', 'ndjson', 'users-1-day', 2, 'organization 999'],
])('GitHub example %s is known by its content', async (name, form, kind, records, entity) => {
  const landing = await landText(fixture(EXAMPLES + name));
  expect(rejections(landing)).toEqual([]);
  expect([landing.form, landing.kind, landing.records]).toEqual([form, kind, records]);
  expect(landing.entities.map((found) => `${found.kind} ${found.id}`)).toEqual([entity]);
  expect(landing.unknownFields).toEqual([]);
});

test.each([
  ['rest/metrics-legacy__get__orgs-org-copilot-metrics__200.json', 'legacy-metrics'],
  ['rest/usage-legacy__get__orgs-org-copilot-usage__200.json', 'legacy-usage'],
])('an older generation is known too: %s', async (name, kind) => {
  expect((await landText(fixture(EXAMPLES + name))).kind).toBe(kind);
});

test('a 28-day file of two enterprises is refused with both ids; naming one loads that one', async () => {
  const content = fixture(`${EXAMPLES}docs/enterprise-28-day.2026-spring.json`);
  await expect(landText(content)).rejects.toThrow('2 scopes: enterprise 1, enterprise 2');
  const landing = await landText(content, { expect: { entityId: '2' } });
  expect([landing.records, landing.rejectedByCode]).toEqual([1, { other_scope: 1 }]);
});

test.each([
  ['nothing', ''],
  ['blanks', '\n  \r\n\n'],
  ['an empty string', '""'],
  ['a sentence', '"No report is available."\n'],
  ['an empty list', '[]'],
])('L2: %s is no report, and nothing is archived', async (_, content) => {
  const landing = await landText(content);
  expect([landing.noReport, landing.records, landing.archivePath, landing.cleanFile]).toEqual([true, 0, null, null]);
});

test.each([
  ['a web page', '<!doctype html>\n<html>'],
  ['XML after blanks', '\n  <?xml version="1.0"?>'],
  ['a sentence of a proxy', 'Access denied by policy\n'],
  ['CSV', '"date","username"\n"2026-06-01","alice"\n'],
  ['an error of the API', '{"message":"Not Found","status":"404"}'],
  ['UTF-16', Buffer.from(userLine(), 'utf16le')],
])('L3: %s is refused', async (_, content) => {
  const options = landOptions();
  expect(await codeOf(landReport([pieces(Buffer.from(content))], options))).toBe('not_report');
  expect(readdirSync(join(options.archive, 'incoming'))).toEqual([]);
  expect(readdirSync(options.workFolder)).toEqual([]);
  expect(existsSync(join(options.archive, 'raw'))).toBe(false);
});

test('a JSON list over many lines is read as its objects, numbered by their first line', async () => {
  const landing = await landText(
    `[\n  {"day": "2026-10-05",\n   "user_id": 1},\n  {"day": "2026-10-05", "user_id": -1}, {"day": "2026-10-05",\n\n "user_id": 2}\n, 7]\n`,
  );
  expect([landing.form, landing.lines, landing.records]).toEqual(['json', 4, 2]);
  expect(rejections(landing)).toEqual(['4 bad_id user_id', '7 not_object']);
  expect(
    cleanText(landing)
      .split('\n')
      .map((line) => (line === '' ? null : JSON.parse(line))),
  ).toEqual([{ day: '2026-10-05', user_id: 1 }, { day: '2026-10-05', user_id: 2 }, null]);
});

test('a JSON list that ends early is cut, whether inside an object or between two', async () => {
  expect(rejections(await landText(`[\n${userLine()},\n{"day":`))).toEqual(['3 truncated_line']);
  expect(rejections(await landText(`[\n${userLine()},\n`))).toEqual(['2 truncated_line']);
});

test('a line feed inside a string is as wrong in a pretty-printed object as in a line', async () => {
  const landing = await landText(`[\n{"day":"2026-10-05","user_id":1,"user_login":"a\nb"},\n${userLine()}]`);
  expect(rejections(landing)).toEqual(['2 json_syntax']);
});

test('L18: rows of another day are left out, another scope refuses the file', async () => {
  const days = { from: '2026-10-05', to: '2026-10-05' };
  const content = `${userLine()}\n${userLine({ user_id: 2, day: '2026-10-04' })}\n`;
  expect(rejections(await landText(content, { expect: { days } }))).toEqual(['2 other_day day']);
  const foreign = `${userLine()}\n${userLine({ user_id: 2, organization_id: '7' })}\n`;
  expect(await codeOf(landText(foreign, { expect: { entityIds: ['999'] } }))).toBe('other_scope');
  expect(await codeOf(landText(foreign))).toBe('other_scope');
});

test('L18: an enterprise has repositories of several organizations', async () => {
  const repo = (id: number, organization: string): string =>
    JSON.stringify({ day: '2026-10-05', enterprise_id: '1', organization_id: organization, repo_id: id });
  const landing = await landText(`${repo(1, '10')}\n${repo(2, '20')}\n`);
  expect(landing.entities).toEqual([{ kind: 'enterprise', id: '1' }]);
  expect((await landText(`${repo(1, '10')}\n`, { expect: { entityIds: ['1'] } })).records).toBe(1);
});

test('L19: an equal row counts once, however its keys are ordered; a different one refuses the report', async () => {
  const twice = `${userLine()}\n${userLine()}\n{"user_login":"alice","user_id":1, "organization_id":"999","day":"2026-10-05"}\n`;
  const landing = await landText(twice);
  expect(rejections(landing)).toEqual(['2 duplicate_line', '3 duplicate_line']);
  expect(landing.records).toBe(1);
  expect(await codeOf(landText(`${userLine()}\n${userLine({ used_chat: true })}\n`))).toBe('duplicate_grain');
});

test('L19: shards of one report are one report', async () => {
  const shard = (...lines: string[]): AsyncIterable<Uint8Array> => pieces(Buffer.from(lines.join('\n')));
  const landed = await landReport([shard(userLine()), shard(userLine(), userLine({ user_id: 2 }))], landOptions());
  expect(landed.files.map((file) => [file.records, file.rejectedByCode])).toEqual([
    [1, {}],
    [1, { duplicate_line: 1 }],
  ]);
  const options = landOptions();
  const different = landReport([shard(userLine()), shard(userLine({ used_cli: true }))], options);
  expect(await codeOf(different)).toBe('duplicate_grain');
  expect(existsSync(join(options.archive, 'raw'))).toBe(false);
});

const PACKED = gzipSync(Buffer.from(`${userLine()}\n${userLine({ user_id: 2 })}\n`));

function changed(at: number): Buffer {
  const bytes = Buffer.from(PACKED);
  bytes[bytes.length + at] = (bytes.at(at) ?? 0) ^ 1;
  return bytes;
}

test.each([
  ['cut in the middle', PACKED.subarray(0, 50)],
  ['cut in the trailer', PACKED.subarray(0, -2)],
  ['a wrong checksum', changed(-6)],
  ['a wrong length', changed(-2)],
  ['text behind it', Buffer.concat([PACKED, Buffer.from('trailing garbage')])],
  ['zeros behind it', Buffer.concat([PACKED, Buffer.alloc(512)])],
  ['changed data', changed(-30)],
])('L20: gzip with %s is refused, however it is cut into pieces', async (_, content) => {
  for (const size of [1, 7, 65_536]) expect(await codeOf(landText(content, {}, size))).toBe('gzip_damaged');
});

test('L20: members are joined, and packed or not the content decides the sum', async () => {
  const first = `${userLine()}\n`;
  const second = `${userLine({ user_id: 2 })}\n`;
  const joined = Buffer.concat([gzipSync(first), gzipSync(second)]);
  for (const size of [1, 65_536]) {
    const landing = await landText(joined, {}, size);
    expect([landing.records, landing.receivedBytes, landing.bytes]).toEqual([
      2,
      joined.length,
      first.length + second.length,
    ]);
    expect(landing.sha256).toBe((await landText(first + second)).sha256);
    expect(readFileSync(landing.archivePath ?? '')).toEqual(joined);
  }
});

test('L21: a bomb is refused by ratio and by size, and nothing of it stays', async () => {
  const bomb = gzipSync(Buffer.alloc(40_000_000, 32));
  const options = landOptions();
  expect(await codeOf(landReport([pieces(bomb)], options))).toBe('bomb');
  expect(readdirSync(join(options.archive, 'incoming'))).toEqual([]);
  expect(readdirSync(options.workFolder)).toEqual([]);
  expect(await codeOf(landText(`${userLine()}\n`.repeat(50), { limits: { maxBytes: 500, minFreeBytes: 0 } }))).toBe(
    'bomb',
  );
  expect(await codeOf(landText('\n'.repeat(100_000), { limits: { maxLines: 1000, minFreeBytes: 0 } }))).toBe('bomb');
});

test.each([17, 40, 100])(
  'L16: a line of %i MB is skipped, the next one loads, and memory stays flat',
  async (megabytes) => {
    async function* content(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${userLine()}\n{"user_login":"`);
      for (let count = 0; count < megabytes * 10; count++) yield Buffer.alloc(100_000, 120);
      yield Buffer.from(`"}\n${userLine({ user_id: 2 })}\n`);
    }
    let peak = 0;
    const before = process.memoryUsage().rss;
    const watch = (): void => {
      peak = Math.max(peak, process.memoryUsage().rss - before);
    };
    const landing = (await landReport([content()], landOptions({ fault: watch }))).files[0];
    expect([landing?.lines, landing?.records, landing?.rejectedByCode]).toEqual([3, 2, { line_too_long: 1 }]);
    expect(landing?.rejected[0]?.line).toBe(2);
    expect(peak).toBeLessThan(80e6);
  },
);

test('strict loads nothing when a line is rejected', async () => {
  const options = landOptions({ strict: true });
  const content = Buffer.from(`${userLine()}\n${userLineWith('"used_chat":7', 2)}\n`);
  expect(await codeOf(landReport([pieces(content)], options))).toBe('rejected_lines');
  expect(existsSync(join(options.archive, 'raw'))).toBe(false);
});

test('what was received is archived for the owner only, listed, and read back byte for byte', async () => {
  const options = landOptions();
  const content = Buffer.from(`${userLine()}\nnot json\n`);
  const landed = await landReport([pieces(content)], options);
  const path = landed.files[0]?.archivePath ?? '';
  const sum = landed.files[0]?.sha256 ?? '';
  expect(path).toBe(
    join(options.archive, 'raw/api.github.com/org-acme/users-1-day/2026-10-05', `${sum.slice(0, 16)}.ndjson.gz`),
  );
  expect([statSync(path).mode & 0o777, statSync(join(options.archive, 'raw')).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(gunzipSync(readFileSync(path))).toEqual(content);
  const listed = await collect(listArchive(options.archive));
  expect(listed.map(({ host, scope, report, days, sha16 }) => [host, scope, report, days, sha16])).toEqual([
    ['api.github.com', 'org-acme', 'users-1-day', '2026-10-05', sum.slice(0, 16)],
  ]);
  expect(Buffer.concat(await collect(readArchived(path, sum)))).toEqual(content);
  expect(await codeOf(collect(readArchived(path, '0'.repeat(64))))).toBe('archive_changed');
  expect(await codeOf(collect(readArchived(`${path}x`)))).toBe('archive_missing');
  expect(await codeOf(collect(readArchived(join(path, 'x'))))).toBe('archive_missing');
  expect(await codeOf(collect(readArchived(join(options.archive, 'raw'))))).toBe('archive_changed');
});

test('a crash while landing leaves the archive without the report, or with all of it', async () => {
  for (const point of ['land.scan', 'land.landed', 'land.before_rename'] as const) {
    const options = landOptions({
      fault: (at) => {
        if (at === point) throw new Error('stopped');
      },
    });
    await expect(landReport([pieces(Buffer.from(userLine()))], options)).rejects.toThrow('stopped');
    expect(await collect(listArchive(options.archive))).toEqual([]);
    expect(readdirSync(join(options.archive, 'incoming'))).toEqual([]);
  }
});

test('what a killed landing left half received is cleared, the archive is not', async () => {
  const options = landOptions();
  await landReport([pieces(Buffer.from(userLine()))], options);
  writeFileSync(join(options.archive, 'incoming', 'left.part'), 'half');
  await clearIncoming(options.archive);
  expect(readdirSync(join(options.archive, 'incoming'))).toEqual([]);
  expect(await collect(listArchive(options.archive))).toHaveLength(1);
});

test('a source that fails leaves nothing behind and says why itself', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${userLine()}\n`);
    throw new Error('connection reset');
  }
  const options = landOptions();
  await expect(landReport([failing()], options)).rejects.toThrow('connection reset');
  expect(readdirSync(options.workFolder)).toEqual([]);
  expect(await collect(listArchive(options.archive))).toEqual([]);
});
