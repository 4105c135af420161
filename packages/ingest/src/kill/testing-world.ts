import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eachDay } from '@flightdeck/catalog';
import { createOrganization } from '@flightdeck/simulator';

/** The smallest world in which every kind of report has rows: 8 people, 4 days to 2026-10-31. */
export const TINY = createOrganization({ seed: 4, people: 8, days: 4, lastDay: '2026-10-31' });
/** The days of it. */
export const TINY_RANGE = { from: '2026-10-28', to: '2026-10-31' };
/** When its processes run. */
export const NOW = '2026-11-01T22:00:00Z';

/** Writes files to import: people with a cut last line, teams, and a window; the folder they are in. */
export function writeDrop(folder: string): string {
  const drop = join(folder, 'drop');
  mkdirSync(drop);
  const scope = { kind: 'org', slug: 'aurora-works' } as const;
  const days = eachDay(TINY_RANGE);
  const lines = (records: Iterable<object>[]) =>
    records.flatMap((each) => [...each].map((record) => `${JSON.stringify(record)}\n`)).join('');
  const users = lines(days.map((day) => TINY.userRecords(scope, day)));
  writeFileSync(join(drop, 'users.ndjson'), `${users}{"user_id": \n`);
  writeFileSync(join(drop, 'teams.ndjson'), lines(days.map((day) => TINY.teamRecords(scope, day))));
  writeFileSync(join(drop, 'window.json'), JSON.stringify(TINY.aggregate28(scope, '2026-10-31')));
  return drop;
}
