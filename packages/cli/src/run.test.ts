import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '@flightdeck/ingest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeTerminal, EXAMPLES } from './testing.ts';

const terminal = createFakeTerminal();
const empty = createFakeTerminal();
afterAll(() => {
  terminal.remove();
  empty.remove();
});

describe('a data folder with imported reports', () => {
  beforeAll(async () => {
    const files = ['users-1-day.enterprise.ndjson', 'user-teams-1-day.enterprise.ndjson', 'enterprise-1-day.ndjson'];
    const paths = files.map((file) => join(EXAMPLES, 'synthetic', file));
    const { code, out } = await terminal.run('import', ...paths, '--scope', 'enterprise:big');
    expect({ code, out }).toEqual({
      code: 0,
      out: [
        'users-1-day.enterprise.ndjson: loaded users-1-day of enterprise:big, 2026-10-05; 2 lines = 2 loaded + 0 rejected + 0 blank\n',
        'user-teams-1-day.enterprise.ndjson: loaded user-teams-1-day of enterprise:big, 2026-10-05; 2 lines = 2 loaded + 0 rejected + 0 blank\n',
        'enterprise-1-day.ndjson: loaded aggregate-1-day of enterprise:big, 2026-10-05; 1 line = 1 loaded + 0 rejected + 0 blank\n',
      ].join(''),
    });
  });

  it('prints one JSON object with flat rows by catalogue names', async () => {
    const { code, out } = await terminal.run(
      ...[
        'query',
        '--metrics',
        'accepted,acceptance_rate,pull_requests_created',
        '--by',
        'day,user',
        '--format',
        'json',
      ],
      ...['--from', '2026-10-05', '--to', '2026-10-05'],
    );
    expect(code).toBe(0);
    expect(out).toMatchSnapshot();
    expect(JSON.parse(out)).toMatchObject({
      rows: expect.arrayContaining([expect.objectContaining({ day: '2026-10-05' })]),
    });
  });

  it('has a line of the audit log for the accounts that a table changes, also where no server runs', async () => {
    const csv = join(terminal.folder, 'accounts.csv');
    writeFileSync(csv, 'issuer,subject,github_id\nhttps://id.example.com,s-1,4242\n');
    const { code, out } = await terminal.run('accounts', 'import', csv);
    expect([code, out]).toEqual([0, expect.stringContaining('1 account in the table')]);
    const lines = readFileSync(join(terminal.folder, 'data', 'audit.ndjson'), 'utf8')
      .trim()
      .split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      kind: 'changed',
      who: { kind: 'local' },
      route: 'flightdeck accounts import',
      asked: {
        changed: [{ person: '["https://id.example.com","s-1"]', from: null, to: '4242@api.github.com' }],
      },
      named: [{ host: 'api.github.com', ids: ['4242'], scopes: [] }],
    });
  });

  it('has of a token that could not be made or revoked a second line that says so, also where no server runs', async () => {
    const made = await terminal.run('token', 'create', '--name', 'x', '--grant', 'viewer@*', '--days', '9999');
    const revoked = await terminal.run('token', 'revoke', 'none');
    expect([made.code, revoked.code]).toEqual([2, 2]);
    const lines = readFileSync(join(terminal.folder, 'data', 'audit.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .slice(-4);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { route: 'flightdeck token create', asked: { name: 'x', grants: ['viewer@*'] } },
      { route: 'flightdeck token create', asked: null, result: { failed: 'bad_expiry' } },
      { route: 'flightdeck token revoke', asked: { id: 'none' } },
      { route: 'flightdeck token revoke', asked: null, result: { revoked: false } },
    ]);
  });

  it('is not shown to the network while nobody has to sign in', async () => {
    const { code, err } = await terminal.run('start', '--host', '0.0.0.0');
    expect(code).toBe(2);
    expect(err).toContain("HOST=0.0.0.0 would show named people's usage to anybody on the network");
  });

  it('prints a table, and notes to the messages', async () => {
    const { code, out, err } = await terminal.run('query', '--metrics', 'active_users,accepted', '--by', 'team');
    expect({ code, out, err }).toMatchSnapshot();
  });

  it('prints CSV', async () => {
    const { out } = await terminal.run(
      'query',
      '--metrics',
      'generated',
      '--by',
      'language',
      '--grain',
      'week',
      '--format',
      'csv',
    );
    expect(out).toMatchSnapshot();
  });

  it('narrows by conditions, and by their opposite', async () => {
    const ask = async (where: string) => {
      const { out } = await terminal.run(
        'query',
        '--metrics',
        'generated',
        '--by',
        'language',
        '--where',
        where,
        '--format',
        'csv',
      );
      return out.trim().split('\r\n').slice(1);
    };
    const [only, others] = [await ask('language=typescript'), await ask('language!=typescript')];
    expect(only.every((line) => line.startsWith('typescript,'))).toBe(true);
    expect(only).toHaveLength(1);
    expect(others.some((line) => line.startsWith('typescript,'))).toBe(false);
    expect(others.length).toBeGreaterThan(0);
  });

  it('gives its status, for people and as JSON', async () => {
    const text = await terminal.run('status');
    expect(text.out).toContain('Days: 2026-10-05 to 2026-10-05, final up to none; provisional: 2026-10-05\n');
    expect(text.out).toContain('Last sync: never\nLast import: 2026-10-08T12:00:00.000Z\n');
    expect(text.out).toContain('Files: 3. Lines: 5 = 5 loaded + 0 rejected + 0 blank. Unknown fields: 0.\n');
    const status = JSON.parse((await terminal.run('status', '--format', 'json')).out);
    expect(status).toMatchObject({
      demo: false,
      scopes: [{ scope: 'enterprise:big', label: 'big', kind: 'enterprise', host: 'api.github.com' }],
      range: { from: '2026-10-05', to: '2026-10-05' },
      freshness: { syncedAt: null, importedAt: '2026-10-08T12:00:00.000Z' },
      counts: { files: 3, lines: 5, loaded: 5, rejected: 0, blank: 0, unknownFields: 0 },
    });
  });

  it('gives the same answers after a rebuild, and after the database was lost', async () => {
    const ask = () => terminal.run('query', '--metrics', 'accepted', '--by', 'user', '--format', 'json');
    const before = await ask();
    const rebuilt = await terminal.run('rebuild');
    expect(rebuilt).toMatchObject({ code: 0, out: 'Rebuilt 3 days from 3 reports in the archive.\n' });
    expect((await ask()).out).toBe(before.out);
    rmSync(join(terminal.folder, 'data', 'flightdeck.duckdb'));
    expect((await ask()).out).toBe(before.out);
  });

  it('counts bad lines, names them, and says the import was partial', async () => {
    const good = JSON.stringify({ ...row('7001'), user_login: 'ada' });
    const file = join(terminal.folder, 'users.ndjson');
    writeFileSync(file, `${good}\n{"broken":\n\n`);
    const { code, out, err } = await terminal.run('import', file, '--scope', 'org:lines', '--data', 'other');
    expect(code).toBe(3);
    expect(out).toBe(
      'users.ndjson: loaded users-1-day of org:lines, 2026-10-05; 3 lines = 1 loaded + 1 rejected + 1 blank\n',
    );
    expect(err).toContain(`${file}:2 json_syntax`);
    expect(err).not.toContain('--day');
    const named = await terminal.run('import', file, '--scope', 'org:lines', '--data', 'other', '--day', '2026-10-01');
    expect(named.err).toContain('--day is for lists of seats, and none of these files is one');
    const status = await terminal.run('status', '--data', 'other');
    expect(status.out).toContain('Rejected lines: json_syntax 1\n  users.ndjson:2 json_syntax');
  });
});

it('says in the demo that an import was begun here and brought nothing', async () => {
  // As far as one comes that is killed before its first file is in the archive.
  await (await openJournal(join(terminal.folder, 'begun', 'journal.ndjson'))).close();
  const { code, out, err } = await terminal.run('status', '--data', 'begun');
  expect([code, out.split('\n')[0]]).toEqual([0, 'Flightdeck 0.1.0, demo data']);
  expect(err).toBe(
    `Nothing of your own is loaded: a sync or import was begun in ${join(terminal.folder, 'begun')} and ended without data. Run it again; until then the demo is shown.\n`,
  );
});

function row(userId: string) {
  return {
    ...{
      day: '2026-10-05',
      organization_id: '999',
      enterprise_id: '1',
      user_id: Number(userId),
      user_initiated_interaction_count: 1,
    },
    ...{ code_generation_activity_count: 2, code_acceptance_activity_count: 1 },
  };
}

describe('an empty folder', () => {
  it.each<[string[], number, string]>([
    [['query', '--metrics', 'accepted'], 2, 'There is no data in '],
    [['rebuild'], 2, 'There is no data in '],
    [['sync'], 2, 'A sync needs a GitHub token.\nSet GITHUB_TOKEN'],
    [['sync', '--from', 'monday'], 2, '"monday" is not a day.\nWrite a calendar day as YYYY-MM-DD.\n'],
    [['start', '--port', 'http'], 2, 'PORT=http is not right.\nWrite PORT=8080'],
    [['metrics', 'acceptence_rate'], 2, 'There is no metric "acceptence_rate".\nDid you mean "acceptance_rate"?\n'],
    [['query', '--formats', 'json'], 2, "error: unknown option '--formats'"],
    [['query', '--format', 'xml'], 2, 'Allowed choices are table, json, csv.'],
    [['qurey'], 2, "error: unknown command 'qurey'\n(Did you mean query?)\n"],
    [['import'], 2, "error: missing required argument 'paths'"],
    [['import', 'x.ndjson', '--scope', 'acme'], 2, '"acme" is not a scope.\nWrite org:NAME or enterprise:NAME'],
    [['import', 'x.ndjson', '--id', '12x'], 2, '"12x" is not an id of GitHub.\nGive the number'],
    [['import', 'x.ndjson', '--id', ''], 2, '"" is not an id of GitHub.'],
    [['simulate', '--people', 'many'], 2, '--people many is not right.'],
  ])('%j ends with %i and says what to do', async (args, code, message) => {
    const ran = await empty.run(...args);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(message);
  });

  it('stays empty', () => {
    expect(existsSync(join(empty.folder, 'data'))).toBe(false);
  });

  it('prints help and version to the results', async () => {
    expect(await empty.run('--help')).toMatchObject({ code: 0, err: '' });
    expect((await empty.run('query', '--help')).out).toContain('--metrics <names>');
    expect(await empty.run('--version')).toMatchObject({ code: 0, out: '0.1.0\n' });
  });

  it('lists every metric and explains one', async () => {
    expect((await empty.run('metrics')).out).toMatch(/^active_users {2,}people/m);
    expect((await empty.run('metrics', 'acceptance_rate')).out).toContain('Source: users-1-day');
  });
});
