/** How reading a file leaves the processor to those who ask questions of the same process. */
export interface GiveWay {
  /** True while somebody waits for an answer. */
  isNeeded(): boolean;
  /** Resolves when the next piece may be read, after one that took so many milliseconds. */
  pause(busyMs: number): Promise<void>;
}

/** Nobody asks questions of this process. */
export const GIVE_NO_WAY: GiveWay = { isNeeded: () => false, pause: () => Promise.resolve() };
