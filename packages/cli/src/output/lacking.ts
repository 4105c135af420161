import { describeGap, type Gap, lacksDays } from '@flightdeck/app';
import { printable } from '@flightdeck/query';
import type { ExitCode } from '../command.ts';
import type { Source } from '../input/source.ts';
import type { Terminal } from './terminal.ts';

/** Says which days answers lack; 3 when they lack any that nobody decided to go on without, else 0. */
export async function reportLacking(source: Pick<Source, 'gaps'>, terminal: Pick<Terminal, 'err'>): Promise<ExitCode> {
  const gaps = await source.gaps();
  for (const line of lackingLines(gaps)) terminal.err(`${line}\n`);
  return lacksDays({ gaps }) ? 3 : 0;
}

/** One line for each report and file. */
export function lackingLines(gaps: readonly Gap[]): readonly string[] {
  return gaps.map((gap) => printable(`${describeGap(gap)}${gap.isAccepted ? ' Left out on purpose.' : ''}`));
}
