/**
 * Called after each piece of a file that was read, with the milliseconds the event loop was busy with it; resolves when the
 * next may be read. Whoever answers questions in the same process waits here as long as somebody asks.
 */
export type GiveWay = (busyMs: number) => Promise<void>;

/** Nobody asks questions of this process. */
export const GIVE_NO_WAY: GiveWay = () => Promise.resolve();
