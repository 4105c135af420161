import { run } from '@flightdeck/cli';

/** What a command wrote and how it ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Where a command runs, and when. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly now: Date;
}

/** Runs a command in this process, away from any terminal; it finds no configuration file. */
export async function runCommand({ env, cwd, now }: Surroundings, ...args: string[]): Promise<Ended> {
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
    cwd,
    readFile: () => null,
    now: () => now,
    onStop: () => () => {},
    onStrayFailure: () => {},
    exit: () => {
      throw new Error('a command ended the process');
    },
  });
  return { code, ...written };
}
