import { isBegun, lacksDays, ownHome, type StatusLedger } from '@flightdeck/app';
import { InputError } from '@flightdeck/catalog';
import { toJson } from '@flightdeck/query';
import type { Command } from '../command.ts';
import { openSource, type Source } from '../input/source.ts';
import { formatBriefStatus, formatStatus } from '../output/status-text.ts';
import { findTarget } from '../server/find-target.ts';

/** `flightdeck status`. */
export const statusCommand: Command = {
  name: 'status',
  args: '',
  remote: 'asks',
  says: 'say what is loaded, what is missing and why',
  options: [{ flags: '--format <format>', says: 'how to print', choices: ['table', 'json'] }],
  async run(call) {
    const source = await openSource(call, false);
    try {
      const status = await source.status();
      const ledger = await ledgerOf(source);
      const url = findTarget(call.config)?.url.replace(/\/$/, '') ?? null;
      if (call.options.format === 'json') call.terminal.out(`${toJson({ ...status, ...ledger })}\n`);
      else
        call.terminal.out(
          ledger === null ? formatBriefStatus(status, url) : formatStatus({ ...status, ...ledger }, url),
        );
      for (const { says, fix } of call.config.notices) call.terminal.err(`${says} ${fix}\n`);
      const own = ownHome(call.config);
      if (call.config.remote === null && status.demo && isBegun(own)) {
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

/** The ledger; null for a token that may not read it. */
async function ledgerOf(source: Source): Promise<StatusLedger | null> {
  try {
    return await source.ledger();
  } catch (error) {
    if (error instanceof InputError && error.code === 'not_allowed') return null;
    throw error;
  }
}
