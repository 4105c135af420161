// `npm run screenshots`: photographs every page and compares it with `fixtures/screenshots`; with `--update` it writes
// the pictures that differ anew instead.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, install, root } from './setup.mjs';

const [option, ...rest] = process.argv.slice(2);
if (rest.length > 0 || (option !== undefined && option !== '--update')) {
  console.error('Usage: npm run screenshots [-- --update]');
  process.exit(2);
}
install();
build();
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', 'tests/src/browser/screenshots'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(option === '--update' ? { FLIGHTDECK_SCREENSHOTS: 'update' } : {}) },
  },
);
process.exitCode = status ?? 1;
