import type { GiveWay } from '@flightdeck/ingest';

/** While somebody waits, reading a file takes one part of the event loop in so many. */
const PARTS = 4;
/** Longest pause after one piece, so that a long one does not stop the file. */
const LONGEST_MS = 100;

/** Keeps reading a file behind questions: a question takes dozens of turns of the event loop, and each would wait for a piece. */
export function createGiveWay(isAsked: () => boolean): GiveWay {
  return async (busyMs) => {
    if (!isAsked()) return;
    await new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_MS, Math.ceil(busyMs * (PARTS - 1)))));
  };
}
