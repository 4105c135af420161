export type { Command, ExitCode } from './command.ts';
export { reportError } from './output/report-error.ts';
export type { Terminal } from './output/terminal.ts';
export { run } from './run.ts';
