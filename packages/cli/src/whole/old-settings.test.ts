import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createFakeTerminal } from '../testing.ts';

const terminal = createFakeTerminal({ EXECUTION_INTERVAL_HOURS: '4' });
afterAll(() => terminal.remove());

it('doctor, config and status name the old settings of the environment and of .env, with ours', async () => {
  writeFileSync(join(terminal.folder, '.env'), 'SYNC_SEAT=off\nINDEX_NAME_TOTAL=copilot_usage_total\n');
  const doctor = (await terminal.run('doctor')).out;
  expect(doctor).toContain(
    'warning  config: EXECUTION_INTERVAL_HOURS is taken as SYNC_INTERVAL.\n         → Write SYNC_INTERVAL=4h instead.\n',
  );
  expect(doctor).toContain('warning  config: SYNC_SEAT is not a setting; SYNC_SEATS is.\n');
  expect((await terminal.run('config')).out).toMatch(
    /^SYNC_INTERVAL +4h {2}\[environment, EXECUTION_INTERVAL_HOURS\]$/m,
  );
  expect((await terminal.run('status')).err).toContain(
    'EXECUTION_INTERVAL_HOURS is taken as SYNC_INTERVAL. Write SYNC_INTERVAL=4h instead.\n',
  );
});

it('a line of .env that cannot be read stops every command, by its number and without what it holds', async () => {
  writeFileSync(join(terminal.folder, '.env'), 'PORT=1\nghp_planted\n');
  const { code, err } = await terminal.run('config');
  expect([code, err]).toEqual([2, 'Line 2 of .env is not NAME=value.\nWrite NAME=value, or # before a comment.\n']);
});
