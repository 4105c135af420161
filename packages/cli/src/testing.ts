import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFileOrNull, type Terminal } from './output/terminal.ts';
import { run } from './run.ts';

/** Folder of GitHub's example reports. */
export const EXAMPLES = fileURLToPath(new URL('../../../fixtures/github/examples', import.meta.url));

/** What a command line printed and returned. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A terminal that writes down; each run has its own. Only the clock, the environment and the signals are made up. */
export interface FakeTerminal {
  readonly folder: string;
  run(...args: string[]): Promise<Ran>;
  /** The same on a terminal that differs in what is given. */
  runWith(terminal: Partial<Terminal>, ...args: string[]): Promise<Ran>;
  remove(): void;
}

/** A fresh working folder with its own environment. */
export function createFakeTerminal(env: Readonly<Record<string, string>> = {}): FakeTerminal {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-cli-'));
  return {
    folder,
    run(...args) {
      return this.runWith({}, ...args);
    },
    async runWith(other, ...args) {
      const written = { out: '', err: '' };
      const code = await run(args, {
        out: (text) => {
          written.out += text;
        },
        err: (text) => {
          written.err += text;
        },
        isErrTerminal: false,
        isOutTerminal: false,
        env,
        cwd: folder,
        readFile: readFileOrNull,
        now: () => new Date('2026-10-08T12:00:00Z'),
        onStop: () => () => {},
        onStrayFailure: () => {},
        exit: () => {
          throw new Error('a command ended the process');
        },
        ...other,
      });
      return { code, ...written };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
