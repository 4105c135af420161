import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createFakeTerminal, EXAMPLES } from '../testing.ts';

const FILE = join(EXAMPLES, 'synthetic', 'users-1-day.enterprise.ndjson');
/** More than any disk has free. */
const terminal = createFakeTerminal({
  MIN_FREE_SPACE: '900TiB',
  GITHUB_TOKEN: 'ghp_planted0123456789',
  FLIGHTDECK_SCOPES: 'enterprise:big',
});
afterAll(() => terminal.remove());

it('begins no import and no sync when less is free than MIN_FREE_SPACE, and says so everywhere', async () => {
  for (const command of [['import', FILE, '--scope', 'enterprise:big'], ['sync']]) {
    const { code, err, out } = await terminal.run(...command);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^Only \d+ MiB are free at .*; 943718400 MiB are to be left free\.\nFree some space, or set MIN_FREE_SPACE/,
    );
  }
  const doctor = await terminal.run('doctor');
  expect(doctor.code).not.toBe(0);
  expect(`${doctor.out}${doctor.err}`).toContain('943718400 MiB are to be left free.');
});
