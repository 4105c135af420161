/** Does work that was put off, when nothing else has been asked for a while. */
export interface Settler {
  /** Starts the waiting anew; called after every write. */
  postpone(): void;
  /** Does all of it now. @throws what the work throws. */
  settle(): Promise<void>;
  /** Ends waiting; a step under way is finished, no other begun. */
  stop(): void;
}

/** How long nothing is written before what is stale is added up: longer than from one loaded day to the next. */
const IDLE_MS = 3000;

/** A settler that calls `step` until it answers false; a write in between puts the rest off again. */
export function createSettler(step: () => Promise<boolean>): Settler {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let waits = 0;

  const settleUntil = async (isOver: () => boolean): Promise<void> => {
    while (!isOver() && (await step()));
  };
  const settleIdle = (wait: number): void => {
    // What cannot be added up stays stale, its facts answer, and the next write tries again.
    settleUntil(() => isStopped || waits !== wait).catch(() => undefined);
  };
  return {
    postpone() {
      if (isStopped) return;
      clearTimeout(timer);
      waits += 1;
      timer = setTimeout(settleIdle, IDLE_MS, waits);
      timer.unref();
    },
    settle: () => settleUntil(() => isStopped),
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
