import { type Config, readConfig, readVersion } from '@flightdeck/app';
import { InputError } from '@flightdeck/catalog';
import { Command as Commander, CommanderError, Option } from 'commander';
import { type Command, type CommandOption, type ExitCode, type Options, optionText } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { reportError } from './output/report-error.ts';
import type { Terminal } from './output/terminal.ts';

/** Options every command has. */
const COMMON: readonly CommandOption[] = [
  { flags: '--data <folder>', says: 'data folder (FLIGHTDECK_DATA, default ./data)' },
  { flags: '--config <file>', says: 'configuration file (default flightdeck.config.json, when it exists)' },
];

/** Runs one command line, without the program's name; the exit code. Never throws. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = createProgram(terminal, async (command, call) => {
    const config = toConfig(call.options, terminal);
    if (config.remote !== null && command.remote === 'never') throw notThere(command, config.remote.url);
    code = await command.run({ ...call, terminal, config });
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportError(error, terminal);
  }
}

/** The error for a command that works on this machine's data only, while FLIGHTDECK_URL is set. */
const notThere = ({ name }: Command, url: string): InputError =>
  new InputError(`"flightdeck ${name}" works on the machine of the data, and FLIGHTDECK_URL names ${url}.`, {
    code: 'not_remote',
    hint: 'Run it there. For the data of this machine take FLIGHTDECK_URL away, or name the folder with --data.',
  });

type Start = (command: Command, call: { readonly args: readonly string[]; readonly options: Options }) => Promise<void>;

function createProgram(terminal: Terminal, start: Start): Commander {
  const program = new Commander('flightdeck')
    .description('Usage analytics for GitHub Copilot')
    .version(readVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'print help');
  prepare(program, terminal);
  for (const command of COMMANDS) {
    const verb = program
      .command(`${command.name} ${command.args}`.trim(), { isDefault: false })
      .description(command.says)
      .helpOption('-h, --help', 'print help');
    prepare(verb, terminal);
    for (const option of [...command.options, ...COMMON]) verb.addOption(toOption(option));
    verb.action(async () => {
      await start(command, { args: verb.args, options: verb.opts<Options>() });
    });
  }
  return program;
}

function prepare(command: Commander, terminal: Terminal): void {
  command
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, outputError: (text, write) => write(text) });
}

function toOption({ flags, says, repeated, choices }: CommandOption): Option {
  const option = new Option(flags, says);
  // `--no-team <meaning>` is an option of its own and no opposite of `--team`.
  if (option.required) option.negate = false;
  if (choices) option.choices([...choices]);
  if (repeated) option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
  return option;
}

/** Options that set a setting. */
const SETTING_OF: Readonly<Record<string, string>> = {
  data: 'FLIGHTDECK_DATA',
  port: 'PORT',
  host: 'HOST',
  store: 'STORE_URL',
};

function toConfig(options: Options, terminal: Terminal): Config {
  const flags = Object.entries(SETTING_OF).map(([option, setting]) => [setting, optionText(options, option)] as const);
  return readConfig({
    flags: Object.fromEntries(flags),
    configFile: optionText(options, 'config'),
    env: terminal.env,
    cwd: terminal.cwd,
    readFile: terminal.readFile,
  });
}
