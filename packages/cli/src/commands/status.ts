import { findServer, isBegun, lacksDays, ownHome } from '@flightdeck/app';
import { toJson } from '@flightdeck/query';
import type { Command } from '../command.ts';
import { openSource } from '../input/source.ts';
import { formatStatus } from '../output/status-text.ts';

/** `flightdeck status`. */
export const statusCommand: Command = {
  name: 'status',
  args: '',
  says: 'say what is loaded, what is missing and why',
  options: [{ flags: '--format <format>', says: 'how to print', choices: ['table', 'json'] }],
  async run(call) {
    const source = await openSource(call, false);
    try {
      const status = { ...(await source.status()), ...(await source.ledger()) };
      const server = findServer(call.config.dataFolder);
      call.terminal.out(
        call.options.format === 'json' ? `${toJson(status)}\n` : formatStatus(status, server?.url ?? null),
      );
      const own = ownHome(call.config);
      if (status.demo && isBegun(own)) {
        call.terminal.err(
          `Nothing of your own is loaded: a sync or import was begun in ${own.folder} and ended without data. Run it again; until then the demo is shown.\n`,
        );
      }
      return lacksDays(status.integrity) ? 3 : 0;
    } finally {
      await source.close();
    }
  },
};
