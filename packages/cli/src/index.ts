export type { Command, ExitCode } from './command.ts';
export { reportError } from './report-error.ts';
export { run } from './run.ts';
export type { Terminal } from './terminal.ts';
