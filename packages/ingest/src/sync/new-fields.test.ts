import { addDays, type Day, parseScope, type ReportKind } from '@flightdeck/catalog';
import { createGithub } from '@flightdeck/github';
import { createOrganization, type NewField, startSimulator } from '@flightdeck/simulator';
import { afterAll, expect, test } from 'vitest';
import { createFolders, openBench } from '../testing.ts';
import { syncOnce } from './run.ts';

const ORG = parseScope('org:aurora-works');
const folders = createFolders();
afterAll(() => folders.clear());

const LAST: Day = '2026-10-31';
const WEEKS = 8;
const FIRST = addDays(LAST, 1 - 7 * WEEKS);

/** A field a week for each kind of report: names that are known of other kinds or places, with values of other types. */
const FIELDS: Readonly<Partial<Record<ReportKind, readonly (readonly [at: string, name: string, value: unknown])[]>>> =
  {
    'users-1-day': [
      ['', 'organization', 'acme'],
      ['', 'id', 'text'],
      ['totals_by_feature[]', 'language', { of: 1 }],
      ['', 'team_id', 'ent:7'],
      ['', 'daily_active_users', [1]],
      ['', 'report_start_day', 'soon'],
      ['totals_by_ide[]', 'totals_by_ide', 'x'],
      ['', 'seat', { assignee: 3 }],
    ],
    'aggregate-1-day': [
      ['', 'user_id', 'nobody'],
      ['', 'user_login', 4],
      ['', 'used_chat', 'often'],
      ['pull_requests', 'repo_id', 'r'],
      ['totals_by_feature[]', 'user_id', {}],
      ['', 'breakdown', 'x'],
      ['', 'date', 7],
      ['', 'line', 'x'],
    ],
    'user-teams-1-day': [
      ['', 'team', 'web'],
      ['', 'repo_name', 5],
      ['', 'used_chat', 'x'],
      ['', 'loc_added_sum', 'many'],
      ['', 'totals_by_ide', 'none'],
      ['', 'day_totals', 1],
      ['', 'name', null],
      ['', 'moved', true],
    ],
    'repos-1-day': [
      ['', 'user_id', 'x'],
      ['', 'slug', 1],
      ['', 'daily_active_users', 'x'],
      ['pull_requests', 'phase', 'x'],
      ['', 'totals_by_cli', 'x'],
      ['', 'list', []],
      ['', 'billing', 'x'],
      ['', 'model', 0.5],
    ],
  };

const NEW_FIELDS: readonly NewField[] = Object.entries(FIELDS).flatMap(([report, fields]) =>
  fields.map(([at, name, value], week) => ({
    report: report as ReportKind,
    from: addDays(FIRST, 7 * week),
    at,
    name,
    value,
  })),
);
const SEAT_FIELDS: readonly NewField[] = [
  { report: 'seats', from: FIRST, at: '', name: 'user_id', value: 'x' },
  { report: 'seats', from: FIRST, at: '', name: 'line', value: {} },
  { report: 'seat-summary', from: FIRST, at: 'seat_breakdown', name: 'total_seats', value: 'x' },
];

/** Digests of every fact, and the unknown fields, after a sync of the eight weeks. */
async function syncWith(newFields: readonly NewField[]) {
  const bench = await openBench(folders.make());
  const organization = createOrganization({ seed: 4, people: 6, days: 7 * WEEKS + 2, lastDay: LAST });
  const simulator = await startSimulator(organization, { newFields });
  const github = createGithub({ apiUrl: simulator.url, auth: { kind: 'token', token: 'test' } });
  try {
    const now = new Date(`${addDays(LAST, 1)}T22:00:00Z`);
    const result = await syncOnce({ ...bench.tools, github, scopes: [ORG], now, since: FIRST });
    const { result: verdict, failed, rejected, loaded } = result;
    const digests = new Map(await bench.store.digests());
    // The checksums of the files stand in it.
    digests.delete('ledger_day');
    return {
      outcome: { verdict, failed, rejected, loaded },
      digests,
      unknown: await bench.store.ledger.unknownFields(),
    };
  } finally {
    await github.close();
    await simulator.close();
    await bench.close();
  }
}

test('a new field a week in each report, named as fields of others: every day loads the same, and each field is listed', {
  timeout: 240_000,
}, async () => {
  const before = await syncWith([]);
  const after = await syncWith([...NEW_FIELDS, ...SEAT_FIELDS]);
  expect(before.outcome).toMatchObject({ verdict: 'ok', failed: [], rejected: 0 });
  expect(after.outcome).toEqual(before.outcome);
  expect(after.digests).toEqual(before.digests);
  expect(before.unknown).toEqual([]);
  const found = new Map(after.unknown.map(({ report, path, firstSeen }) => [`${report} ${path}`, firstSeen]));
  for (const { report, at, name, value, from } of NEW_FIELDS) {
    const [inner] = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    const path = [at, name, Array.isArray(value) ? '' : (inner ?? '')].filter((step) => step !== '').join('.');
    const first = found.get(`${report} ${path}`);
    expect(first, `${report} ${path}`).toBeDefined();
    // Some reports have no row on a quiet day.
    expect([first && first >= from, first && first <= addDays(from, 6)], `${report} ${path}`).toEqual([true, true]);
  }
  expect([...found.keys()]).toEqual(
    expect.arrayContaining([
      'seat-summary billing.seat_breakdown.total_seats',
      'seats seat.line',
      'seats seat.user_id',
    ]),
  );
  expect(after.unknown).toHaveLength(NEW_FIELDS.length + SEAT_FIELDS.length);
});
