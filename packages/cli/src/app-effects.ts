import { type AppEffects, createLogger } from '@flightdeck/app';
import type { Call } from './command.ts';

/**
 * What the app needs of this terminal. A server logs to the stream of results; any other command logs only warnings, to
 * the stream of messages.
 */
export function appEffects(
  { config, terminal }: Pick<Call, 'config' | 'terminal'>,
  kind: 'server' | 'quiet',
): AppEffects {
  const isChosen = config.given.some(({ name, origin }) => name === 'LOG_LEVEL' && origin !== 'default');
  const logLevel = kind === 'server' || isChosen ? config.logLevel : 'warn';
  return {
    now: terminal.now,
    log: createLogger(
      { ...config, logLevel },
      {
        write: kind === 'server' ? terminal.out : terminal.err,
        isTerminal: kind === 'server' ? terminal.isOutTerminal : terminal.isErrTerminal,
      },
    ),
  };
}
