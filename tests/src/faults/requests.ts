import type { Fault, FaultControl } from './control.ts';

/** What is run on a failing disk. */
export const COMMANDS = ['start', 'sync', 'import', 'rebuild'] as const;

/** One of them. */
export type CommandName = (typeof COMMANDS)[number];

/** One command to run, with what is to fail in it. */
export interface Request {
  readonly command: CommandName;
  readonly fault: Fault | null;
  /** True: on the folder as the last command left it, not on a fresh one. */
  readonly goesOn?: boolean;
  /** True: the process that reads reports is started within it. */
  readonly isNewReader?: boolean;
}

/** How a command ended. */
export interface Ended {
  /** What is lacking, a `code: sentence` each; empty when it says that all is well. */
  readonly says: readonly string[];
  /** What it printed and its exit code when it was ended by an error. */
  readonly error: { readonly exitCode: number; readonly text: string } | null;
}

/** A command that was run, and the same command once more on a sound disk. */
export interface Ran extends Ended {
  readonly counted: ReturnType<FaultControl['read']>;
  /** What the store held when the command said that all is well; null otherwise. */
  readonly content: string | null;
  /** The next run and what the store held after it; null where nothing was to fail. */
  readonly next: (Ended & { readonly content: string | null }) | null;
}
