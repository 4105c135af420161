import { examine, type Finding } from '@flightdeck/app';
import { appEffects } from '../app-effects.ts';
import type { Command } from '../command.ts';

const MARK: Readonly<Record<Finding['state'], string>> = {
  ok: 'ok     ',
  warning: 'warning',
  failed: 'FAILED ',
  skipped: 'skipped',
};

/** `flightdeck doctor`. */
export const doctorCommand: Command = {
  name: 'doctor',
  args: '',
  remote: 'never',
  says: 'check settings, folder, database and what GitHub lets these credentials read',
  options: [{ flags: '--format <format>', says: 'how to print', choices: ['table', 'json'] }],
  async run(call) {
    const findings = await examine(call.config, appEffects(call, 'quiet'));
    if (call.options.format === 'json') call.terminal.out(`${JSON.stringify({ findings })}\n`);
    else call.terminal.out(findings.map(toText).join(''));
    const failed = findings.filter(({ state }) => state === 'failed');
    if (failed.length === 0) return 0;
    return failed.some(({ check }) => !isSetting(check)) ? 3 : 2;
  },
};

/** 2 for settings, which the caller can correct; 3 where GitHub, archive or database are not as they should be. */
function isSetting(check: string): boolean {
  return ['config', 'data folder', 'database disk'].includes(check);
}

function toText({ check, state, says, fix }: Finding): string {
  return `${MARK[state]}  ${check}: ${says}\n${fix === null ? '' : `         → ${fix}\n`}`;
}
