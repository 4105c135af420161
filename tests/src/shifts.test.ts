import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createLogger, LOCAL, openApp, ownHome, readConfig } from '@flightdeck/app';
import { eachDay, parseScope } from '@flightdeck/catalog';
import { parseQuery } from '@flightdeck/query';
import { findShifts } from '@flightdeck/reconcile';
import { createOrganization, type UserRecord } from '@flightdeck/simulator';
import { afterAll, describe, expect, it } from 'vitest';

/** Two months; the simulated clients are updated on the first of August. */
const RANGE = { from: '2026-07-01', to: '2026-08-31' };
const UPDATED = '2026-08-01';
const SCOPE = parseScope('org:aurora-works');
const simulation = createOrganization({ seed: 11, people: 150, days: 62, lastDay: RANGE.to });
const open: { app: App; folder: string }[] = [];

afterAll(async () => {
  for (const { app, folder } of open) {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Shifts found in the simulation's records after a change of them. */
async function shiftsIn(change: (record: UserRecord) => UserRecord) {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-shifts-'));
  const config = readConfig({
    flags: {},
    env: { FLIGHTDECK_DATA: folder, LOG_LEVEL: 'error' },
    cwd: folder,
    readFile: () => null,
  });
  const app = await openApp(config, ownHome(config), {
    now: () => new Date('2026-09-10T12:00:00Z'),
    log: createLogger(config, { write: () => {}, isTerminal: false }),
  });
  open.push({ app, folder });
  const file = join(folder, 'users.ndjson');
  const records = eachDay(RANGE).flatMap((day) => [...simulation.userRecords(SCOPE, day)]);
  writeFileSync(file, records.map((record) => `${JSON.stringify(change(record))}\n`).join(''));
  await app.importFiles([file], { scope: SCOPE });
  return findShifts({ dimension: 'organization', names: ['aurora-works'] }, RANGE, (queries) =>
    Promise.all(queries.map((query) => app.answer(parseQuery(query), LOCAL))),
  );
}

/** From the update on, everybody's outputs of one feature are counted under another. */
function rebook(record: UserRecord, from: string, to: string, part: number): UserRecord {
  const source = record.totals_by_feature.find(({ feature }) => feature === from);
  if (record.day < UPDATED || !source) return record;
  const moved = Math.round(source.code_generation_activity_count * part);
  const others = record.totals_by_feature.filter(({ feature }) => feature !== from && feature !== to);
  const target = record.totals_by_feature.find(({ feature }) => feature === to);
  const rest = { ...source, code_generation_activity_count: source.code_generation_activity_count - moved };
  const grown = {
    ...(target ?? { ...source, code_generation_activity_count: 0 }),
    feature: to,
    code_generation_activity_count: (target?.code_generation_activity_count ?? 0) + moved,
  };
  return { ...record, totals_by_feature: [...others, rest, grown] };
}

describe('shifts of attribution', () => {
  it('are flagged with dates and versions where one feature lost what another won', async () => {
    const shifts = await shiftsIn((record) => rebook(record, 'code_completion', 'agent_edit', 0.3));
    expect(shifts.map(({ from, to, range }) => ({ from, to, range }))).toEqual([
      { from: 'code_completion', to: 'agent_edit', range: { from: UPDATED, to: '2026-08-04' } },
    ]);
    const [shift] = shifts;
    expect(shift?.versions.map(({ ide, kind }) => `${ide} ${kind}`)).toContain('vscode plugin');
    expect(shift?.sentence).toMatch(/^While .* spread from 1 Aug 2026 to 4 Aug 2026, code_completion fell from/);
    expect((shift?.before.from ?? 0) - (shift?.after.from ?? 0)).toBeGreaterThan(0.1);
  });

  it('are not seen where clients were updated and habits only drift', async () => {
    expect(await shiftsIn((record) => record)).toEqual([]);
  });
});
