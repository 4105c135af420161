import { addDays, type Day, dayCount, dayNumber, SETTLING_DAYS, toDay } from '@flightdeck/catalog';
import { ARRIVAL, activityOn, BIT, seasonOn } from './activity.ts';
import { createPerson, type Person, type Population } from './people/people.ts';

/** How much of a day's telemetry has arrived: 0 just closed … 3 final. */
export type Settled = 0 | 1 | 2 | 3;

/** How settled a day is at an instant: one step for each full UTC day since it closed. */
export function settledAt(day: Day, instant: Date): Settled {
  const passed = dayCount({ from: day, to: toDay(instant) }) - 2;
  return Math.min(SETTLING_DAYS, Math.max(0, passed)) as Settled;
}

/** The adoption phase of a person: 0 No Cohort … 3 multi-agent. @source GitHub "Copilot usage metrics" reference. */
export type Phase = 0 | 1 | 2 | 3;

/** Everybody's activity, computed a day at a time and kept for a few weeks. */
export interface History {
  readonly population: Population;
  readonly people: number;
  person(index: number): Person;
  /** Activity bits of a person, 0 where nothing has arrived yet. */
  bits(index: number, day: Day, settled: Settled): number;
  /** For every person the bits seen on any of the `count` days that end with `day`. */
  seenWithin(day: Day, count: number, settled: Settled): Uint16Array;
  /** On how many of the 28 days that end with `day` each person had any of the bits. */
  daysWith(mask: number, day: Day, settled: Settled): Uint8Array;
  /** Adoption phase of every person on `day`. */
  phases(day: Day, settled: Settled): Uint8Array;
}

const KEPT_DAYS = 72;

/** Prepares the activity of `people` persons; costs nothing until a day is asked for. */
export function createHistory(population: Population, people: number): History {
  const persons: Person[] = [];
  const days = new Map<number, Uint16Array>();
  const phaseCache = new Map<string, Uint8Array>();

  function person(index: number): Person {
    let known = persons[index];
    if (!known) {
      known = createPerson(population, index);
      persons[index] = known;
    }
    return known;
  }

  function dayBits(day: number): Uint16Array {
    let known = days.get(day);
    if (!known) {
      const season = seasonOn(day);
      known = new Uint16Array(people);
      for (let index = 0; index < people; index++) known[index] = activityOn(population, person(index), day, season);
      if (days.size >= KEPT_DAYS) days.delete(days.keys().next().value ?? day);
      days.set(day, known);
    }
    return known;
  }

  /** Visits the arrived bits of the last `count` days; an earlier day is that much more settled. */
  function eachRecent(day: Day, count: number, settled: Settled, visit: (index: number, bits: number) => void): void {
    const end = dayNumber(day);
    for (let back = count - 1; back >= 0; back--) {
      const upTo = Math.min(SETTLING_DAYS, settled + back);
      const all = dayBits(end - back);
      for (let index = 0; index < people; index++) {
        const bits = all[index] ?? 0;
        if (bits !== 0 && (bits & ARRIVAL) <= upTo) visit(index, bits);
      }
    }
  }

  const history: History = {
    population,
    people,
    person,
    bits(index, day, settled) {
      const bits = dayBits(dayNumber(day))[index] ?? 0;
      return (bits & ARRIVAL) <= settled ? bits : 0;
    },
    seenWithin(day, count, settled) {
      const seen = new Uint16Array(people);
      eachRecent(day, count, settled, (index, bits) => {
        seen[index] = (seen[index] ?? 0) | bits;
      });
      return seen;
    },
    daysWith(mask, day, settled) {
      const counts = new Uint8Array(people);
      eachRecent(day, 28, settled, (index, bits) => {
        if (bits & mask) counts[index] = (counts[index] ?? 0) + 1;
      });
      return counts;
    },
    phases(day, settled) {
      const key = `${day} ${settled}`;
      let known = phaseCache.get(key);
      if (!known) {
        known = phasesOf(history, day, settled);
        if (phaseCache.size >= 40) phaseCache.delete(phaseCache.keys().next().value ?? key);
        phaseCache.set(key, known);
      }
      return known;
    },
  };
  return history;
}

function phasesOf(history: History, day: Day, settled: Settled): Uint8Array {
  const code = history.daysWith(BIT.completion | BIT.agent, day, settled);
  const cli = history.daysWith(BIT.cli, day, settled);
  const cloud = history.daysWith(BIT.cloudAgent, day, settled);
  const review = history.daysWith(BIT.reviewActive | BIT.reviewPassive, day, settled);
  const app = history.daysWith(BIT.app, day, settled);
  const often = (counts: Uint8Array, index: number): number => ((counts[index] ?? 0) >= 2 ? 1 : 0);
  return Uint8Array.from({ length: history.people }, (_, index): Phase => {
    const agents = often(cli, index) + often(cloud, index) + often(review, index);
    if (agents >= 2 || often(app, index)) return 3;
    if (agents === 1) return 2;
    return often(code, index) ? 1 : 0;
  });
}

/** First day of the calendar week (from Sunday) a day is in. @source GitHub reference, VS Code Agents window counts. */
export function sundayOf(day: Day): Day {
  return addDays(day, -((dayNumber(day) + 4) % 7));
}

/** How settled the day `back` days earlier is. */
export function settledBack(settled: Settled, back: number): Settled {
  return Math.min(SETTLING_DAYS, settled + back) as Settled;
}
