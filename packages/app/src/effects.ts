import type { Logger } from 'pino';

/** What the app is given from outside. */
export interface AppEffects {
  readonly now: () => Date;
  readonly log: Logger;
}
