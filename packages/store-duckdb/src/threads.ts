/** Threads that the engine works with unless its opener says how many. */
export const THREADS = 2;
