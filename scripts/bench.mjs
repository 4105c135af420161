// `npm run bench`: prints ratios measured within one run.
import { build, install, run } from './setup.mjs';

install();
build();
run(process.execPath, ['--import', 'tsx', '--expose-gc', 'bench/src/main.ts', ...process.argv.slice(2)]);
