import { describeConfig } from '@flightdeck/app';
import type { Command } from '../command.ts';

/** `flightdeck config`. */
export const configCommand: Command = {
  name: 'config',
  args: '',
  remote: 'here',
  says: 'print the effective settings and where each came from; secrets as ***',
  options: [],
  async run({ config, terminal }) {
    terminal.out(describeConfig(config));
    return 0;
  },
};
