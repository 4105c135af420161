/** Runs work now and then again an interval after each start. */
export interface Scheduler {
  /** Start of the next run; null when none is planned. */
  readonly nextRunAt: Date | null;
  /** Runs no more; work under way is not touched. */
  stop(): void;
}

/**
 * Begins at once. A run that outlasts the interval delays the next;
 * two never overlap. `run` must not throw.
 */
export function startScheduler(options: {
  readonly intervalMs: number;
  readonly now: () => Date;
  readonly run: () => Promise<void>;
}): Scheduler {
  const { intervalMs, now, run } = options;
  let nextRunAt: Date | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const plan = (at: Date): void => {
    if (stopped) return;
    nextRunAt = at;
    timer = setTimeout(go, Math.max(0, at.getTime() - now().getTime()));
  };
  const go = async (): Promise<void> => {
    const due = now().getTime() + intervalMs;
    nextRunAt = new Date(due);
    await run();
    plan(new Date(Math.max(due, now().getTime() + intervalMs / 10)));
  };
  void go();
  return {
    get nextRunAt() {
      return nextRunAt;
    },
    stop() {
      stopped = true;
      nextRunAt = null;
      clearTimeout(timer);
    },
  };
}
