/** Runs postponed work once nothing has been written for a while. */
export interface IdleWork {
  /** Starts the waiting anew; called after every write. */
  postpone(): void;
  /** Runs all of it now. @throws what the work throws. */
  runAll(): Promise<void>;
  /** Ends waiting; a step under way is finished, no other begun. */
  stop(): void;
}

/** Pause without writes before stale buckets are caught up with: longer than between two loaded days. */
const IDLE_MS = 3000;

/** Calls `step` until it returns false; a write in between postpones the rest again. */
export function createIdleWork(step: () => Promise<boolean>): IdleWork {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let waits = 0;

  const runUntil = async (isOver: () => boolean): Promise<void> => {
    while (!isOver() && (await step()));
  };
  const runIdle = (wait: number): void => {
    // What fails stays stale, its facts answer, and the next write tries again.
    runUntil(() => isStopped || waits !== wait).catch(() => undefined);
  };
  return {
    postpone() {
      if (isStopped) return;
      clearTimeout(timer);
      waits += 1;
      timer = setTimeout(runIdle, IDLE_MS, waits);
      timer.unref();
    },
    runAll: () => runUntil(() => isStopped),
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
