import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createControl, type FaultControl } from './control.ts';
import type { Ran, Request } from './requests.ts';

/** A module to be started as a process, as `scripts/tests/children.mjs` has bundled it. */
export const bundled = (name: string): string => join(process.env.TEST_CHILDREN ?? '', name);

/** A process whose disk fails, started anew when it has ended. */
export interface Worker {
  readonly control: FaultControl;
  /** Folder that fails. */
  readonly disk: string;
  /** How the command ended; as a text what the process said when it did not live to answer. */
  run(request: Request): Promise<Ran | { readonly died: string }>;
  close(): void;
}

/** A worker in a folder of its own. */
export function createWorker(shim: string): Worker {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'flightdeck-faults-')));
  const disk = join(root, 'disk');
  const controlFile = join(root, 'control');
  mkdirSync(disk);
  const control = createControl(controlFile, disk, shim);
  let process_: ReturnType<typeof start> | null = null;

  function start() {
    const child: ChildProcess = spawn(process.execPath, [bundled('driver.js'), root, controlFile], {
      env: { PATH: process.env.PATH, ...control.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr?.on('data', (text) => {
      said += String(text);
    });
    if (child.stdout === null) throw new Error('the process has no output');
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return { child, lines, said: () => said };
  }
  return {
    control,
    disk,
    async run(request) {
      process_ ??= start();
      const { child, lines, said } = process_;
      child.stdin?.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (!done) return JSON.parse(value) as Ran;
      process_ = null;
      control.disarm();
      return { died: said() };
    },
    close() {
      process_?.child.kill('SIGKILL');
      rmSync(root, { recursive: true, force: true });
    },
  };
}
