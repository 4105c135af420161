import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Starts a module of ours as a child of its own, named as it is when built; where the sources run, the source of it, or
 * what a test run bundled from it.
 * It stands in the folder given with an empty environment: neither a working folder of others nor NODE_OPTIONS decide what
 * it loads, and it holds no secret.
 */
export function forkModule(built: URL, cwd: string): ChildProcess {
  const { file, execArgv } = import.meta.url.endsWith('.ts')
    ? ofSource(built)
    : { file: fileURLToPath(built), execArgv: [] };
  const child = fork(file, [], {
    cwd,
    env: {},
    execArgv: [...execArgv],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('error', () => undefined);
  return child;
}

function ofSource(built: URL): { readonly file: string; readonly execArgv: readonly string[] } {
  const bundles = process.env.FLIGHTDECK_TEST_CHILDREN;
  if (bundles) return { file: join(bundles, basename(fileURLToPath(built))), execArgv: [] };
  return {
    file: fileURLToPath(built.href.replace(/\.js$/, '.ts')),
    execArgv: ['--import', toSourceLoader(), '--conditions=flightdeck-source'],
  };
}

function toSourceLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
