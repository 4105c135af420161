import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFakeTerminal } from '../testing.ts';

const terminal = createFakeTerminal();
afterAll(() => terminal.remove());

const person = (id: number, accepted: number): string =>
  JSON.stringify({
    day: '2026-10-05',
    organization_id: '7',
    user_id: id,
    user_login: `person-${id}`,
    code_acceptance_activity_count: accepted,
  });

beforeAll(async () => {
  for (const [name, rows] of [
    ['first.ndjson', [person(1, 4)]],
    ['second.ndjson', [person(1, 6), person(2, 1)]],
  ] as const) {
    const path = join(terminal.folder, name);
    writeFileSync(path, `${rows.join('\n')}\n`);
    const { code, err } = await terminal.run('import', path, '--scope', 'org:acme');
    expect({ code, err }).toMatchObject({ code: 0 });
  }
});

it('lists a day that a second file replaced, with its largest change', async () => {
  const { code, out } = await terminal.run('restatements');
  expect(code).toBe(0);
  expect(out.split('\n').slice(2)).toEqual([
    '2026-10-08 12:00  org:acme  users-1-day  2026-10-05  imported file  +1 person    +100.0\u00a0%               2',
    '',
  ]);
});

it('writes every total that changed as CSV, a line each', async () => {
  const { out } = await terminal.run('restatements', '--scope', 'org:acme', '--format', 'csv');
  expect(out.trimEnd().split('\r\n')).toEqual([
    'received_at,scope,report,day,why,measure,before,after',
    '2026-10-08T12:00:00.000Z,org:acme,users-1-day,2026-10-05,import,user_day.code_acceptance_activity_count,4,7',
    '2026-10-08T12:00:00.000Z,org:acme,users-1-day,2026-10-05,import,user_day.rows,1,2',
  ]);
});

it('narrows to days and scopes, and says what it cannot read', async () => {
  expect((await terminal.run('restatements', '--from', '2026-10-06')).out).toBe('No day was replaced.\n');
  expect((await terminal.run('restatements', '--limit', '900')).code).toBe(2);
  expect((await terminal.run('restatements', '--scope', 'acme')).err).toContain('Write org:NAME or enterprise:NAME');
});

it('answers a query as it was known at an instant', async () => {
  const ask = (asOf: string) =>
    terminal.run('query', '--metrics', 'accepted', '--as-of', asOf, '--format', 'json', '--from', '2026-10-05');
  expect(JSON.parse((await ask('2026-10-08T12:00:00Z')).out)).toMatchObject({
    query: { asOf: '2026-10-08T12:00:00.000Z' },
    rows: [{ accepted: 7 }],
  });
  expect(JSON.parse((await ask('2026-10-08T11:59:59Z')).out)).toMatchObject({ rows: [] });
  expect((await ask('yesterday')).err).toContain('"yesterday" is not an instant.');
});
