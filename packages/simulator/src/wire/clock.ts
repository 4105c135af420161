/** A clock that tests move. */
export interface Clock {
  now(): Date;
  set(instant: Date): void;
  advance(hours: number): void;
}

/** A clock that follows `source` until it is moved, and keeps the distance from then on. */
export function createClock(source: () => Date): Clock {
  let shift = 0;
  return {
    now: () => new Date(source().getTime() + shift),
    set(instant) {
      shift = instant.getTime() - source().getTime();
    },
    advance(hours) {
      shift += hours * 3_600_000;
    },
  };
}
