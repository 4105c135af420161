import { join } from 'node:path';
import { AUDIT_FILE, inspectAudit } from '@flightdeck/app';
import { counted, InputError } from '@flightdeck/catalog';
import type { Command } from '../command.ts';

/** `flightdeck audit verify`. */
export const auditCommand: Command = {
  name: 'audit',
  args: '<verb>',
  remote: 'never',
  says: 'verify: say whether the audit log is whole',
  options: [],
  async run({ args, config, terminal }) {
    const [verb = ''] = args;
    if (verb !== 'verify') {
      throw new InputError(`"${verb}" is not a command for the audit log.`, {
        code: 'unknown_verb',
        hint: 'Write flightdeck audit verify.',
      });
    }
    const file = join(config.dataFolder, AUDIT_FILE);
    const { lines, fault } = await inspectAudit(file);
    terminal.out(
      `${file}: ${counted(lines, 'line')}, ${fault === null ? 'all as they were written' : `damaged. ${fault}`}\n`,
    );
    return fault === null ? 0 : 3;
  },
};
