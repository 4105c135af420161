/** Counts wrong guesses by where they come from. */
export interface Guesses {
  /** True: so many of them were wrong that no further one is looked at for now. */
  isSpent(place: string): boolean;
  /** One was wrong. */
  count(place: string): void;
  /** Places that are remembered, `MOST_PLACES` at most. */
  readonly size: number;
}

/** Places remembered; beyond them the one that guessed first is forgotten. */
const MOST_PLACES = 1000;
const WINDOW_MS = 60_000;

interface Place {
  readonly since: number;
  readonly wrong: number;
}

/** None yet; `most` of them a minute from one place are looked at. */
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
