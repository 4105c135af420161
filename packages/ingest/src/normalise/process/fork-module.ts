import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Starts a module of ours as a child of its own, named as it is when built; where the sources run, the source of it.
 * It stands in the folder given with an empty environment: neither a working folder of others nor NODE_OPTIONS decide what
 * it loads, and it holds no secret.
 */
export function forkModule(built: URL, cwd: string): ChildProcess {
  const source = new URL(built.href.replace(/\.js$/, '.ts'));
  const fromSource = import.meta.url.endsWith('.ts');
  const child = fork(fileURLToPath(fromSource ? source : built), [], {
    cwd,
    env: {},
    execArgv: fromSource ? ['--import', toSourceLoader(), '--conditions=flightdeck-source'] : [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('error', () => undefined);
  return child;
}

function toSourceLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
