import type { AppEffects } from '../../wiring/effects.ts';
import type { LiveSettings } from './live-settings.ts';

/** How soon a change made by another server on the same folder takes effect here. */
const LOOK_MS = 5_000;

/** Takes over changes that other servers make, until it is stopped. */
export function followKept(
  settings: Pick<LiveSettings, 'look'>,
  log: AppEffects['log'],
): { start(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    settings.look().catch((error: unknown) => log.error({ err: error }, 'changed settings were not taken over'));
  };
  return {
    start() {
      timer ??= setInterval(look, LOOK_MS).unref();
    },
    stop() {
      clearInterval(timer);
    },
  };
}
