import type { GiveWay } from '@flightdeck/ingest';

/** Keeps reading files behind requests that wait for an answer of this process. */
export interface Attendance {
  /** Somebody waits from now on; returns what says that they do no longer. */
  attend(): () => void;
  /** Pauses after each piece of a file while somebody waits. */
  readonly giveWay: GiveWay;
}

/** While somebody waits, reading a file takes one part of the time in so many. */
const PARTS = 4;
/** Longest pause after one piece, so that a long one does not stop the file. */
const LONGEST_MS = 100;

/** Nobody waits yet. A request takes dozens of turns of the event loop, and each would wait for a piece of the file. */
export function createAttendance(): Attendance {
  let waiting = 0;
  return {
    attend() {
      waiting += 1;
      return () => {
        waiting -= 1;
      };
    },
    giveWay: {
      isNeeded: () => waiting > 0,
      async pause(busyMs) {
        await new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_MS, Math.ceil(busyMs * (PARTS - 1)))));
      },
    },
  };
}
