// `npm run screenshots`: photographs every page and compares it with `fixtures/screenshots`; with `--update` it writes
// the pictures that differ anew instead; with `--readme` it makes those of the README, in `docs/images`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, install, root } from './setup.mjs';

const [option, ...rest] = process.argv.slice(2);
const MODES = { '--update': 'update', '--readme': 'readme' };
if (rest.length > 0 || (option !== undefined && !Object.hasOwn(MODES, option))) {
  console.error('Usage: npm run screenshots [-- --update | -- --readme]');
  process.exit(2);
}
install();
build();
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    `tests/src/browser/screenshots${option === '--readme' ? '/readme' : ''}`,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(option === undefined ? {} : { FLIGHTDECK_SCREENSHOTS: MODES[option] }) },
  },
);
process.exitCode = status ?? 1;
