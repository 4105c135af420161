import { type ChildProcess, fork } from 'node:child_process';
import { basename } from 'node:path';
import { bundled } from '../testing-bundled.ts';

/**
 * `forkModule` as tests have it in its place: the module starts as `scripts/tests/children.mjs` has bundled it, not compiled anew.
 *
 * @public Named in `vitest.config.ts`.
 */
export function forkModule(built: URL, cwd: string): ChildProcess {
  const child = fork(bundled(basename(built.pathname)), [], {
    cwd,
    env: {},
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('error', () => undefined);
  return child;
}
