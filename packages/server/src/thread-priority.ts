import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';

/** How much later than the event loop the other threads get the processor where both want it; a "nice" value. */
export const BEHIND = 5;

/**
 * Puts all other threads of this process, which is where the database engine works, behind the one that answers
 * requests. Woken by it, they would take the processor from it: measured on two cores, it got two fifths of one.
 * Threads made by them later stand where they do. Does nothing where the system has no priorities of threads (other
 * than Linux).
 */
export function putThreadsBehind(): void {
  for (const thread of threads()) {
    if (thread === process.pid) continue;
    try {
      setPriority(thread, BEHIND);
    } catch {
      // It ended meanwhile, or the system does not let us: all stand side by side then, as they did.
    }
  }
}

function threads(): readonly number[] {
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [];
  }
}
