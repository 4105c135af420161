import { addDays, InputError, toDay } from '@flightdeck/catalog';
import { createOrganization, startSimulator } from '@flightdeck/simulator';
import { type Command, type Options, optionText } from '../command.ts';

/** `flightdeck simulate`. */
export const simulateCommand: Command = {
  name: 'simulate',
  args: '',
  remote: 'here',
  says: 'run a stand-in for GitHub with a made-up organization on this machine',
  options: [
    { flags: '--people <n>', says: 'people (400)' },
    { flags: '--days <n>', says: 'days of history up to yesterday (120)' },
    { flags: '--port <n>', says: 'port to listen on (any free one)' },
    { flags: '--seed <n>', says: 'seed of the organization; another number makes another one (1)' },
  ],
  async run({ options, terminal }) {
    const now = terminal.now();
    const simulation = createOrganization({
      people: whole(options, 'people', 400, 1, 100_000),
      days: whole(options, 'days', 120, 1, 730),
      seed: whole(options, 'seed', 1, 0, 2 ** 31),
      lastDay: addDays(toDay(now), -1),
      organizations: 2,
    });
    const simulator = await startSimulator(simulation, {
      port: whole(options, 'port', 0, 0, 65_535),
      now: terminal.now,
      rateLimit: 1_000_000,
    }).catch((cause: unknown) => {
      throw new InputError(`Port ${optionText(options, 'port')} cannot be used.`, {
        code: 'port_taken',
        hint: 'Choose another with --port.',
        cause,
      });
    });
    const scopes = simulation.organizations.map(({ slug }) => `org:${slug}`);
    terminal.out(`A stand-in for GitHub listens on ${simulator.url} until it is stopped. Sync from it with:\n\n`);
    terminal.out(`  GITHUB_API_URL=${simulator.url} GITHUB_TOKEN=any-token FLIGHTDECK_SCOPES=${scopes[0]} \\\n`);
    terminal.out('    npx flightdeck sync --data ./simulated\n\n');
    terminal.out(`Scopes: ${[...scopes, `enterprise:${simulation.enterprise.slug}`].join(', ')}\n`);
    await new Promise<void>((resolve) => {
      terminal.onStop(resolve);
    });
    await simulator.close();
    return 0;
  },
};

function whole(options: Options, name: string, usual: number, least: number, most: number): number {
  const text = optionText(options, name);
  const value = text === undefined ? usual : /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new InputError(`--${name} ${text} is not right.`, {
    code: 'bad_option',
    hint: `Write --${name} ${usual}, a whole number from ${least} to ${most}.`,
  });
}
