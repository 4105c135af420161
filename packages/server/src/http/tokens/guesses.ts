/** Counts wrong guesses, or what else may not be done too often, by where they come from. */
export interface Guesses {
  /** True if so many were wrong that no further one is looked at for now. */
  isSpent(place: string): boolean;
  /** Counts one wrong token. */
  count(place: string): void;
  /** Number of places remembered, `MOST_PLACES` at most. */
  readonly size: number;
}

/** Most places remembered; with more, the one whose last wrong token is oldest is forgotten. */
const MOST_PLACES = 1000;
const WINDOW_MS = 60_000;

interface Place {
  readonly since: number;
  readonly wrong: number;
}

/** A counter without any yet; `most` wrong tokens a minute from one place are looked at. */
export function createGuesses(now: () => Date, most: number): Guesses {
  const places = new Map<string, Place>();
  const current = (name: string): Place | null => {
    const place = places.get(name);
    return place !== undefined && now().getTime() - place.since < WINDOW_MS ? place : null;
  };
  return {
    isSpent: (name) => (current(name)?.wrong ?? 0) >= most,
    count(name) {
      const { since, wrong } = current(name) ?? { since: now().getTime(), wrong: 0 };
      places.delete(name);
      places.set(name, { since, wrong: wrong + 1 });
      for (const oldest of places.keys()) {
        if (places.size <= MOST_PLACES) break;
        places.delete(oldest);
      }
    },
    get size() {
      return places.size;
    },
  };
}
