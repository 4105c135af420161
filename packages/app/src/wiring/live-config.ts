import { createHash } from 'node:crypto';
import type { SeatPrices } from '@flightdeck/catalog';
import type { WorkDays } from '../settings/calendar/calendar.ts';
import type { Config } from '../settings/config.ts';

/** Settings that answers depend on. */
export interface Figures {
  readonly prices: SeatPrices;
  readonly workDays: WorkDays;
}

/** The configuration in effect. */
export interface LiveConfig {
  readonly current: Config;
  readonly figures: Figures;
  /** A text that differs whenever the figures do, after a restart too. */
  readonly figuresKey: string;
  set(next: Config): void;
}

/** A live configuration that begins with this one. */
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

/** True if a sync would differ with the other configuration. */
export function syncsOtherwise(one: Config, other: Config): boolean {
  const parts = ({ githubHosts, scopes, syncIntervalMs, syncSeats }: Config) =>
    JSON.stringify([githubHosts, scopes, syncIntervalMs, syncSeats]);
  return parts(one) !== parts(other);
}
