import type { Config } from '@flightdeck/app';
import { splitList } from '@flightdeck/query';
import type { Terminal } from './output/terminal.ts';

/** An option of a command in commander's notation. */
export interface CommandOption {
  readonly flags: string;
  readonly says: string;
  /** May be given several times. */
  readonly repeated?: boolean;
  readonly choices?: readonly string[];
}

/** Parsed options by camel-cased name. */
export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** What a command is run with. */
export interface Call {
  readonly args: readonly string[];
  readonly options: Options;
  readonly terminal: Terminal;
  /** The configuration of this run. @throws InputError. */
  readonly config: Config;
}

/** How a run ended: 0 ok, 2 usage, 3 upstream or partial, 4 drift, 1 bug. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** One verb of `flightdeck`. The list of them is the command line. */
export interface Command {
  readonly name: string;
  /** `<paths...>`, `[name]`, or empty. */
  readonly args: string;
  readonly says: string;
  readonly options: readonly CommandOption[];
  /**
   * With FLIGHTDECK_URL: `asks` that server · `here`: needs no server and works as without · `never`: is refused, as it would act
   * on another place than is meant.
   */
  readonly remote: 'asks' | 'here' | 'never';
  run(call: Call): Promise<ExitCode>;
}

/** Text of an option; undefined when not given. */
export function optionText(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Texts of an option that may be repeated. */
export function optionTexts(options: Options, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
}

/** Words of a comma-separated option, without empty ones. */
export function optionWords(options: Options, name: string): readonly string[] {
  return optionTexts(options, name).flatMap(splitList);
}
