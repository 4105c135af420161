import { createHash } from 'node:crypto';
import type { SeatPrices } from '@flightdeck/catalog';
import type { WorkDays } from '../settings/calendar/calendar.ts';
import type { Config } from '../settings/config.ts';

/** Settings that answers are worked out with. */
export interface Figures {
  readonly prices: SeatPrices;
  readonly workDays: WorkDays;
}

/** The configuration that holds now. */
export interface LiveConfig {
  readonly current: Config;
  readonly figures: Figures;
  /** Another one whenever the figures are others, also after a restart. */
  readonly figuresKey: string;
  set(next: Config): void;
}

/** Begins with a configuration. */
export function createLiveConfig(first: Config): LiveConfig {
  let current = first;
  let figures = figuresOf(first);
  let figuresKey = keyOf(figures);
  return {
    get current() {
      return current;
    },
    get figures() {
      return figures;
    },
    get figuresKey() {
      return figuresKey;
    },
    set(next) {
      current = next;
      figures = figuresOf(next);
      figuresKey = keyOf(figures);
    },
  };
}

const figuresOf = ({ seatPrices, workDays }: Config): Figures => ({ prices: seatPrices, workDays });

const keyOf = (figures: Figures): string =>
  createHash('sha256').update(JSON.stringify(figures)).digest('hex').slice(0, 12);

/** True when a sync would do otherwise with the other configuration. */
export function syncsOtherwise(one: Config, other: Config): boolean {
  const parts = ({ githubHosts, scopes, syncIntervalMs, syncSeats }: Config) =>
    JSON.stringify([githubHosts, scopes, syncIntervalMs, syncSeats]);
  return parts(one) !== parts(other);
}
